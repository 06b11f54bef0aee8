"""Who offers help, as the family reads it before it says yes; and who answered for a side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from django.db.models import Q

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tongues import own_name
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.membership.rules import age_on
from hedgerow.commons.people.models import Guardian, Person

from ..models import Check, Pairing
from .pool import required_checks

Answered = Literal["own", "family", "noted"]
GROWN: Final = 18


@dataclass(frozen=True, slots=True)
class Helper:
    """What the offer says, since when its person is here and for whom, and the valid checks."""

    about: str
    items: Sequence[str]
    languages: Sequence[str]
    site: str
    in_person: bool
    online: bool
    since: date | None
    organisations: Sequence[str]
    checks: Sequence[tuple[str, date | None]]


def helper_of(row: Pairing, day: date) -> Helper:
    """The one who helps in a pair. Five queries at most."""
    offer = row.offer
    roles = Assignment.objects.filter(ecosystem=row.ecosystem, person=offer.person_id)
    running = roles.filter(Q(ends=None) | Q(ends__gte=day), starts__lte=day)
    spells = list(running.order_by("starts", "pk").values_list("starts", "organisation__name"))
    return Helper(
        offer.about, [str(item) for item in offer.items.all()],
        [own_name(code) for code in offer.languages], offer.site.name if offer.site else "",
        offer.in_person, offer.online, spells[0][0] if spells else None,
        list(dict.fromkeys(name for _starts, name in spells if name)),
        _checks(row.ecosystem, offer.person_id, day),
    )  # fmt: skip


def _checks(ecosystem: Ecosystem, person: int, day: date) -> list[tuple[str, date | None]]:
    """Each valid check by its title, with the last day that any of them names."""
    titles = dict(required_checks(ecosystem))
    valid = Check.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=day),
        ecosystem=ecosystem, person=person, withdrawn_at=None, seen_on__lte=day,
    )  # fmt: skip
    rows = valid.order_by("valid_until", "pk").values_list("kind", "valid_until")
    return [(titles.get(kind, kind), until) for kind, until in dict(rows).items()]


def answered(row: Pairing) -> dict[str, Answered]:
    """Who said it for each side: oneself, the family, or who arranges, as told. At most a query."""
    sides = {"mentor": row.offer.person_id, "learner": row.need.person_id}
    said = {side: getattr(row, f"{side}_said_by_id") for side in sides}
    others = {side for side, who in sides.items() if said[side] not in (None, who)}
    ties: set[tuple[int, int]] = set()
    if others:
        known = Guardian.objects.filter(
            ecosystem=row.ecosystem_id, guardian__in=[said[side] for side in others]
        )
        ties = set(known.values_list("guardian_id", "learner_id"))
    found: dict[str, Answered] = {}
    for side, who in sides.items():
        told: Answered = "family" if (said[side], who) in ties else "noted"
        found[side] = told if side in others else "own"
    return found


def grown_with_young(mentor: Person, learner: Person, day: date) -> bool:
    """Whether an adult would help a minor; a learner whose age nobody knows is taken for one."""
    grown = mentor.born is None or age_on(mentor.born, day) >= GROWN
    return grown and (learner.born is None or age_on(learner.born, day) < GROWN)
