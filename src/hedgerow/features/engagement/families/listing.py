"""Tables of messages and of contacts."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.membership.namesakes import told_apart
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.tables import Column, Table

from .models import Contact


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


class Contacts(Table):
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

    def __init__(self, queryset: Any, parameters: Mapping[str, str], by: Actor) -> None:
        super().__init__(queryset, parameters)
        self._by = by

    def portion(self, size: int) -> tuple[list[Any], str | None]:
        """The same, learners of one name told apart. Two queries more where there are such."""
        rows, following = super().portion(size)
        if rows:
            learners = {row.learner_id: row.learner for row in rows}
            names = told_apart(self._by, rows[0].ecosystem, learners.values())
            for row in rows:
                row.told = names[row.learner_id]
        return rows, following
