"""By which criteria seats are given: rules of priority, and reserves."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.telling import with_kept_told
from hedgerow.commons.membership.models import ConsentPurpose
from hedgerow.commons.people.models import Person, PopulationGroup
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor, require

from ..errors import RulesStand, TooManyReserved, TooManyRules
from ..models import Criterion, Listed, Offer, Outcome, Round
from ..permissions import USE_NEEDS
from ..queries.choosers import choosers
from ..queries.rounds import rules_stand
from ..rules.priorities import MOST
from .checks import BEFORE, own, own_sites, run_by, tell
from .offering import changed, next_place

Values = Mapping[str, Any]
JUDGED = (
    "title", "kind", "offer_id", "seats", "grades", "kilometres", "group_id", "purpose", "position",
    "told",
)  # fmt: skip


@transaction.atomic
def save_criterion(
    row: Round, values: Values, criterion: Criterion | None = None, *, by: Actor, at: datetime
) -> Criterion:
    """Add a rule of priority (without ``seats``) or a reserve of an offer (with them), or change one.

    ``schools`` are ids of organisations, ``people`` codes of learners on the list, if it asks for one.
    What was declared of a need counts only by a permission of its own and with consent. Once lists
    have come in, nothing but who is on a rule's list can change, and that until the round is run.

    Raises NotFound, NotPermitted, NotInThisState, RulesStand, TooManyRules, TooManyReserved or Invalid.
    """
    found = run_by(row, by, *BEFORE)
    said = {name: values[name] for name in JUDGED if name in values}
    said = with_kept_told(Criterion, said, found.ecosystem)
    check_lengths(Criterion, said)
    if rules_stand(found) and not (criterion and _names_alone(found, criterion, said, values)):
        raise RulesStand
    if criterion is None:
        said.setdefault("position", next_place(Criterion, found))
        criterion = Criterion(round=found)
    elif criterion.round_id != found.pk:
        raise NotFound
    for name, value in said.items():
        setattr(criterion, name, value)
    _check_criterion(found, criterion, by)
    criterion.save()
    if "schools" in values:
        criterion.schools.set(_schools(found, values["schools"]))
    if "people" in values:
        _list(found, criterion, values["people"])
    changed(found)
    payload = {"kind": criterion.kind, "seats": criterion.seats}
    tell("criterion_saved", found, by=by, at=at, about=_of(criterion), payload=payload)
    return criterion


@transaction.atomic
def remove_criterion(criterion: Criterion, *, by: Actor, at: datetime) -> None:
    """Take a rule or reserve away; raises NotFound, NotPermitted, NotInThisState or RulesStand."""
    found = run_by(criterion.round, by, *BEFORE)
    if rules_stand(found):
        raise RulesStand
    Outcome.objects.filter(round=found, reserve=criterion).update(reserve=None)
    about = _of(criterion)
    criterion.delete()
    changed(found)
    tell("criterion_removed", found, by=by, at=at, about=about)


def _names_alone(row: Round, criterion: Criterion, said: dict[str, Any], values: Values) -> bool:
    """Whether all but who is on the list is as it was, before anybody saw a result."""
    schools = set(criterion.schools.values_list("pk", flat=True))
    return (
        row.state in (Round.State.OPEN, Round.State.CLOSED)
        and all(getattr(criterion, name) == value for name, value in said.items())
        and set(values.get("schools", schools)) == schools
    )


def _of(criterion: Criterion) -> list[tuple[str, Any]]:
    return [("choice.offer", criterion.offer.uuid)] if criterion.offer else []


def _check_criterion(row: Round, one: Criterion, by: Actor) -> None:
    own(Offer.objects.filter(round=row), one.offer_id)
    own(PopulationGroup.objects.filter(ecosystem=row.ecosystem_id), one.group_id)
    if one.kind == Criterion.Kind.NEED:
        require(by, USE_NEEDS, within=row.ecosystem_id)
        if one.group_id is None:
            raise Invalid({"group": [_("Choose which need counts.")]})
        asked = ConsentPurpose.objects.filter(ecosystem=row.ecosystem_id, key=one.purpose)
        if not asked.exists():
            raise Invalid({"purpose": [_("Choose the consent by which it counts.")]})
    if one.kind == Criterion.Kind.GRADE and not one.grades:
        raise Invalid({"grades": [_("Say which grades.")]})
    if one.kind == Criterion.Kind.DISTANCE and not (one.kilometres and one.kilometres > 0):
        raise Invalid({"kilometres": [_("Say how many kilometres are near.")]})
    if one.seats is None:
        rules = Criterion.objects.filter(round=row, seats=None).exclude(pk=one.pk)
        if rules.count() >= MOST:
            raise TooManyRules(most=MOST)
        return
    if one.offer is None:
        raise Invalid({"offer": [_("Seats are reserved at one offer.")]})
    others = Criterion.objects.filter(offer=one.offer).exclude(pk=one.pk)
    taken = others.aggregate(sum=Sum("seats"))["sum"] or 0
    if taken + one.seats > one.offer.seats:
        raise TooManyReserved


def _schools(row: Round, pks: Collection[int]) -> Collection[int]:
    if own_sites(row.ecosystem, pks) != {*pks}:
        raise NotFound
    return pks


def _list(row: Round, criterion: Criterion, codes: Collection[str]) -> None:
    """Put the learners of these codes on the list in place of who was; raises Invalid naming others."""
    wanted = {code.strip() for code in codes if code.strip()}
    people: dict[str, int] = {}
    known = choosers(row)
    in_order = sorted(wanted)
    for start in range(0, len(in_order), 500):
        part = known.filter(code__in=in_order[start : start + 500])
        people |= dict(part.values_list("code", "pk"))
    if unknown := sorted(wanted - {*people}):
        text = _("No learner of this round has the code %(code)s.") % {"code": unknown[0]}
        raise Invalid({"people": [text]})
    criterion.listed.all().delete()
    rows = [Listed(criterion=criterion, person_id=pk) for pk in people.values()]
    Listed.objects.bulk_create(rows, 500)


def listed_people(criterion: Criterion) -> list[str]:
    """The codes of those on the list."""
    people = Person.objects.filter(pk__in=criterion.listed.values("person"))
    return list(people.order_by("code").values_list("code", flat=True))
