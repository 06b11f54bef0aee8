"""What a planted ecosystem holds, so that two plantings can be compared."""

from __future__ import annotations

from collections import Counter

from django.apps import apps
from django.db.models import Case, F, Q, When

from hedgerow.commons.activities.models import Attendance
from hedgerow.commons.bodies.models import Mandate
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation.journal.models import Fact


def digest(eco: Ecosystem) -> dict[str, object]:
    """What an ecosystem holds, told by codes, values and counts alone.

    The activity of a placement has the placement's own id for a code: of such the title is taken.
    """
    people = Person.objects.filter(kept_by=eco).order_by("code").values_list("code", "name")
    places = Organisation.objects.filter(kept_by=eco).order_by("kind", "code")
    own = Q(session__activity__code__startswith="placement-")
    told = Case(When(own, then=F("session__activity__title")), default=F("session__activity__code"))
    marks = Attendance.objects.filter(ecosystem=eco).values_list(
        told, "session__starts_at", "person__code", "status", "minutes",
        "session__confirmed_at", "origin",
    )  # fmt: skip
    seats = Mandate.objects.filter(seat__body__ecosystem=eco).order_by("seat__number")
    roles = Assignment.objects.filter(ecosystem=eco).values_list("role", "person__code")
    return {
        "people": list(people),
        "places": list(places.values_list("kind", "code", "name", "sector", "parent__code")),
        "marks": sorted(marks, key=str),
        "seats": list(seats.values_list("seat__number", "person__code")),
        "roles": sorted(roles),
        "rows": rows_of(eco),
        "facts": facts_of(eco),
    }


def rows_of(eco: Ecosystem) -> dict[str, int]:
    """How many of its rows each table of the commons has; what is read from them comes later."""
    counts = {}
    commons = (one for one in apps.get_models() if one.__module__.startswith("hedgerow.commons."))
    for model in commons:
        field = {one.name: one for one in model._meta.concrete_fields}.get("ecosystem")
        if field is not None and field.related_model is Ecosystem:
            counts[model._meta.label] = model._default_manager.filter(ecosystem=eco).count()
    return counts


def facts_of(eco: Ecosystem) -> dict[str, int]:
    """How often each kind of fact is in its journal."""
    return dict(
        sorted(
            Counter(Fact.objects.filter(ecosystem=eco.pk).values_list("kind", flat=True)).items()
        )
    )
