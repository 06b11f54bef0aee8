"""What waits for somebody in rounds of choice, for "my week"."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import day_in, first_day_anywhere, moment_of
from hedgerow.commons.ecosystems.models import not_closed
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.doors import Part, asked
from hedgerow.commons.people.ties import oneself_and_wards
from hedgerow.foundation.permissions import Actor, scope
from hedgerow.foundation.waiting import Waiting

from ..models import Outcome, Refill, Round, WishList
from ..permissions import RUN_ROUNDS
from .afterwards import afterwards, answer_until, unfinished
from .agreeing import to_agree
from .enrolled import is_enrolled
from .unchosen import answered_by, unchosen
from .unplaced import unplaced

State = Round.State
SHOWN = 20


def parts(actor: Actor) -> list[Part]:
    """Of "my week": lists to make, places to answer for, that there was none, rounds to run and to end."""
    people = oneself_and_wards(actor)
    learn = Assignment.objects.filter(
        person__in=people, role="learner", ecosystem=OuterRef("ecosystem")
    )
    begun = WishList.objects.filter(person__in=people, round=OuterRef("pk"))
    own = Outcome.objects.filter(person__in=people, answer=Outcome.Answer.WAITING)
    better = Refill.objects.filter(person__in=people, answer=Refill.Answer.WAITING)
    return [
        Part(_to_choose, [Round.objects.filter(_open(actor), Exists(learn) | Exists(begun))]),
        Part(_to_answer, [own.filter(offer__isnull=False, round__state=State.PUBLISHED), better]),
        Part(_unplaced, [own.filter(offer=None)]),
        Part(_to_agree, [_placed(actor)]),
        Part(_to_run, [_run_by(actor)]),
        Part(afterwards, [unfinished(actor)]),
    ]


def waiting_for(actor: Actor) -> list[Waiting]:
    """What waits for somebody here."""
    return asked(actor, parts)


def _open(actor: Actor) -> Q:
    day = first_day_anywhere(timezone.now())
    return Q(state=State.OPEN, closes_on__gte=day, ecosystem__in=list(actor.grants))


def _run_by(actor: Actor) -> QuerySet[Round]:
    return Round.objects.filter(scope(actor, RUN_ROUNDS), state__in=(State.CLOSED, State.PREVIEWED))


def _unplaced(actor: Actor) -> Iterable[Waiting]:
    return unplaced(actor, timezone.now())


def _to_choose(actor: Actor) -> Iterable[Waiting]:
    now = timezone.now()
    found = Round.objects.visible_to(actor).filter(_open(actor), not_closed())
    rows = [
        row
        for row in found.select_related("ecosystem").order_by("closes_on", "pk")[:SHOWN]
        if row.opens_on <= day_in(row.ecosystem, now) <= row.closes_on
    ]
    for row, one in unchosen(actor, rows, now):
        said, me = {"name": one.called or one.name}, one.pk == actor.person_id
        why = _("Say what you wish for") if me else _("choose together with %(name)s")
        yield _waiting(row, why % said, one.uuid, _deadline(row))


def _to_answer(actor: Actor) -> Iterable[Waiting]:
    """Places and better seats that wait for an answer of the actor's; who is enrolled need not answer."""
    people, now = oneself_and_wards(actor), timezone.now()
    open_ = {"round__state": State.PUBLISHED, "person__in": people}
    related = "round__ecosystem", "person"
    offered = Refill.objects.visible_to(actor).filter(
        not_closed("round__ecosystem"), answer=Refill.Answer.WAITING, **open_
    )
    asked = set()
    for one in answered_by(
        actor, offered.select_related(*related).order_by("at", "pk")[:SHOWN], now
    ):
        asked.add((one.round_id, one.person_id))
        yield _waiting(
            one.round, _("A better place is offered"), one.person.uuid, answer_until(one.round)
        )
    places = Outcome.objects.visible_to(actor).filter(
        not_closed("round__ecosystem"), answer=Outcome.Answer.WAITING, offer__isnull=False, **open_
    )
    places = places.filter(~is_enrolled()).select_related(*related).order_by("pk")
    for place in answered_by(actor, places[:SHOWN], now):
        if (place.round_id, place.person_id) not in asked:
            yield _waiting(
                place.round, _("Look at the place, and answer"), place.person.uuid,
                answer_until(place.round),
            )  # fmt: skip


def _placed(actor: Actor) -> QuerySet[Outcome]:
    """Places of oneself and one's wards in opportunities."""
    rows = Outcome.objects.filter(
        person__in=oneself_and_wards(actor), offer__opportunity__isnull=False,
        round__state__in=(State.PUBLISHED, State.OVER),
    )  # fmt: skip
    return rows.exclude(answer=Outcome.Answer.GIVEN_BACK)


def _to_agree(actor: Actor) -> Iterable[Waiting]:
    return to_agree(actor, _placed(actor), timezone.now())


def _to_run(actor: Actor) -> Iterable[Waiting]:
    rows = _run_by(actor).filter(not_closed())
    for row in rows.select_related("ecosystem").order_by("closes_on", "pk")[:SHOWN]:
        closed = row.state == State.CLOSED
        why = (
            _("The time to choose is over: run the round")
            if closed
            else _("Look at the result and publish it")
        )
        url = reverse("choice-round", args=[row.ecosystem.slug, row.uuid])
        yield Waiting(row.said("title"), url, row.ecosystem.where, why)


def _waiting(row: Round, why: str, person: object, due: datetime | None) -> Waiting:
    url = reverse("choice-learner", args=[row.ecosystem.slug, row.uuid, person])
    return Waiting(
        row.said("title"), url, row.ecosystem.where, why, due, zone=row.ecosystem.time_zone
    )  # fmt: skip


def _deadline(row: Round) -> datetime:
    return moment_of(row.ecosystem, row.closes_on + timedelta(days=1), time()) - timedelta(
        minutes=1
    )
