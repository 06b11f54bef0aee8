"""Offers and wishes as the rules of pairing take them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from django.db.models import Q

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Guardian, Organisation

from ..checking import TOLD
from ..models import Check, MentoringTerms, Need, Offer, Pairing
from ..rules.pairs import Needed, Offered, Point, Weights, cleared

CHECKS = "required_checks"


@dataclass(frozen=True, slots=True)
class Pool:
    """Offers and wishes side by side, as rows and as the rules take them."""

    offers: Sequence[Offer]
    offered: Sequence[Offered]
    needs: Sequence[Need]
    needed: Sequence[Needed]


def terms_row(ecosystem: Ecosystem) -> MentoringTerms:
    """On which terms people are paired here; where nobody said it, on the usual ones."""
    rows = MentoringTerms.objects.filter(ecosystem=ecosystem)
    return rows.first() or MentoringTerms(ecosystem=ecosystem)


def required_checks(ecosystem: Ecosystem) -> list[tuple[str, str]]:
    """The checks that one who helps here needs: key, and title as the reader reads it."""
    row = terms_row(ecosystem)
    return [(str(key), row.said(f"{TOLD}{key}", str(title))) for key, title in row.required_checks]


def terms_said(ecosystem: Ecosystem) -> dict[str, Any]:
    """The terms as they are kept, for programs."""
    row = terms_row(ecosystem)
    checks = [{"key": key, "title": title} for key, title in row.required_checks]
    return {**asdict(weights_from(row.weights)), "required_checks": checks, "told": row.told}


def weights_of(ecosystem: Ecosystem) -> Weights:
    """What pairs cost here."""
    return weights_from(terms_row(ecosystem).weights)


def weights_from(values: Mapping[str, object]) -> Weights:
    """Weights as they were stored; names that are none are left out."""
    known = {one.name for one in fields(Weights)}
    return Weights(**{key: value for key, value in values.items() if key in known})  # type: ignore[arg-type]


def pool(ecosystem: Ecosystem, kind: str, day: date, *, site: int | None = None) -> Pool:
    """Every open offer of a kind, and the wishes that wait; those of one site if it is named."""
    offers = Offer.objects.filter(ecosystem=ecosystem, kind=kind).open_on(day)
    needs = Need.objects.filter(ecosystem=ecosystem, kind=kind, state=Need.State.WAITING)
    needs = needs.filter(person__erased_at=None)
    if site is not None:
        needs = needs.filter(site=site)
    related = needs.select_related("person", "site").prefetch_related("items").order_by("pk")
    rows = list(offers_read(offers)), list(related)
    return Pool(rows[0], offered(ecosystem, rows[0], day), rows[1], needed(rows[1]))


def offers_read(rows: "Iterable[Offer]") -> list[Offer]:
    """Offers with what is asked of them read along."""
    found = rows.filter(person__erased_at=None)  # type: ignore[attr-defined]
    return list(found.select_related("person", "site").prefetch_related("items").order_by("pk"))


def offered(ecosystem: Ecosystem, rows: Sequence[Offer], day: date) -> list[Offered]:
    """Offers as the rules take them, with how many places are in use and whether who offers is checked."""
    taken = Counter(
        Pairing.objects.filter(offer__in=[row.pk for row in rows])
        .taking_a_place()
        .values_list("offer", flat=True)
    )
    required = [key for key, _title in required_checks(ecosystem)]
    valid = valid_checks(ecosystem, {row.person_id for row in rows}, day)
    return [
        Offered(
            row.pk, row.person_id, row.places, taken[row.pk], frozenset(row.languages),
            frozenset(item.pk for item in row.items.all()), communities(row.site), place(row.site),
            row.online, row.in_person, cleared(required, valid.get(row.person_id, ())),
        )
        for row in rows
    ]  # fmt: skip


def needed(rows: Sequence[Need]) -> list[Needed]:
    """Wishes as the rules take them; who said no language is taken to speak the own one."""
    ties = Guardian.objects.filter(learner__in={row.person_id for row in rows}, barred=True)
    barred = defaultdict(set)
    for learner, guardian in ties.values_list("learner_id", "guardian_id"):
        barred[learner].add(guardian)
    return [
        Needed(
            row.pk, row.person_id, languages_of(row),
            frozenset(item.pk for item in row.items.all()), communities(row.site), place(row.site),
            row.online, row.in_person, frozenset(barred[row.person_id]),
        )
        for row in rows
    ]  # fmt: skip


def languages_of(row: Need) -> frozenset[str]:
    own = row.languages or ([row.person.language] if row.person.language else [])
    return frozenset(own)


def communities(site: Organisation | None) -> frozenset[int]:
    """A site and what it is a part of."""
    return frozenset(pk for pk in (site.pk, site.parent_id) if pk) if site else frozenset()


def place(site: Organisation | None) -> Point | None:
    if site is None or site.latitude is None or site.longitude is None:
        return None
    return site.latitude, site.longitude


def valid_checks(
    ecosystem: Ecosystem, people: Iterable[int], day: date
) -> dict[int, frozenset[str]]:
    """Which checks of each person are valid on a day."""
    rows = Check.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=day),
        ecosystem=ecosystem, person__in=list(people), withdrawn_at=None, seen_on__lte=day,
    )  # fmt: skip
    found: dict[int, set[str]] = defaultdict(set)
    for person, kind in rows.values_list("person_id", "kind"):
        found[person].add(kind)
    return {person: frozenset(kinds) for person, kinds in found.items()}
