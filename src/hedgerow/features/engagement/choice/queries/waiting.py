"""What waits for somebody in rounds of choice, for "my week"."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import day_in, first_day_anywhere, moment_of
from hedgerow.commons.ecosystems.models import not_closed
from hedgerow.foundation.permissions import Actor, scope
from hedgerow.foundation.waiting import Waiting

from ..models import Outcome, Refill, Round
from ..models.lists import wards_of
from ..permissions import RUN_ROUNDS
from .unchosen import unchosen
from .unplaced import unplaced

State = Round.State
SHOWN = 20


def waiting_for(actor: Actor) -> list[Waiting]:
    """Lists to make, places to answer for, that there was none, and rounds to run or publish."""
    if actor.person_id is None:
        return []
    told = unplaced(actor, timezone.now())
    return [*_to_choose(actor), *_to_answer(actor), *told, *_to_run(actor)]


def _open_rounds(actor: Actor) -> list[Round]:
    day = first_day_anywhere(timezone.now())
    rows = Round.objects.visible_to(actor).filter(
        not_closed(), state=State.OPEN, closes_on__gte=day, ecosystem__in=list(actor.grants)
    )
    return list(rows.select_related("ecosystem").order_by("closes_on", "pk")[:SHOWN])


def _to_choose(actor: Actor) -> Iterable[Waiting]:
    now = timezone.now()
    rows = [
        row
        for row in _open_rounds(actor)
        if row.opens_on <= day_in(row.ecosystem, now) <= row.closes_on
    ]
    for row, one in unchosen(actor, rows, now):
        said, me = {"name": one.called or one.name}, one.pk == actor.person_id
        why = _("Say what you wish for") if me else _("choose together with %(name)s")
        yield _waiting(row, why % said, one.uuid, _deadline(row))


def _to_answer(actor: Actor) -> Iterable[Waiting]:
    """Places and better seats that wait for an answer."""
    people = [actor.person_id, *wards_of(actor).values_list("learner", flat=True)]
    open_ = {"round__state": State.PUBLISHED, "person__in": people}
    related = "round__ecosystem", "person"
    offered = Refill.objects.visible_to(actor).filter(
        not_closed("round__ecosystem"), answer=Refill.Answer.WAITING, **open_
    )
    asked = set()
    for one in offered.select_related(*related).order_by("at", "pk")[:SHOWN]:
        asked.add((one.round_id, one.person_id))
        yield _waiting(
            one.round, _("A better place is offered"), one.person.uuid, _answer_by(one.round)
        )
    places = Outcome.objects.visible_to(actor).filter(
        not_closed("round__ecosystem"), answer=Outcome.Answer.WAITING, offer__isnull=False, **open_
    )
    for place in places.select_related(*related).order_by("pk")[:SHOWN]:
        if (place.round_id, place.person_id) not in asked:
            yield _waiting(
                place.round, _("Look at the place, and answer"), place.person.uuid,
                _answer_by(place.round),
            )  # fmt: skip


def _to_run(actor: Actor) -> Iterable[Waiting]:
    rows = Round.objects.filter(
        scope(actor, RUN_ROUNDS), not_closed(), state__in=(State.CLOSED, State.PREVIEWED)
    )
    for row in rows.select_related("ecosystem").order_by("closes_on", "pk")[:SHOWN]:
        closed = row.state == State.CLOSED
        why = (
            _("The time to choose is over: run the round")
            if closed
            else _("Look at the result and publish it")
        )
        url = reverse("choice-round", args=[row.ecosystem.slug, row.uuid])
        yield Waiting(row.title, url, row.ecosystem.name, why)


def _waiting(row: Round, why: str, person: object, due: datetime | None) -> Waiting:
    url = reverse("choice-learner", args=[row.ecosystem.slug, row.uuid, person])
    return Waiting(
        row.title, url, row.ecosystem.name, why, due, zone=row.ecosystem.time_zone
    )  # fmt: skip


def _deadline(row: Round) -> datetime:
    return moment_of(row.ecosystem, row.closes_on + timedelta(days=1), time()) - timedelta(
        minutes=1
    )


def _answer_by(row: Round) -> datetime | None:
    if row.answer_by is None:
        return None
    return moment_of(row.ecosystem, row.answer_by + timedelta(days=1), time()) - timedelta(
        minutes=1
    )
