"""What is offered in a simulated history: by whom, who takes part or waits, and what was handed in."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from types import MappingProxyType
from typing import Any, Final

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_planting import in_languages
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation.permissions import Actor

from . import actions, rules
from .models import Opportunity, OpportunityKind
from .planting import Offered
from .planting_past import announced, begun, take_place
from .queries import fits
from .queries.lacking import lacking

FRIDAY: Final = 4
PLANTED: Final = {
    "simulated", "kind", "in_days", "days_ago", "lasts_days", "taken", "waiting", "rubric", "judges",
    "entries", "absent", "archived",
}  # fmt: skip
"""What says how it is planted; the rest is said of the opportunity itself."""


def plant_offers(
    ecosystem: Ecosystem, offers: Sequence[Offered], partners: Sequence[Organisation],
    about: Mapping[str, Sequence[int]] = MappingProxyType({}), *, by: Actor, at: datetime,
) -> None:  # fmt: skip
    """Offer each, by the partners in turn, and let people join who are there.

    ``about`` has, by kind, ids of the items that it is about.
    """
    kinds = dict(OpportunityKind.objects.filter(ecosystem=ecosystem).values_list("key", "pk"))
    for number, one in enumerate(offers):
        partner = partners[number % len(partners)] if partners else None
        values = _values(ecosystem, one, at) | {"kind_id": kinds[one.kind]}
        values["items"] = about.get(one.kind, ())
        if partner is not None:
            values["organisation_id"] = partner.pk
        offered = at if one.days_ago is None else announced(one, at)
        row = actions.offer_opportunity(ecosystem, values, by=by, at=offered)
        if one.rubric:
            _challenge(row, one, by, offered)
        if lacking(row):  # such as a challenge where nobody is there to judge: it stays a draft
            continue
        row = actions.open_opportunity(row, by=by, at=offered)
        _join(row, one, number, by, offered)
        _hand_in(row, one, by, at if one.days_ago is None else begun(one, at))
        if one.days_ago is not None:
            take_place(row, one, by=by, at=at)


def _values(ecosystem: Ecosystem, one: Offered, at: datetime) -> dict[str, Any]:
    said = one.model_dump(exclude=PLANTED, exclude_unset=True)
    said |= in_languages({"title": one.title, "summary": one.summary}, ecosystem.languages)
    for name in ("grades", "languages", "access"):
        if name in said:
            said[name] = list(said[name])
    days = one.in_days if one.days_ago is None else -one.days_ago
    if days is not None:
        starts = _on_a_weekday(day_in(ecosystem, at) + timedelta(days=days), past=days < 0)
        said["starts"] = starts
        said["ends"] = starts + timedelta(days=one.lasts_days) if one.lasts_days else None
    return said


def _on_a_weekday(day: date, *, past: bool) -> date:
    """That day; at a weekend the Friday before where it is past, else the Monday after."""
    over = day.weekday() - FRIDAY
    return day if over <= 0 else day + timedelta(days=-over if past else 3 - over)


def _join(row: Opportunity, one: Offered, number: int, by: Actor, at: datetime) -> None:
    """People take the places, and who comes later waits."""
    if not one.taken + one.waiting:
        return
    people = _people(row, one, number, at)
    taking = list(islice(people, one.taken))
    actions.give_places(row, taking, by=by, at=at)
    for person in islice(people, one.waiting):
        actions.sign_up(row, person, by=by, at=at)


def _people(row: Opportunity, one: Offered, number: int, at: datetime) -> Iterator[Person]:
    """Those whom it is for, each time others first."""
    roles = {"teachers": ("educator",), "learners": ("learner",)}.get(
        row.audience, ("learner", "member")
    )
    held = Assignment.objects.filter(ecosystem=row.ecosystem, role__in=roles, ends=None)
    many = (one.taken + one.waiting) * 20
    ids = list(held.order_by("pk").values_list("person", flat=True)[:many])
    people = list(Person.objects.filter(pk__in=ids, erased_at=None).order_by("pk"))
    first = number * 7 % max(len(people), 1)
    turned = people[first:] + people[:first]
    return (who for who in turned if fits(row, who, at, of_age=row.audience == "adults"))


def _challenge(row: Opportunity, one: Offered, by: Actor, at: datetime) -> None:
    """Judges from among the partners' people, and the rubric."""
    held = Assignment.objects.filter(ecosystem=row.ecosystem, role="partner", ends=None)
    ids = held.order_by("pk").values_list("person", flat=True)[: one.judges]
    judges = list(Person.objects.filter(pk__in=list(ids)).order_by("pk"))
    lines = rules.rubric_of("\n".join(one.rubric)) or []
    actions.set_challenge(row, judges, lines, by=by, at=at)


def _hand_in(row: Opportunity, one: Offered, by: Actor, at: datetime) -> None:
    """What some have made."""
    placed = row.sign_ups.filter(state="placed").select_related("person").order_by("pk")
    for title, sign_up in zip(one.entries, placed, strict=False):
        actions.hand_in(row, title, row.summary, [sign_up.person], by=by, at=at)
