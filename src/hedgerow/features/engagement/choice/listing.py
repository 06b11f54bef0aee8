"""The tables of rounds of choice."""

from typing import Any, Final

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.told import telling
from hedgerow.foundation.ui.tables import Column, Table

from .models import Outcome, Round
from .queries.wording import answer_in_words

ENROLLED: Final = "enrolled"
ANSWERS: Final = (*Outcome.Answer.choices, (ENROLLED, _("enrolled")))


def _address(row: Any) -> str:
    return reverse("choice-round", args=[row.ecosystem.slug, row.uuid])


def _answer(row: Any) -> object:
    """What was answered; who is enrolled has nothing left to answer."""
    if row.offer is None and row.answer != Outcome.Answer.GIVEN_BACK:
        return None
    return answer_in_words(row, is_enrolled=row.is_enrolled)


def _answered(rows: QuerySet[Any], chosen: str) -> QuerySet[Any]:
    """Those of whom the table says this; who is enrolled waits for nothing."""
    if chosen == ENROLLED:
        return rows.filter(answer=Outcome.Answer.WAITING, is_enrolled=True)
    if chosen == Outcome.Answer.WAITING:
        return rows.filter(answer=chosen, is_enrolled=False, offer__isnull=False)
    return rows.filter(answer=chosen)


class Rounds(Table):
    name = "rounds"
    caption = _("Rounds of choice")
    empty = _("Rounds in which learners choose will stand here.")
    default_sort = "-closes_on"
    columns = (
        Column("title", _("Round"), sort="title", link=_address, value=lambda row: row.said("title"),
               match=lambda rows, text: rows.filter(Q(title__has=text) | telling("title", text))),
        Column("state", _("State"), kind="badge", value=lambda row: row.get_state_display(),
               choice_field="state", choices=Round.State.choices),
        Column("opens_on", _("First day"), kind="date", sort="opens_on"),
        Column("closes_on", _("Last day to choose"), kind="date", sort="closes_on"),
    )  # fmt: skip


class Missing(Table):
    name = "missing"
    caption = _("Who has not chosen yet")
    empty = _("Everybody has chosen.")
    default_sort = "name"
    columns = (
        Column("name", _("Name"), sort="sort_name", search="name"),
        Column("email", _("E-mail"), value=lambda row: row.email or None),
    )


class Results(Table):
    name = "results"
    caption = _("Who got which place")
    empty = _("The result will stand here once the round has been run.")
    default_sort = "name"
    columns = (
        Column("name", _("Name"), value=lambda row: row.person.name, sort="person__sort_name",
               search="person__name"),
        Column("offer", _("Offer"), value=lambda row: row.offer.said("title") if row.offer else None,
               sort="offer__title", search="offer__title"),
        Column("rank", _("Which wish it was"), kind="number", sort="rank"),
        Column("reserve", _("Reserved seat"),
               value=lambda row: row.reserve.said("title") if row.reserve else None),
        Column("answer", _("Answer"), kind="badge",
               value=_answer, match=_answered, choices=ANSWERS),
    )  # fmt: skip


class Tickets(Table):
    name = "tickets"
    caption = _("Tickets in the order in which they were drawn")
    empty = _("The draw will stand here when the round is published.")
    default_sort = "lot"
    columns = (
        Column("lot", _("Drawn as number"), kind="number", sort="lot",
               value=lambda row: row.lot + 1),
        Column("ticket", _("Ticket"), sort="ticket", search="ticket"),
    )  # fmt: skip
