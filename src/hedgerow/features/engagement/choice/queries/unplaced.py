"""Who got no place in a round: told so kindly, with why, and with what can be done next."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import day_in, first_day_anywhere
from hedgerow.commons.ecosystems.models import not_closed
from hedgerow.commons.people.ties import oneself_and_wards
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.waiting import Waiting

from ..models import Outcome, Round
from .results import reasons_in
from .wording import what_next

State = Round.State
TOLD_FOR: Final = timedelta(days=14)
"""So long after the last day to answer it is still said."""
SHOWN: Final = 20


def unplaced(actor: Actor, now: datetime) -> Iterable[Waiting]:
    """A line for oneself and each ward without a place. Five queries at most, however many."""
    people = oneself_and_wards(actor)
    rows = Outcome.objects.visible_to(actor).filter(
        not_closed("round__ecosystem"), offer__isnull=True, person__in=people,
        answer=Outcome.Answer.WAITING, round__state__in=(State.PUBLISHED, State.OVER),
    )  # fmt: skip
    recent = rows.exclude(round__answer_by__lt=first_day_anywhere(now) - TOLD_FOR)
    recent = recent.exclude(round__state=State.OVER, round__answer_by=None)
    related = recent.select_related("round__ecosystem", "person")
    found = list(related.order_by("round__closes_on", "pk")[:SHOWN])
    if not found:
        return
    reasons = reasons_in(*{one.round for one in found})
    for one in found:
        row, person = one.round, one.person
        today = day_in(row.ecosystem, now)
        if row.answer_by is not None and row.answer_by + TOLD_FOR < today:
            continue
        name = "" if person.pk == actor.person_id else person.called or person.name
        url = reverse("choice-learner", args=[row.ecosystem.slug, row.uuid, person.uuid])
        why = in_one_sentence(row, reasons(one, name)[:1], name, today)
        yield Waiting(
            row.said("title"), url, row.ecosystem.where, why, zone=row.ecosystem.time_zone
        )


def in_one_sentence(row: Round, reasons: list[str], name: str, today: date) -> str:
    """That there is no place, why, and what now; ``name`` where somebody else reads it."""
    said = {
        "name": name,
        "why": reasons[0].rstrip(".。") if reasons else "",
        "next": what_next(row, today),
    }
    if said["why"] and name:
        text = _("This time there was no place for %(name)s (%(why)s): %(next)s")
    elif said["why"]:
        text = _("This time there was no place for you (%(why)s): %(next)s")
    elif name:
        text = _("This time there was no place for %(name)s: %(next)s")
    else:
        text = _("This time there was no place for you: %(next)s")
    return text % said
