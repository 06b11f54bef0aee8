"""Tables of messages and of contacts."""

from collections.abc import Mapping
from typing import Any, cast

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.forms import LANGUAGES
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.namesakes import told_apart
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.tables import Column, Table

from .models import Contact, MessageCopy

NONE = "none"
MOST = 10_000
"""So far copies are counted: a network may have told so many."""


def _message(row: Any) -> str:
    return reverse("family-message", args=[row.ecosystem.slug, row.uuid])


def _learner(row: Any) -> str:
    return reverse("learner-contacts", args=[row.ecosystem.slug, row.learner.uuid])


def _name(row: Any) -> str:
    """As it is told apart on a page, or plain in a file."""
    return str(getattr(row, "told", row.learner.name))


class Messages(Table):
    name = "messages"
    caption = _("Messages sent to families, the newest first")
    empty = _("What is sent to families will stand here.")
    default_sort = "-at"
    columns = (
        Column("at", _("Sent"), kind="date", sort="at", link=_message),
        Column("place", _("To the guardians of"), sort="place", search="place"),
        Column("template", _("Message"), value=lambda row: row.title, sort="title", search="title"),
        Column("sender", _("By"), value=lambda row: row.sender.name if row.sender else None),
        Column("n", _("Copies"), kind="number"),
        Column("n_read", _("Read"), kind="number"),
        Column("n_answered", _("Answered"), kind="number"),
    )


class OfLearners(Table):
    """Rows about a learner each; on a page, learners of one name are told apart."""

    def __init__(self, queryset: Any, parameters: Mapping[str, str], by: Actor) -> None:
        super().__init__(queryset, parameters)
        self._by = by

    def portion(self, size: int) -> tuple[list[Any], str | None]:
        """The same with names. Two queries more where learners have one name."""
        rows, following = super().portion(size)
        if rows:
            learners = {row.learner_id: row.learner for row in rows}
            names = told_apart(self._by, self._place(rows[0]), learners.values())
            for row in rows:
                row.told = names[row.learner_id]
        return rows, following

    def _place(self, row: Any) -> Ecosystem:
        return cast("Ecosystem", row.ecosystem)


class Contacts(OfLearners):
    name = "contacts"
    caption = _("Contacts with families, the newest first")
    empty = _("Calls, visits and messages will stand here once somebody notes one.")
    page_size = 25
    default_sort = "-on"
    columns = (
        Column("on", _("On"), kind="date", sort="on"),
        Column("learner", _("Learner"), value=_name,
               sort="learner__sort_name", search="learner__sort_name", link=_learner),
        Column("kind", _("How"), value=lambda row: row.get_kind_display(), choice_field="kind",
               choices=Contact.Kind.choices),
        Column("tone", _("It was"), kind="badge", value=lambda row: row.get_tone_display(),
               choice_field="tone", choices=Contact.Tone.choices),
        Column("topic", _("About what"), search="topic"),
        Column("note", _("Note")),
        Column("by", _("By"), value=lambda row: row.by.name if row.by else None),
    )  # fmt: skip


def _read_or_not(rows: QuerySet[Any], chosen: str) -> QuerySet[Any]:
    return rows.filter(read_at__isnull=chosen == "no")


def _answered(rows: QuerySet[Any], chosen: str) -> QuerySet[Any]:
    return rows.filter(answer="" if chosen == NONE else chosen)


def _not_theirs(row: Any) -> object:
    """What of a copy is not in the language that the family reads."""
    if row.fallback:
        return _("not theirs")
    return _("own sentence not translated") if row.own_foreign else ""


class Copies(OfLearners):
    name = "copies"
    caption = _("Copies of the message")
    empty = _("No family was told, or nobody whom you may know of.")
    default_sort = "learner"
    count_cap = MOST
    columns = (
        Column("learner", _("Learner"), value=_name,
               sort="learner__sort_name", search="learner__sort_name"),
        Column("guardian", _("Guardian"), value=lambda row: row.guardian.name,
               sort="guardian__sort_name", search="guardian__sort_name"),
        Column("language", _("Language"), value=lambda row: LANGUAGES.get(row.language, row.language)),
        Column("fallback", _("Not in the family’s language"), kind="badge", value=_not_theirs),
        Column("read_at", _("Read at"), kind="date", sort="read_at", match=_read_or_not,
               choices=(("yes", _("read")), ("no", _("not read yet")))),
        Column("answer", _("Answer"), kind="badge", match=_answered,
               value=lambda row: row.get_answer_display() if row.answer else "",
               choices=(*MessageCopy.Answer.choices, (NONE, _("no answer yet")))),
        Column("answer_note", _("Their words")),
    )  # fmt: skip

    def _place(self, row: Any) -> Ecosystem:
        return cast("Ecosystem", row.message.ecosystem)
