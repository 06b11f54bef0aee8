"""One learner's page of a round: the list with chances, later the place and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.membership.actions.standing import of_age_among
from hedgerow.commons.people.models import Person
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from ..models import Offer, Outcome, Round, Wish, WishList
from ..models.lists import wards_of
from ..permissions import RUN_ROUNDS
from .barred import never_for
from .choosers import choosers, decides, is_choosing
from .offered import opportunities_in
from .results import Result, result_of
from .wording import chance_in_words

State = Round.State


@dataclass(frozen=True, slots=True)
class Choice:
    """An offer on the page: where it stands in the list (from 1, 0 for not on it) and its chance."""

    uuid: UUID
    title: str
    summary: str
    site: str
    seats: int
    at: int
    chance: str
    opportunity: UUID | None = None
    pk: int = 0


@dataclass(frozen=True, slots=True)
class LearnerPage:
    """A learner's part in a round."""

    slug: str
    round: UUID
    title: str
    summary: str
    person: UUID
    name: str
    is_me: bool
    chosen: Sequence[Choice]
    others: Sequence[Choice]
    most: int
    closes_on: date
    saved_at: datetime | None
    chances_at: datetime | None
    revision: int
    ticket: str
    may_choose: bool
    is_open: bool
    result: Result | None


@dataclass(frozen=True, slots=True)
class Mine:
    """A round's learner among oneself and one's wards; ``may_choose`` says whether the actor can do so now."""

    person: UUID
    name: str
    is_me: bool
    has_list: bool
    has_result: bool
    may_choose: bool


def learner_of(actor: Actor, row: Round, uuid: UUID) -> Person:
    """The learner, for themselves, their guardians and who runs the round; raises NotFound.

    Nobody else sees what a learner wishes for, not even who sees the learner.
    """
    people = Person.objects.visible_to(actor).filter(uuid=uuid, erased_at=None)
    found = people.filter(_part_of(actor, row)).first()
    if found is None:
        raise NotFound
    if actor.holds(RUN_ROUNDS, row.ecosystem_id) and not _has_part(row, found):
        raise NotFound
    return found


def _part_of(actor: Actor, row: Round) -> Q:
    if actor.holds(RUN_ROUNDS, row.ecosystem_id):
        return Q()
    wards = wards_of(actor).filter(ecosystem=row.ecosystem_id)
    own = Q(pk=actor.person_id or 0) | Q(pk__in=wards.values("learner"))
    lists = WishList.objects.filter(round=row)
    return own & (Q(pk__in=choosers(row).values("pk")) | Q(pk__in=lists.values("person")))


def _has_part(row: Round, person: Person) -> bool:
    return (
        WishList.objects.filter(round=row, person=person).exists()
        or choosers(row).filter(pk=person.pk).exists()
    )


def mine(actor: Actor, row: Round) -> list[Mine]:
    """Oneself and one's wards, as far as the round is for them."""
    if actor.person_id is None or row.state == State.DRAFT:
        return []
    wards = wards_of(actor).filter(ecosystem=row.ecosystem_id)
    own = Q(pk=actor.person_id) | Q(pk__in=wards.values("learner"))
    lists = WishList.objects.filter(round=row)
    part = Q(pk__in=choosers(row).values("pk")) | Q(pk__in=lists.values("person"))
    people = list(Person.objects.filter(own, part, erased_at=None).order_by("sort_name", "pk"))
    chosen = set(
        lists.filter(person__in=people, wishes__isnull=False).values_list("person", flat=True)
    )
    shown = row.state in (State.PUBLISHED, State.OVER)
    placed = Outcome.objects.filter(round=row, person__in=people) if shown else ()
    known, now = {one.person_id for one in placed}, timezone.now()
    may = is_choosing(row, now) and row.ecosystem.closed_on is None
    of_others = [one for one in people if one.pk != actor.person_id] if may else []
    of_age = of_age_among([(row.ecosystem, one) for one in of_others], now)
    return [
        Mine(one.uuid, one.called or one.name, one.pk == actor.person_id, one.pk in chosen,
             one.pk in known, may and (row.ecosystem_id, one.pk) not in of_age)
        for one in people
    ]  # fmt: skip


def learner_page(
    actor: Actor, row: Round, person: Person, wanted: Sequence[UUID] | None = None
) -> LearnerPage:
    """The page for somebody to whom ``learner_of`` gave the learner.

    ``wanted`` is a list that is not saved yet, in its order; its chances are not known.
    """
    now = timezone.now()
    kept = WishList.objects.filter(round=row, person=person).first()
    chosen, others = _choices(actor, row, kept, wanted)
    day = day_in(row.ecosystem, now)
    if row.state in (State.DRAFT, State.OPEN):
        nevers = never_for(row, person, now)
        others = [one for one in others if one.pk not in nevers]
    is_open = is_choosing(row, now)
    may = decides(row, person, actor, now) and row.ecosystem.closed_on is None
    is_me = actor.person_id == person.pk
    return LearnerPage(
        slug=row.ecosystem.slug, round=row.uuid, title=row.said("title"), summary=row.said("summary"),
        person=person.uuid, name=person.called or person.name, is_me=is_me, chosen=chosen,
        others=others,
        most=min(row.most_wishes, len(chosen) + len(others)) or row.most_wishes, closes_on=row.closes_on,
        saved_at=kept.saved_at if kept else None,
        chances_at=row.chances_at if any(one.chance for one in chosen) else None,
        revision=kept.revision if kept else 0, ticket=kept.ticket if kept else "",
        may_choose=is_open and may, is_open=is_open, result=result_of(actor, row, person, may, day),
    )  # fmt: skip


def _choices(
    actor: Actor, row: Round, kept: WishList | None, wanted: Sequence[UUID] | None
) -> tuple[list[Choice], list[Choice]]:
    """The offers on the list, in its order, and the others."""
    offers = Offer.objects.filter(round=row).select_related("site").order_by("position", "pk")
    wishes: dict[int, Wish] = {}
    if kept is not None:
        wishes = {one.offer_id: one for one in kept.wishes.all()}
    seen = opportunities_in(actor, row)
    places: dict[Any, int] = {pk: one.position for pk, one in wishes.items()}
    if wanted is not None:
        named = {one.uuid: one.pk for one in offers}
        places = {named[uuid]: at for at, uuid in enumerate(wanted, 1) if uuid in named}
        wishes = {}
    shown = [
        Choice(
            one.uuid, one.said("title"), one.said("summary"), one.site.name if one.site else "", one.seats,
            places.get(one.pk, 0),
            chance_in_words(wishes[one.pk].chance) if one.pk in wishes else "",
            seen.get(one.opportunity_id or 0), one.pk,
        )
        for one in offers
    ]  # fmt: skip
    chosen = sorted((one for one in shown if one.at), key=lambda one: one.at)
    return chosen, [one for one in shown if not one.at]
