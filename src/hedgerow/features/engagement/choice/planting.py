"""What a blueprint says of rounds of choice, and how they are planted; their learners are made up."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import cycle
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.frameworks.models import Item
from hedgerow.commons.people.models import Organisation
from hedgerow.foundation.blueprints import Invented, Key, Words
from hedgerow.foundation.permissions import Actor

from . import actions
from .models import Offer, Round
from .queries.choosers import choosers

Kind = Literal["sibling", "zone", "grade", "school"]
DRAWS = 200


class RoundRule(Invented):
    """A rule of priority, as learners read it."""

    kind: Kind
    title: Words
    grades: tuple[str, ...] = ()


class ChoiceRound(Invented):
    """A round in which learners of these grades choose among the items of a framework.

    ``begins`` says how many days before planting it opened (negative: after), ``days`` how long it is
    open. A simulated history has ``share`` of the learners choose; what is over is run and published. ``sites`` is the kind of the organisations at which
    what is offered takes place, in turn.
    """

    key: Key
    title: Words
    summary: str = ""
    framework: Key
    grades: tuple[str, ...] = ()
    most_wishes: Annotated[int, Field(ge=1, le=100)] = 5
    seats: Annotated[int, Field(ge=1)]
    sites: str = ""
    rules: tuple[RoundRule, ...] = ()
    begins: int = 0
    days: Annotated[int, Field(ge=1)] = 30
    share: Annotated[float, Field(gt=0, le=1)] = 0.8

    @model_validator(mode="after")
    def _rules_are_few(self) -> Self:
        if len(self.rules) > 7:
            raise ValueError("seven rules of priority at most")
        return self


def plant_rounds(
    ecosystem: Ecosystem, rounds: Sequence[ChoiceRound], *, by: Actor, at: datetime
) -> None:
    """Prepare rounds as drafts, with what is offered and who goes first."""
    for one in rounds:
        _plan(ecosystem, one, by=by, at=at, first=at)


def simulate_rounds(
    ecosystem: Ecosystem, rounds: Sequence[ChoiceRound], seed: int, *, by: Actor, at: datetime
) -> None:
    """Let made-up learners choose, and run what is over; each act at its moment."""
    for number, one in enumerate(rounds):
        begun = at - timedelta(days=one.begins)
        row = _plan(ecosystem, one, by=by, at=begun, first=begun)
        if begun > at:
            continue
        actions.open_round(row, by=by, at=begun, seed=f"{one.key}-{seed}")
        _choose(row, one, random.Random(f"{seed}:{number}"), by=by, at=begun)  # noqa: S311
        over = begun + timedelta(days=one.days + 1)
        if over > at:
            row.refresh_from_db()
            actions.reckon_chances(row, at=at, draws=DRAWS)
            continue
        actions.run_round(row, by=by, at=over)
        actions.publish_round(row, by=by, at=over + timedelta(hours=1))


def _plan(
    ecosystem: Ecosystem, one: ChoiceRound, *, by: Actor, at: datetime, first: datetime
) -> Round:
    opens = day_in(ecosystem, first)
    closes = opens + timedelta(days=one.days)
    values = {
        "key": one.key, "title": one.title, "summary": one.summary, "grades": list(one.grades),
        "most_wishes": one.most_wishes, "opens_on": opens, "closes_on": closes,
        "answer_by": closes + timedelta(days=60),
    }  # fmt: skip
    row = actions.plan_round(ecosystem, values, by=by, at=at)
    items = Item.objects.filter(framework__ecosystem=ecosystem, framework__key=one.framework)
    there = Organisation.objects.filter(kept_by=ecosystem, kind=one.sites or None)
    sites = cycle(there.order_by("code", "pk").values_list("pk", flat=True) or [None])
    for item, site in zip(items.order_by("position", "code"), sites, strict=False):
        title = f"{item.code} {item.title}".strip()[:200]
        said = {"title": title, "seats": one.seats, "site_id": site}
        actions.save_offer(row, said, by=by, at=at)
    for rule in one.rules:
        said = {"title": rule.title, "kind": rule.kind, "grades": list(rule.grades)}
        actions.save_criterion(row, said, by=by, at=at)
    return row


def _choose(row: Round, one: ChoiceRound, drawn: random.Random, *, by: Actor, at: datetime) -> None:
    """Lists in which some offers are wished for more than others, as it is everywhere."""
    offers = list(
        Offer.objects.filter(round=row).order_by("position").values_list("uuid", flat=True)
    )
    people = list(choosers(row, day_in(row.ecosystem, at)).order_by("code", "pk"))
    weights = [drawn.random() ** 2 + 0.05 for _ in offers]
    for person in people:
        if drawn.random() > one.share:
            continue
        order = sorted(range(len(offers)), key=lambda o: -(drawn.random() ** (1 / weights[o])))
        length = drawn.randint(2, min(one.most_wishes, len(offers)))
        wishes = [offers[o] for o in order[:length]]
        actions.save_list(
            row, person, wishes, by=by, at=at + timedelta(hours=drawn.randint(1, 200))
        )
