from typing import Any

from django.apps import AppConfig
from django.urls import reverse
from django.utils.formats import date_format

from hedgerow.foundation import subjects
from hedgerow.foundation.subjects import Guarded, Link


class ActivitiesConfig(AppConfig):
    """Whatever happens at a time with people: sessions and attendance."""

    name = "hedgerow.commons.activities"
    label = "activities"

    def ready(self) -> None:
        from hedgerow.commons.membership import gone

        from .actions.gone import end_enrolments, unended
        from .models import Activity, Enrolment, Session

        gone.register(gone.Kept(_enrolments, unended, end_enrolments))
        subjects.register("activities.activity", Activity, _activity, related=("ecosystem",))
        session = ("ecosystem", "activity")
        register = Guarded(Session.objects.opened_by, _session_of)
        subjects.register(
            "activities.session", Session, _session, related=session, guarded=register
        )
        place = ("ecosystem", "activity", "person")
        subjects.register("activities.enrolment", Enrolment, _enrolment, related=place)


def _enrolments(ecosystem: Any) -> Any:
    from .models import Enrolment

    return Enrolment.objects.filter(ecosystem=ecosystem)


def _activity(row: Any) -> Link:
    return Link(row.said("title"), reverse("activity", args=[row.ecosystem.slug, row.uuid]))


def _session(row: Any) -> Link:
    title = f"{row.activity.said('title')}, {date_format(row.day)}"
    return Link(title, reverse("session", args=[row.ecosystem.slug, row.uuid]))


def _session_of(row: Any) -> Link:
    """For whoever may not open its register: the activity that it is of."""
    page = reverse("activity", args=[row.ecosystem.slug, row.activity.uuid])
    return Link(_session(row).title, page)


def _enrolment(row: Any) -> Link:
    title = f"{row.person.name}: {row.activity.said('title')}"
    return Link(title, reverse("activity", args=[row.ecosystem.slug, row.activity.uuid]))
