"""What was agreed with partners, whom one asks there, and who advises."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from random import Random

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.bodies.models import Body
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step
from hedgerow.edges.blueprints.pools import pool
from hedgerow.features.engagement.partners.actions import (
    answer_agreement,
    propose_agreement,
    save_adviser,
    save_contact,
)
from hedgerow.features.engagement.partners.models import Agreement
from hedgerow.features.engagement.partners.planting import AgreementPattern
from hedgerow.foundation.permissions import Actor

from . import codes
from .days import morning

AT_A_TIME = 12
OPEN, DECLINED, ENDING, RENEWED = 3, 7, 5, 9
"""Of so many partners in turn one has not answered, one declined, one ends soon, one renewed."""
TURN = 11
ADVISERS = 24
MONTH = timedelta(days=30)


def steps(plot: Plot) -> Iterator[Step]:
    patterns = plot.blueprint.agreements
    count = sum(plot.sizes.partners.values()) if patterns else 0
    for start in range(0, count, AT_A_TIME):
        numbers = range(start, min(start + AT_A_TIME, count))
        yield Step("agreements", partial(_agreements, numbers=numbers))
    if plot.blueprint.advisory:
        yield Step("business advisory", _advisory)


def acting(person: int | None) -> Actor:
    """The simulation, in the name of one of its persons."""
    return Actor(person_id=person, via="simulation", origin="simulated", steward=True)


def _agreements(plot: Plot, numbers: range) -> None:
    partners = _partners(plot, numbers)
    directors = dict(_people(plot, "partner").values_list("organisation", "person"))
    conveners = list(_people(plot, "convener").values_list("person", flat=True)[:1])
    sites = list(
        Organisation.objects.filter(kept_by=plot.ecosystem, code__startswith="sim-s").order_by("pk")
    )
    ours = acting(conveners[0] if conveners else None)
    for number, partner in zip(numbers, partners, strict=False):
        patterns = plot.blueprint.agreements
        pattern = patterns[number % len(patterns)]
        theirs = acting(directors.get(partner.pk))
        _agree(plot, partner, pattern, number, sites, (ours, theirs))
        _contact(plot, partner, number)


def _agree(
    plot: Plot,
    partner: Organisation,
    pattern: AgreementPattern,
    number: int,
    sites: Sequence[Organisation],
    sides: tuple[Actor, Actor],
) -> None:
    """Propose the pattern; most agree, and of some it ends soon or was renewed."""
    turn, length = number % TURN, pattern.months * MONTH
    starts = plot.began_on + timedelta(days=number % 28)
    ends = {ENDING: plot.today + MONTH, RENEWED: plot.today - MONTH}.get(turn, starts + length)
    if ends <= plot.today and turn != RENEWED:
        ends = plot.today + length
    first = _proposed(
        plot, partner, pattern, (starts, ends), sites[number % len(sites) :][:3], sides
    )
    if turn in (OPEN, DECLINED):
        if turn == DECLINED:
            reason = {"accepts": False, "reason": _("No staff for it this year")}
            answer_agreement(first, by=sides[1], at=morning(plot, starts), **reason)  # type: ignore[arg-type]
        return
    answer_agreement(first, by=sides[1], at=morning(plot, starts), accepts=True)
    if turn == RENEWED:
        again = _proposed(
            plot, partner, pattern, (ends + timedelta(days=1), ends + length),
            list(first.sites.all()), sides, first,
        )  # fmt: skip
        answer_agreement(again, by=sides[1], at=morning(plot, ends), accepts=True)


def _proposed(
    plot: Plot,
    partner: Organisation,
    pattern: AgreementPattern,
    span: tuple[object, object],
    sites: Sequence[Organisation],
    sides: tuple[Actor, Actor],
    renews: Agreement | None = None,
) -> Agreement:
    at: datetime = morning(plot, span[0])  # type: ignore[arg-type]
    kinds = Kind.objects.filter(ecosystem=plot.ecosystem, key__in=pattern.kinds)
    return propose_agreement(
        plot.ecosystem, partner, by=sides[0], at=at, renews=renews, starts=span[0], ends=span[1],
        sites=sites, kinds=list(kinds), shares=[str(one.value) for one in pattern.shares],
        **pattern.texts(plot.ecosystem),
    )  # fmt: skip


def _contact(plot: Plot, partner: Organisation, number: int) -> None:
    """Somebody to ask; every third did not agree to be shown."""
    chance = Random(f"{plot.history.seed}:contact:{number}")
    names = pool(next(iter(plot.history.pools)))
    name = names.full(*names.person(chance))
    shown = None if number % 3 == 0 else plot.began_on
    save_contact(
        plot.ecosystem, partner, by=SIMULATION, at=plot.began, name=name, task="",
        email=f"contact{number + 1}@partner.example", consented_on=shown,
    )  # fmt: skip


def _advisory(plot: Plot) -> None:
    told = plot.blueprint.advisory
    assert told is not None  # noqa: S101 - the step is there for it
    body = Body.objects.filter(ecosystem=plot.ecosystem, key=told.body or "").first()
    people = list(_people(plot, "partner").select_related("organisation", "person")[:ADVISERS])
    for number, role in enumerate(people):
        person: Person | None = role.person if number % 4 else None
        fields = told.fields or ("",)
        ends = plot.today - MONTH if number % 9 == 8 else None
        save_adviser(
            plot.ecosystem, by=SIMULATION, at=plot.began, organisation=role.organisation,
            person=person, body=body, field_of_work=fields[number % len(fields)],
            starts=plot.began_on, ends=ends,
            offers={str(kind.value): "" for kind in told.offers[number % len(told.offers)]},
        )  # fmt: skip


def _partners(plot: Plot, numbers: range) -> list[Organisation]:
    wanted = [codes.partner(number) for number in numbers]
    rows = Organisation.objects.filter(kept_by=plot.ecosystem, code__in=wanted)
    return list(rows.order_by("code"))


def _people(plot: Plot, role: str) -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(ecosystem=plot.ecosystem, role=role)
    return rows.exclude(person__code="").order_by("organisation__code", "pk")
