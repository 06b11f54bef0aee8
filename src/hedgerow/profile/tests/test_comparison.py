"""Ecosystems side by side: on one scale, each as exact as its reader may see it."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import VIEW_ECOSYSTEM
from hedgerow.foundation.permissions import Actor
from hedgerow.profile.comparison import comparison
from hedgerow.profile.definitions import IMPLEMENTED
from hedgerow.profile.models import Reading, Snapshot
from hedgerow.profile.permissions import VIEW_READINGS

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
PUBLIC = Actor.public()

pytestmark = pytest.mark.django_db


def ecosystem(
    slug: str, reach: float, days: tuple[date, ...] = (NOON.date(),), **more: object
) -> int:
    row = Ecosystem.objects.create(slug=slug, name=slug.title(), created_at=NOON, **more)
    for day in days:
        snapshot = Snapshot.objects.create(
            ecosystem=row, day=day, starts=date(2025, 5, 2), at=NOON, version="1"
        )
        Reading.objects.create(
            snapshot=snapshot, number="4.1", state="ok", value=reach, n=1000, coverage=1, level=2,
            lower=reach - 0.05, upper=reach + 0.05, level_lower=1, level_upper=3, is_share=True,
            smallest_cell=400, clusters=30,
        )  # fmt: skip
    return row.pk


def seeing(*ecosystems: int) -> Actor:
    granted = frozenset({VIEW_READINGS, VIEW_ECOSYSTEM})
    return Actor(person_id=1, via="page", grants=dict.fromkeys(ecosystems, granted))


def test_readings_of_one_measure_share_a_scale() -> None:
    ecosystem("oak", 0.2)
    ecosystem("elm", 0.6)
    page = comparison(PUBLIC, ["elm", "oak"])
    assert [side.slug for side in page.sides] == ["elm", "oak"]
    assert [line.number for block in page.blocks for line in block.lines] == list(IMPLEMENTED)
    (reach,) = [line for block in page.blocks for line in block.lines if line.number == "4.1"]
    elm, oak = reach.cells
    assert (elm.reading.value, oak.reading.value) == ("60.0 %", "20.0 %")
    assert elm.picture is not None
    assert oak.picture is not None
    assert [mark.x for mark in elm.picture.marks] == [mark.x for mark in oak.picture.marks]
    assert float(elm.picture.value) > float(oak.picture.value)


def test_programs_read_the_same_comparison(client: Client) -> None:
    ecosystem("oak", 0.2)
    ecosystem("elm", 0.6)
    ecosystem("secret", 0.9, public=False)
    told = client.get("/api/compare?e=elm&e=secret&e=oak").json()
    assert ([side["slug"] for side in told["sides"]], told["missing"]) == (["elm", "oak"], 1)
    (reach,) = [
        one for some in told["features"] for one in some["measures"] if one["number"] == "4.1"
    ]
    assert [one["value"] for one in reach["readings"]] == [0.6, 0.2]
    assert len(told["features"][0]["levels"]) == 2
    assert client.get("/api/compare?e=elm&e=secret").json()["features"] == []


def test_a_private_one_is_missing_like_one_that_is_not_there() -> None:
    ecosystem("oak", 0.2)
    ecosystem("elm", 0.6)
    ecosystem("secret", 0.9, public=False)
    page = comparison(PUBLIC, ["oak", "secret", "nowhere", "elm", "oak"])
    assert [side.slug for side in page.sides] == ["oak", "elm"]
    assert page.missing == 2
    assert "secret" not in {one.slug for one in page.choices}


def test_one_alone_is_not_compared_and_the_fifth_is_left_out() -> None:
    for slug in ("a", "b", "c", "d", "e"):
        ecosystem(slug, 0.3)
    assert not comparison(PUBLIC, ["a"]).is_ready
    assert comparison(PUBLIC, ["a"]).blocks == ()
    five = comparison(PUBLIC, ["a", "b", "c", "d", "e"])
    assert [side.slug for side in five.sides] == ["a", "b", "c", "d"]
    assert five.too_many


def test_parts_are_offered_under_their_whole_and_alone_where_it_is_not_seen() -> None:
    whole = ecosystem("hives", 0.2, public=False)
    ecosystem("lagos", 0.3, parent_id=whole)
    hidden = ecosystem("quito", 0.3, parent_id=whole, public=False)

    def offered(by: Actor) -> object:
        choices = comparison(by, []).choices
        return [(one.slug, [part.slug for part in one.parts]) for one in choices]

    assert offered(PUBLIC) == [("lagos", [])]
    assert offered(seeing(hidden)) == [("lagos", []), ("quito", [])]
    assert offered(seeing(whole, hidden)) == [("hives", ["lagos", "quito"])]


def test_a_chosen_part_is_shown_among_those_to_choose(client: Client) -> None:
    whole = ecosystem("hives", 0.2)
    ecosystem("lagos", 0.3, parent_id=whole)
    assert comparison(PUBLIC, ["lagos"]).choices[0].is_open
    shown = client.get("/compare/?e=lagos&e=hives").content.decode()
    assert '<details class="parts-of" open>' in shown
    assert 'value="lagos" checked' in shown


def test_a_trend_is_for_who_sees_exact_readings() -> None:
    days = (date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 1))
    oak, elm = ecosystem("oak", 0.2, days), ecosystem("elm", 0.6, days)
    trends = {
        slug: [
            cell.trend is not None
            for block in comparison(actor, ["oak", "elm"]).blocks
            for line in block.lines
            if line.number == "4.1"
            for cell in line.cells
        ]
        for slug, actor in (("public", PUBLIC), ("oak", seeing(oak)), ("both", seeing(oak, elm)))
    }
    assert trends == {"public": [False, False], "oak": [True, False], "both": [True, True]}


@pytest.mark.slow
def test_it_takes_as_many_queries_for_four_as_for_two(client: Client) -> None:
    for slug in ("a", "b", "c", "d"):
        ecosystem(slug, 0.3)

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    queries("/compare/?e=a&e=b")
    assert queries("/compare/?e=a&e=b") == queries("/compare/?e=a&e=b&e=c&e=d")
