"""The tables of an ecosystem's activities and of their kinds."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.told import called_like
from hedgerow.foundation.ui.tables import Column, Table

from .models import Activity, Session
from .naming import named_like


def _address(row: Any) -> str:
    return reverse("activity", args=[row.ecosystem.slug, row.uuid])


def _kind_address(row: Any) -> str:
    """Of the page that changes it; of a closed ecosystem's none."""
    if row.ecosystem.closed_on:
        return ""
    return reverse("kind", args=[row.ecosystem.slug, row.uuid])


def _state(row: Any) -> Any:
    """As it was set, but over once its last day is past."""
    if row.ends is not None and row.ends < today(row.ecosystem):
        return _("over")
    return row.get_state_display()


class Activities(Table):
    name = "activities"
    caption = _("Activities, with where and when they take place")
    empty = _("Here will stand what learners can take part in.")
    default_sort = "title"
    columns: ClassVar[Sequence[Column]] = (
        Column("title", _("Activity"), sort="title", link=_address, value=lambda row: row.said("title"),
               match=lambda rows, text: rows.filter(called_like(Activity, "title", text))),
        Column("kind", _("Kind"), value=lambda row: row.kind.shown, sort="kind__name",
               match=lambda rows, text: rows.filter(named_like(text, "kind__"))),
        Column("site", _("School"), value=lambda row: row.site.name if row.site else None,
               sort="site__name", search="site__name"),
        Column("starts", _("From"), kind="date", sort="starts"),
        Column("ends", _("Until"), kind="date", sort="ends"),
        Column("state", _("State"), kind="badge", value=_state,
               choice_field="state", choices=Activity.State.choices),
    )  # fmt: skip


class OwnActivities(Activities):
    """One's own, the latest first: few, so nothing to filter by; its links stay with them."""

    empty = _("What you lead or take part in will stand here.")
    default_sort = "-starts"
    columns = tuple(
        replace(one, search="", choice_field="", choices=(), match=None)
        for one in Activities.columns
    )

    def _query(self, **changes: str) -> str:
        return super()._query(**{"mine": "1", **changes})


class Sessions(Table):
    name, caption = "sessions", _("Sessions")
    default_sort = "-starts_at"
    columns = (
        Column("starts_at", _("Begins"), kind="date", sort="starts_at"),
        Column("minutes", _("Minutes"), kind="number", sort="minutes"),
        Column("state", _("State"), kind="badge", value=lambda row: row.get_state_display(),
               choice_field="state", choices=Session.State.choices),
        Column("reason", _("Why it was cancelled")),
        Column("marked_at", _("Marked"), kind="date", sort="marked_at"),
        Column("confirmed_at", _("Confirmed"), kind="date", sort="confirmed_at"),
    )  # fmt: skip


class Places(Table):
    name, caption = "places", _("Who takes part")
    default_sort = "name"
    columns = (
        Column("name", _("Name"), value=lambda row: row.person.name, sort="person__sort_name"),
        Column("starts", _("From"), kind="date", sort="starts"),
        Column("ends", _("Until"), kind="date", sort="ends"),
        Column("hours", _("Hours"), kind="number", value=lambda row: row.reached / 60),
        Column("minimum", _("Should reach"), kind="number", value=lambda row: row.minimum_minutes
               and row.minimum_minutes / 60),
        Column("dropped", _("Left early"), value=lambda row: _("yes") if row.dropped else _("no")),
    )  # fmt: skip


def _room(row: Any) -> str:
    return reverse("room", args=[row.ecosystem.slug, row.uuid])


class Rooms(Table):
    name, caption = "rooms", _("Rooms")
    empty = _("Rooms will stand here. Add the first one, so that double bookings show.")
    default_sort = "name"
    columns = (
        Column("name", _("Room"), sort="name", search="name", link=_room),
        Column("organisation", _("Organisation"), sort="organisation__name",
               search="organisation__name", value=lambda row: row.organisation.name),
        Column("capacity", _("Learners it holds"), kind="number", sort="capacity"),
        Column("note", _("How one finds it")),
        Column("in_use", _("In use"), kind="badge", sort="in_use",
               value=lambda row: _("in use") if row.in_use else _("no longer in use")),
    )  # fmt: skip


class Kinds(Table):
    name = "kinds"
    caption = _("Kinds of activity")
    empty = _("Name the kinds of activity you offer, such as tutoring, club or internship.")
    default_sort = "name"
    columns = (
        Column("name", _("Kind"), value=lambda row: row.shown, sort="name",
               match=lambda rows, text: rows.filter(named_like(text)), link=_kind_address),
        Column("minimum", _("Minutes a learner should reach"), kind="number",
               value=lambda row: row.minimum_minutes, sort="minimum_minutes"),
        Column("in_lessons", _("Part of ordinary lessons"),
               value=lambda row: _("yes") if row.in_lessons else _("no")),
        Column("confirmed", _("Confirmed by the other side"),
               value=lambda row: _("yes") if row.needs_confirmation else _("no")),
        Column("activities", _("Activities"), kind="number",
               value=lambda row: row.number_of_activities, sort="number_of_activities"),
        Column("simulated", _("Remark"), kind="badge",
               value=lambda row: _("simulated") if row.simulated else ""),
    )  # fmt: skip
