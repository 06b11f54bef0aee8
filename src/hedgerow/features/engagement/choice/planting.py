"""What a blueprint says of rounds of choice, and how they are planted; their learners are made up."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import cycle
from typing import Annotated, Any, Final, Literal, Self, get_args
from uuid import UUID

from pydantic import Field, model_validator

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.telling import main_language
from hedgerow.commons.ecosystems.told import own_language
from hedgerow.commons.ecosystems.told_planting import Named, Told, in_languages
from hedgerow.commons.frameworks.models import Framework, Item
from hedgerow.commons.people.models import Organisation
from hedgerow.foundation.blueprints import Count, Invented, Key, Language, Section
from hedgerow.foundation.permissions import Actor

from . import actions
from .models import Round
from .naming import title_of
from .rules.priorities import MOST

Kind = Literal["sibling", "zone", "grade", "school", "distance"]
OPEN_TO_ALL: Final[tuple[str, ...]] = get_args(Kind)
"""Kinds of rules that ask for nobody by name and for nothing that was declared of anybody."""


class RoundRule(Invented):
    """A rule of priority, as learners read it."""

    kind: Kind
    title: Named
    grades: tuple[str, ...] = ()
    kilometres: Annotated[float, Field(gt=0)] | None = None
    reserved: Annotated[int, Field(ge=0)] | None = None


Title = Annotated[str, Field(min_length=1, max_length=200)]
Summary = Annotated[str, Field(max_length=1000)]


class RoundOffer(Section):
    """Something to choose, with rules of its own; those with ``reserved`` seats reserve them."""

    title: Title | Annotated[dict[Language, Title], Field(min_length=1)]
    summary: Summary | Annotated[dict[Language, Summary], Field(min_length=1)] = ""
    seats: Count
    rules: tuple[RoundRule, ...] = ()


class ChoiceRound(Invented):
    """A round in which learners of these grades choose among the items of a framework, or ``offers``.

    ``begins`` says how many days before planting it opened (negative: after), ``days`` how long it is
    open. A simulated history has ``share`` of the learners choose; what is over is run and
    published. ``sites`` is the kind of the organisations at which what is offered takes place, in turn.
    With ``opportunity_kind`` they choose in a history among opportunities of that kind, which those of
    the framework become.
    """

    key: Key
    title: Named
    summary: Told = ""
    framework: Key | None = None
    opportunity_kind: Key | None = None
    offers: tuple[RoundOffer, ...] = ()
    grades: tuple[str, ...] = ()
    most_wishes: Annotated[int, Field(ge=1, le=100)] = 5
    seats: Annotated[int, Field(ge=1)] | None = None
    sites: str = ""
    rules: tuple[RoundRule, ...] = ()
    begins: int = 0
    days: Annotated[int, Field(ge=1)] = 30
    share: Annotated[float, Field(gt=0, le=1)] = 0.8

    @model_validator(mode="after")
    def _rules_are_few(self) -> Self:
        every = (*self.rules, *(rule for one in self.offers for rule in one.rules))
        if sum(rule.reserved is None for rule in every) > MOST:
            raise ValueError("seven rules of priority at most")
        if any(rule.reserved is not None for rule in self.rules):
            raise ValueError("seats reserved at one offer")
        return self

    @model_validator(mode="after")
    def _seats_are_said(self) -> Self:
        if self.framework and (self.seats is None or self.offers):
            raise ValueError("the seats of each item of the framework, or offers instead of it")
        return self


def plant_rounds(
    ecosystem: Ecosystem, rounds: Sequence[ChoiceRound], *, by: Actor, at: datetime
) -> None:
    """Prepare rounds as drafts, with what is offered and who goes first."""
    for one in rounds:
        plan_one(ecosystem, one, by=by, at=at, first=at)


def plan_one(
    ecosystem: Ecosystem, one: ChoiceRound, *, by: Actor, at: datetime, first: datetime,
    opportunities: Sequence[UUID] = (),
) -> Round:  # fmt: skip
    """Prepare one round as a draft that opens on the day of ``first``; ``opportunities`` instead of
    what it offers."""
    opens = day_in(ecosystem, first)
    closes = opens + timedelta(days=one.days)
    values = {
        "key": one.key, "grades": list(one.grades),
        "most_wishes": one.most_wishes, "opens_on": opens, "closes_on": closes,
        "answer_by": closes + timedelta(days=60), **_texts(ecosystem, one),
    }  # fmt: skip
    row = actions.plan_round(ecosystem, values, by=by, at=at)
    if opportunities:
        actions.take_opportunities(row, opportunities, by=by, at=at)
    listed = () if opportunities else one.offers or of_framework(ecosystem, one)
    for offer, site in zip(listed, sites_of(ecosystem, one), strict=False):
        said = {"seats": offer.seats, "site_id": site, **_texts(ecosystem, offer)}
        made = actions.save_offer(row, said, by=by, at=at)
        for rule in offer.rules:
            actions.save_criterion(
                row, {**_rule(ecosystem, rule), "offer_id": made.pk}, by=by, at=at
            )
    for rule in one.rules:
        actions.save_criterion(row, _rule(ecosystem, rule), by=by, at=at)
    return row


def _texts(ecosystem: Ecosystem, of: ChoiceRound | RoundOffer) -> dict[str, Any]:
    return in_languages({"title": of.title, "summary": of.summary}, ecosystem.languages)


def sites_of(ecosystem: Ecosystem, one: ChoiceRound) -> Iterator[int | None]:
    """Where what it offers takes place, in turn and again from the first; None where it is not said."""
    there = Organisation.objects.filter(kept_by=ecosystem, kind=one.sites or None)
    return cycle(there.order_by("code", "pk").values_list("pk", flat=True) or [None])


def of_framework(ecosystem: Ecosystem, one: ChoiceRound) -> Iterator[RoundOffer]:
    """Each item of its newest version, those too whose title no source records."""
    named = Framework.objects.filter(ecosystem=ecosystem, key=one.framework or "")
    rows = Item.objects.filter(framework=named.order_by("-pk").first())
    items = list(rows.order_by("position", "code"))
    main = main_language(ecosystem)
    for number, item in enumerate(items, 1):
        own = own_language(item.told, main)
        titles = {own: item.title, **item.in_others("title")}
        which = number, len(items)
        told = {code: title_of(item.code, text, *which, code) for code, text in titles.items()}
        yield RoundOffer(title=told if len(told) > 1 else told[own], seats=one.seats or 0)


def _rule(ecosystem: Ecosystem, rule: RoundRule) -> dict[str, Any]:
    said = rule.model_dump(include={"kind", "kilometres"})
    said |= in_languages({"title": rule.title}, ecosystem.languages)
    return {**said, "grades": list(rule.grades), "seats": rule.reserved}
