from typing import Any

from django.apps import AppConfig
from django.urls import reverse
from django.utils.formats import date_format

from hedgerow.foundation import subjects
from hedgerow.foundation.subjects import Link


class ActivitiesConfig(AppConfig):
    """Whatever happens at a time with people: sessions and attendance."""

    name = "hedgerow.commons.activities"
    label = "activities"

    def ready(self) -> None:
        from .models import Activity, Enrolment, Session

        subjects.register("activities.activity", Activity, _activity, related=("ecosystem",))
        session = ("ecosystem", "activity")
        subjects.register("activities.session", Session, _session, related=session)
        place = ("ecosystem", "activity", "person")
        subjects.register("activities.enrolment", Enrolment, _enrolment, related=place)


def _activity(row: Any) -> Link:
    return Link(row.said("title"), reverse("activity", args=[row.ecosystem.slug, row.uuid]))


def _session(row: Any) -> Link:
    title = f"{row.activity.said('title')}, {date_format(row.day)}"
    return Link(title, reverse("session", args=[row.ecosystem.slug, row.uuid]))


def _enrolment(row: Any) -> Link:
    title = f"{row.person.name}: {row.activity.said('title')}"
    return Link(title, reverse("activity", args=[row.ecosystem.slug, row.activity.uuid]))
