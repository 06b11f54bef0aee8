"""The tables of sessions that wait: for their register, or for the other side to confirm them."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.ui.tables import Column, Table


def _activity(row: Any) -> str:
    return reverse("activity", args=[row.ecosystem.slug, row.activity.uuid])


def _on(page: str) -> Callable[[Any], str]:
    """The address of a page about the session of a row."""
    return lambda row: reverse(page, args=[row.ecosystem.slug, row.uuid])


DAY = Column("day", _("Day"), kind="date", sort="starts_at", link=_on("session"))
ACTIVITY = Column(
    "activity",
    _("Activity"),
    value=lambda row: row.activity.said("title"),
    sort="activity__title",
    search="activity__title",
    link=_activity,
)
SITE = Column(
    "site",
    _("School"),
    sort="activity__site__name",
    search="activity__site__name",
    value=lambda row: row.activity.site.name if row.activity.site else None,
)


class Untaken(Table):
    name = "untaken"
    caption = _("Sessions that took place, as far as anybody knows, and have no register")
    empty = _("Every register is taken.")
    default_sort = "-day"
    columns = (
        DAY,
        ACTIVITY,
        Column("who", _("Led by"), sort="who", search="who"),
        SITE,
        Column("mark", _("It took place"), value=lambda row: _("Mark who came"),
               link=_on("session")),
        Column("cancel", _("It did not"), value=lambda row: _("Cancel it"),
               link=_on("cancel-session")),
        Column("over", _("Somebody else led it"), value=lambda row: _("Hand it over"),
               link=_on("substitute")),
    )  # fmt: skip


class Unconfirmed(Table):
    name = "unconfirmed"
    caption = _("Sessions that the other side marked and nobody confirmed")
    empty = _("Nothing waits to be confirmed by you.")
    default_sort = "-day"
    columns = (
        DAY,
        ACTIVITY,
        SITE,
        Column("confirm", _("It took place"), value=lambda row: _("Look and confirm"),
               link=_on("session")),
    )  # fmt: skip
