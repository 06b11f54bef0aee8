"""Lists: pages by cursor, in the order and with the filters of the pages' tables."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hedgerow.commons.activities.models import Activity, Session
from hedgerow.commons.activities.tests.factories import club, enrol
from hedgerow.commons.bodies.models import Body
from hedgerow.commons.frameworks.models import Framework, Item
from hedgerow.commons.membership.models import Group
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.observations.models import Indicator
from hedgerow.commons.people.models import Organisation
from hedgerow.edges.exchange.models import Import

from .valley import Valley


def test_a_list_goes_on_where_it_stopped(valley: Valley) -> None:
    for number in range(7):
        factories.member_school(valley.place, f"School {number}")
    names, query = [], "limit=3&sort=-name"
    while query:
        page = valley.ada.ask("get", f"{valley.path}/organisations?{query}").json()
        assert len(page["items"]) <= 3
        names += [item["name"] for item in page["items"]]
        query = page["next"] and f"limit=3&sort=-name&after={page['next']}"
    assert names == [f"School {number}" for number in reversed(range(7))] + ["Oak school"]


def test_a_list_is_filtered_as_its_table_is(valley: Valley) -> None:
    library = {"name": "Muñoz library", "kind": "partner", "sector": "culture"}
    valley.ada.ask("post", f"{valley.path}/organisations", library)
    found = valley.ada.ask("get", f"{valley.path}/organisations?name=munoz&sector=culture")
    assert [item["kind"] for item in found.json()["items"]] == ["partner"]


LISTS = (
    "/ecosystems",
    "/ecosystems/valley/organisations",
    "/ecosystems/valley/people",
    "/ecosystems/valley/activities",
    "/ecosystems/valley/activities/{activity}/sessions",
    "/ecosystems/valley/activities/{activity}/places",
    "/ecosystems/valley/sessions/{session}",
    "/ecosystems/valley/groups",
    "/ecosystems/valley/roles",
    "/ecosystems/valley/bodies",
    "/ecosystems/valley/frameworks",
    "/ecosystems/valley/indicators",
    "/ecosystems/valley/imports",
)


@pytest.mark.slow
def test_a_list_takes_as_many_queries_for_twenty_rows_as_for_two(valley: Valley) -> None:
    made = club(2, 2, ecosystem=valley.place)
    asked = [path.format(activity=made.activity.uuid, session=made.session.uuid) for path in LISTS]
    more_of_each(valley, made.school, 0, 2)
    for_two = {path: queries_of(valley, path) for path in asked}
    more_of_each(valley, made.school, 2, 20)
    enrol(made, *(factories.learner(made.school, f"Ann {n}") for n in range(18)))
    for number in range(18):
        factories.member_school(valley.place, f"School {number}")
        factories.ecosystem(f"Other {number}")
        Activity.objects.create(
            ecosystem=valley.place, kind=made.activity.kind, site=made.school, title="Chess",
            starts=made.activity.starts, created_at=timezone.now(),
        )  # fmt: skip
        starts_at = made.sessions[-1].starts_at + timedelta(days=number + 1)
        Session.objects.create(
            ecosystem=valley.place, activity=made.activity, day=starts_at.date(),
            starts_at=starts_at, minutes=60,
        )  # fmt: skip
    assert {path: queries_of(valley, path) for path in asked} == for_two


def more_of_each(valley: Valley, school: Organisation, start: int, stop: int) -> None:
    """Groups, bodies, frameworks with an indicator, and imports."""
    place, now = valley.place, timezone.now()
    for number in range(start, stop):
        name = f"n{number}"
        Group.objects.create(ecosystem=place, organisation=school, name=name, starts=now.date())
        Body.objects.create(ecosystem=place, key=name, name=name)
        frame = Framework.objects.create(ecosystem=place, key=name, title=name, kind="components")
        item = Item.objects.create(framework=frame, code=name, title=name)
        Indicator.objects.create(ecosystem=place, item=item, key=name, unit="points")
        Import.objects.create(ecosystem=place, file_name=name, created_at=now, by=valley.person)


def queries_of(valley: Valley, path: str) -> int:
    valley.ada.ask("get", path)
    with CaptureQueriesContext(connection) as seen:
        assert valley.ada.ask("get", path).status_code == 200
    return len(seen)
