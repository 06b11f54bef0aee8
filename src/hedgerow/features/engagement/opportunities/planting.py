"""What a blueprint says of kinds of opportunity and of what is offered, and how it is planted."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation.blueprints import Count, Invented, Key, Language, Words
from hedgerow.foundation.permissions import Actor

from . import actions, rules
from .models import Opportunity
from .models import OpportunityKind as KindRow
from .queries import fits
from .queries.lacking import lacking

Audience = Literal["learners", "adults", "teachers", "members"]
Hours = Annotated[Decimal, Field(gt=0)]
SETS = ("audience", "one_press", "guardian_agrees", "judged", "in_sessions")


class OpportunityKind(Invented):
    """A kind of opportunity that partners offer, with how one joins."""

    key: Key
    title: Words
    audience: Audience = "learners"
    one_press: bool = False
    guardian_agrees: bool = True
    judged: bool = False
    in_sessions: bool = True
    minimum_hours: Hours | None = None
    activity_kind: Key | None = None


class Offered(Invented):
    """Something offered in a simulated history: ``in_days`` from the day of planting.

    ``taken`` people have a place, and ``waiting`` wait for one.
    """

    title: Words
    kind: Key
    summary: str = Field(min_length=1, max_length=2000)
    in_days: Count | None = None
    lasts_days: Count = 0
    begins: time | None = None
    minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    place: str = Field("", max_length=300)
    latitude: float | None = None
    longitude: float | None = None
    online_address: str = ""
    sight: Literal["public", "members", "site"] = "public"
    age_from: Count | None = None
    age_to: Count | None = None
    grades: tuple[Words, ...] = ()
    languages: tuple[Language, ...] = ()
    access: tuple[Annotated[str, Field(pattern=f"^({'|'.join(rules.ACCESS)})$")], ...] = ()
    access_note: str = ""
    takes_signups: bool = True
    by_invitation: bool = False
    capacity: Annotated[int, Field(ge=1)] | None = None
    cost_amount: Decimal = Decimal(0)
    cost_currency: str = ""
    cost_note: str = ""
    contact: str = ""
    website: str = ""
    sponsored: bool = False
    taken: Count = 0
    waiting: Count = 0
    rubric: tuple[Words, ...] = ()
    judges: Count = 0
    entries: tuple[Words, ...] = ()


def plant_opportunity_kinds(
    ecosystem: Ecosystem, kinds: Sequence[OpportunityKind], *, by: Actor, at: datetime
) -> None:
    """Save the kinds of opportunity; the usual ones where the blueprint names none."""
    if not kinds:
        actions.add_usual_kinds(ecosystem, by=by, at=at)
        return
    known = dict(Kind.objects.filter(ecosystem=ecosystem).values_list("key", "pk"))
    rows = [
        {
            "key": one.key,
            "name": one.title,
            **{name: getattr(one, name) for name in SETS},
            "minimum_minutes": int(one.minimum_hours * 60) if one.minimum_hours else None,
            "activity_kind_id": known.get(one.activity_kind or ""),
        }
        for one in kinds
    ]
    actions.save_kinds(ecosystem, rows, by=by, at=at)


def plant_offers(
    ecosystem: Ecosystem, offers: Sequence[Offered], partners: Sequence[Organisation], *,
    by: Actor, at: datetime,
) -> None:  # fmt: skip
    """Offer each, by the partners in turn, and let people join who are there."""
    kinds = dict(KindRow.objects.filter(ecosystem=ecosystem).values_list("key", "pk"))
    for number, one in enumerate(offers):
        partner = partners[number % len(partners)] if partners else None
        values = _values(ecosystem, one, at) | {"kind_id": kinds[one.kind]}
        if partner is not None:
            values["organisation_id"] = partner.pk
        row = actions.offer_opportunity(ecosystem, values, by=by, at=at)
        if one.rubric:
            _challenge(row, one, by, at)
        if lacking(row):  # such as a challenge where nobody is there to judge: it stays a draft
            continue
        row = actions.open_opportunity(row, by=by, at=at)
        _join(row, one, number, by, at)
        _hand_in(row, one, by, at)


def _values(ecosystem: Ecosystem, one: Offered, at: datetime) -> dict[str, Any]:
    named = {
        "simulated",
        "kind",
        "in_days",
        "lasts_days",
        "taken",
        "waiting",
        "rubric",
        "judges",
        "entries",
    }
    said = one.model_dump(exclude=named, exclude_unset=True)
    for name in ("grades", "languages", "access"):
        if name in said:
            said[name] = list(said[name])
    if one.in_days is not None:
        starts = day_in(ecosystem, at) + timedelta(days=one.in_days)
        said["starts"] = starts
        said["ends"] = starts + timedelta(days=one.lasts_days) if one.lasts_days else None
    return said


def _join(row: Opportunity, one: Offered, number: int, by: Actor, at: datetime) -> None:
    """People take the places, and who comes later waits."""
    if not one.taken + one.waiting:
        return
    for person in _people(row, one, number, at):
        if row.sign_ups.count() < one.taken:
            actions.give_place(row, person, by=by, at=at)
        elif row.sign_ups.count() < one.taken + one.waiting:
            actions.sign_up(row, person, by=by, at=at)
        else:
            return


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
        actions.hand_in(row, title, one.summary, [sign_up.person], by=by, at=at)
