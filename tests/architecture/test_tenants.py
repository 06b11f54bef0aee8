"""No set action lets a row of one ecosystem point at a row of another."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from hedgerow.commons.activities import actions as activities
from hedgerow.commons.activities.models import Activity, Enrolment, Kind, Session
from hedgerow.commons.frameworks.models import Item
from hedgerow.commons.membership import actions as membership
from hedgerow.commons.membership.models import Group
from hedgerow.commons.people import actions as people
from hedgerow.commons.people.models import PopulationGroup
from hedgerow.commons.records import actions as records
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from tests.permissions.cast import Cast, Planted
from tests.permissions.conftest import cast

__all__ = ["cast"]
pytestmark = pytest.mark.django_db
DAY, AT = date(2026, 11, 2), datetime(2026, 11, 2, 9, tzinfo=UTC)
Row = Mapping[str, Any]
PLACE: Row = {"starts": DAY, "ends": None}
ROLE: Row = {"role": "tutor", "grade": "", **PLACE}
OFFER: Row = {"code": "x", "title": "X", "starts": DAY, "ends": None}
SEEN: Row = {"status": "present", "minutes": 60}
LEVEL: Row = {"level": 1, "note": "", "at": AT}


def ids(of: Planted) -> dict[str, int]:
    """One row of each kind that others point at."""
    own = of.ecosystem
    site = Activity.objects.get(ecosystem=own).site_id
    assert site is not None
    return {
        "person": of.persons["learner"].pk,
        "other_person": of.persons["tutor"].pk,
        "organisation": site,
        "group": Group.objects.get(ecosystem=own).pk,
        "population": PopulationGroup.objects.get(ecosystem=own).pk,
        "kind": Kind.objects.get(ecosystem=own).pk,
        "activity": Activity.objects.get(ecosystem=own).pk,
        "session": Session.objects.get(ecosystem=own).pk,
        "item": Item.objects.get(framework__ecosystem=own).pk,
        "enrolment": Enrolment.objects.get(ecosystem=own).pk,
    }


# action, the row's plain values, and its links: field → the kind of row
CALLS: tuple[tuple[Callable[..., Any], Row, Mapping[str, str]], ...] = (
    (people.register_guardians, {"relation": "parent", **PLACE},
     {"guardian_id": "other_person", "learner_id": "person"}),
    (people.declare_groups, {}, {"person_id": "person", "group_id": "population"}),
    (membership.assign_many, ROLE, {"person_id": "person", "organisation_id": "organisation"}),
    (membership.save_groups, {"code": "x", "name": "X", **PLACE},
     {"organisation_id": "organisation"}),
    (membership.place_many, {"leads": False, **PLACE},
     {"group_id": "group", "person_id": "person"}),
    (activities.save_activities, OFFER,
     {"kind_id": "kind", "site_id": "organisation", "leader_id": "other_person",
      "delivered_by": "organisation", "items": "item"}),
    (activities.plan_sessions, {"starts_at": AT, "minutes": 60}, {"activity_id": "activity"}),
    (activities.cancel_sessions, {"reason": "rain"}, {"session_id": "session"}),
    (activities.enrol_many, {"dropped": False, **PLACE},
     {"activity_id": "activity", "person_id": "other_person", "group_id": "group",
      "site_id": "organisation"}),
    (activities.mark_many, SEEN, {"session_id": "session", "person_id": "person"}),
    (records.record_progress_many, LEVEL,
     {"person_id": "person", "item_id": "item", "witnessed_by_id": "other_person"}),
)  # fmt: skip
CASES = [(call, field) for call in CALLS for field in call[2]]
SEVERAL = ("delivered_by", "items")


def written() -> dict[str, int]:
    """How many rows each of our tables holds."""
    ours = (model for model in apps.get_models() if model.__module__.startswith("hedgerow."))
    tables = {model._meta.db_table for model in ours}
    each = (f"SELECT '{table}', count(*) FROM {table}" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each))
        return dict(cursor.fetchall())


@pytest.mark.parametrize(
    ("call", "foreign"), CASES, ids=[f"{call[0].__name__}-{field}" for call, field in CASES]
)
def test_a_set_action_finds_no_row_of_another_ecosystem(
    call: tuple[Callable[..., Any], Row, Mapping[str, str]], foreign: str, cast: Cast
) -> None:
    act, values, links = call
    home, away = cast.home, cast.away
    home.ecosystem.collects_groups = True
    home.ecosystem.save()
    own, other = ids(home), ids(away)
    row = dict(values)
    for field, kind in links.items():
        found = (other if field == foreign else own)[kind]
        row[field] = [found] if field in SEVERAL else found
    before = written()
    with pytest.raises(NotFound):
        act(home.ecosystem, [row], by=Actor.the_steward(), at=AT)
    assert written() == before


def test_confirming_finds_no_session_of_another_ecosystem(cast: Cast) -> None:
    home, away = cast.home, cast.away
    before = written()
    with pytest.raises(NotFound):
        activities.confirm_sessions(
            home.ecosystem, [ids(away)["session"]], by=Actor.the_steward(), at=AT
        )
    assert written() == before
