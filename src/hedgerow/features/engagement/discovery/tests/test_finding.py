"""A search finds what has all words and fulfils all conditions, and says what to leave out."""

import base64
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from hedgerow.commons.activities.models import Activity, Enrolment, Kind
from hedgerow.commons.ecosystems.actions import edit_ecosystem
from hedgerow.commons.people.actions import edit_organisation, save_organisations
from hedgerow.features.engagement.discovery.queries import searched
from hedgerow.features.engagement.discovery.queries.orders import written
from hedgerow.features.engagement.discovery.rules import Asked, asked_of
from hedgerow.features.engagement.discovery.tests.factories import (
    AT_SCHOOL,
    NOW,
    Valley,
    offered,
    placed,
    valley,
)
from hedgerow.features.engagement.opportunities import actions
from hedgerow.features.engagement.opportunities.models import Opportunity, OpportunityKind
from hedgerow.features.engagement.opportunities.tests.factories import STEWARD
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.search.actions import catch_up
from hedgerow.foundation.search.models import Entry, Stale

pytestmark = pytest.mark.django_db
PUBLIC = Actor.public()


@pytest.fixture
def made() -> Valley:
    return placed(valley())


def other_kind(made: Valley) -> int:
    return OpportunityKind.objects.create(ecosystem=made.place, key="other", name="Other").pk


def titles(made: Valley, by: Actor = PUBLIC, **asked: Any) -> list[str]:
    return [one.title for one in searched(by, asked_of(asked), made.place, NOW).items]


@pytest.mark.slow
def test_words_are_found_in_title_kind_partner_and_summary(made: Valley) -> None:
    offered(made, "Robots", summary="We solder and code.")
    offered(made, "Choir", summary="We sing.")
    assert titles(made, words="robot") == ["Robots"]
    assert titles(made, words="soldering") == ["Robots"]
    assert sorted(titles(made, words="clubs makers")) == ["Choir", "Robots"]
    assert titles(made, words="robot choir") == []


@pytest.mark.slow
def test_what_changes_or_is_put_away_is_found_as_it_is_now(made: Valley) -> None:
    row = offered(made, "Robots", summary="Bring nothing.")
    actions.edit_opportunity(row, {"title": "Kites"}, by=STEWARD, at=NOW)
    assert (titles(made, words="robots"), titles(made, words="kite")) == ([], ["Kites"])
    row.refresh_from_db()
    actions.close_opportunity(row, by=STEWARD, at=NOW)
    assert titles(made, words="kite") == []


@pytest.mark.slow
def test_what_is_renamed_is_found_by_its_new_name_once_the_marks_are_read(made: Valley) -> None:
    robots = offered(made, "Robots")
    at_park = {"organisation_id": None, "site_id": None, "place": "Park"}
    offered(made, "Elsewhere", kind_id=other_kind(made), **at_park)
    type(made.school).objects.filter(pk=made.school.pk).update(code="S1")
    edit_organisation(made.maker, {"name": "Tinkerers"}, by=STEWARD, at=NOW)
    school = {"kind": made.school.kind, "code": "S1", "name": "Harbour School"}
    save_organisations(made.place, [school], by=STEWARD, at=NOW)
    actions.save_kinds(made.place, [{"key": "club", "name": "Circle"}], by=STEWARD, at=NOW)
    assert Stale.objects.filter(row=robots.pk).count() == Stale.objects.count() == 3
    assert titles(made, words="makers") == ["Robots"]  # as it was, until the job has read the marks
    catch_up()
    assert titles(made, words="makers") == titles(made, words="club") == []
    assert titles(made, words="tinkerer harbour circle") == ["Robots"]


def test_words_are_read_in_the_language_that_stood_first_when_they_were_written(
    made: Valley,
) -> None:
    before = offered(made, "Libraries", languages=["en", "es"])
    edit_ecosystem(made.place, by=STEWARD, at=NOW, languages=["es"])
    assert Stale.objects.count() == 1
    made.place.refresh_from_db()
    after = offered(made, "Bibliotecas", languages=["en", "es"])
    catch_up()
    read_in = dict(Entry.objects.values_list("row", "language"))
    assert read_in == {before.pk: "en", after.pk: "es"}


def test_nobody_finds_what_they_may_not_see(made: Valley) -> None:
    offered(made, "Robots", sight="members")
    made.offer(title="Robot draft", opened=False)
    assert titles(made, words="robot") == []
    assert titles(made, made.ada, words="robot") == ["Robots"]


@pytest.mark.slow
def test_near_a_place_is_as_the_crow_flies(made: Valley) -> None:
    high, wide = AT_SCHOOL
    offered(made, "Here")
    offered(made, "Far", latitude=high + 0.5, longitude=wide)
    # within the box of 10 km, but beyond its circle
    offered(made, "Corner", latitude=high + 0.085, longitude=wide + 0.1)
    offered(made, "Close", latitude=high + 0.03, longitude=wide)
    near = f"{high}, {wide}"
    assert titles(made, near=near, km=10) == ["Here", "Close"]
    assert titles(made, near=near, km=25) == ["Here", "Close", "Corner"]
    assert titles(made, near=made.school.name[:4].lower(), km=10, words="close") == ["Close"]
    assert searched(PUBLIC, Asked(near="Nowhere"), made.place, NOW).is_lost
    assert titles(made, near="Nowhere") == []


@pytest.mark.slow
def test_across_the_date_line_it_is_near_all_the_same(made: Valley) -> None:
    offered(made, "Taveuni", latitude=-16.8, longitude=-179.95)
    assert titles(made, near="-16.8, 179.95", km=25) == ["Taveuni"]
    assert titles(made, near="89.9, 0", km=100) == []


@pytest.mark.slow
def test_each_condition_must_hold(made: Valley) -> None:
    offered(
        made,
        "Robots",
        age_from=10,
        age_to=12,
        grades=["5", "K"],
        languages=["es", "pt-BR"],
        access=["step-free", "captions"],
    )
    offered(made, "Course", languages=["en"], cost_amount=5, cost_currency="USD")
    both = ["Course", "Robots"]  # the first is offered in the language of who asks
    for asked, found in (
        ({"age": 11}, both), ({"age": 13}, ["Course"]), ({"language": "es"}, ["Robots"]),
        ({"grade": "5"}, both), ({"grade": "k"}, both), ({"grade": "6"}, ["Course"]),
        ({"language": "pt"}, ["Robots"]), ({"language": "e"}, []), ({"access": ("step-free",)}, ["Robots"]),
        ({"access": ("step-free", "quiet-space")}, []), ({"cost": 0}, ["Robots"]), ({"cost": 5}, both),
        ({"kind": "club"}, both), ({"kind": "course"}, []), ({"language": "es", "age": 13}, []),
    ):  # fmt: skip
        assert titles(made, **asked) == found, asked


@pytest.mark.slow
def test_days_find_what_goes_on_then(made: Valley) -> None:
    offered(made, "One day", starts=date(2026, 9, 14), ends=None)
    offered(made, "All autumn", starts=date(2026, 8, 1), ends=date(2026, 12, 1))
    offered(made, "Any time", starts=None)
    offered(made, "Over", starts=date(2026, 8, 1), ends=date(2026, 8, 30))
    assert titles(made) == ["One day", "All autumn", "Any time"]
    assert titles(made, starts=date(2026, 9, 15)) == ["All autumn", "Any time"]
    assert titles(made, ends=date(2026, 9, 13)) == ["All autumn", "Any time"]
    assert titles(made, starts=date(2027, 1, 1)) == ["Any time"]


def taken(made: Valley, row: Opportunity, places: int) -> None:
    kind = Kind.objects.create(ecosystem=made.place, key=f"k{row.pk}", name="Club")
    activity = Activity.objects.create(
        ecosystem=made.place, kind=kind, title=row.title, starts=row.starts, created_at=NOW
    )
    Opportunity.objects.filter(pk=row.pk).update(activity=activity)
    for learner in made.learners[:places]:
        Enrolment.objects.create(
            ecosystem=made.place, activity=activity, person=learner, starts=row.starts
        )


@pytest.mark.slow
def test_free_places_are_those_that_nobody_has_taken() -> None:
    made = valley(learners=2)
    for name, places in (("Full", 2), ("One left", 1)):
        taken(made, offered(made, name, capacity=2), places)
    offered(made, "Unbounded")
    offered(made, "Later", signup_opens=NOW + timedelta(days=1))
    offered(made, "Elsewhere", takes_signups=False)
    assert sorted(titles(made, places=True)) == ["One left", "Unbounded"]


def test_where_nothing_fits_it_says_what_to_leave_out(made: Valley) -> None:
    offered(made, "Robots", languages=["es"])
    search = searched(PUBLIC, Asked(words="robot", language="ko"), made.place, NOW)
    assert not search.items
    assert [(one.name, one.total) for one in search.helps] == [("language", 1)]
    lost = searched(PUBLIC, Asked(words="chess", language="ko"), made.place, NOW)
    assert lost.helps == []


@pytest.mark.slow
@pytest.mark.parametrize("asked", [{}, {"words": "robots"}, {"near": "33.77, -118.19", "km": 100}])
def test_pages_follow_one_another(made: Valley, asked: dict[str, Any]) -> None:
    high, wide = AT_SCHOOL
    for number in range(7):
        days = timedelta(days=number % 3)
        given: dict[str, Any] = (
            {"starts": date(2026, 9, 14) + days} if number % 2 else {"starts": None}
        )
        offered(made, f"Robots {number}", latitude=high + number % 4 / 100, longitude=wide, **given)
    seen: list[str] = []
    after = ""
    for _page in range(4):
        finds = searched(PUBLIC, asked_of(asked), made.place, NOW, after=after, limit=2).finds
        seen += [one.title for one in finds.items]
        after = finds.next
    assert after == ""
    assert sorted(seen) == [f"Robots {number}" for number in range(7)]
    assert seen == [one.title for one in searched(PUBLIC, asked_of(asked), made.place, NOW).items]


@pytest.mark.parametrize("after", ["x", "W10", "WyJiZXN0Il0", "e30", "W251bGwsMSwyXQ", "\u0660"])
def test_a_cursor_of_another_search_is_no_cursor(made: Valley, after: str) -> None:
    with pytest.raises(ValueError):
        searched(PUBLIC, Asked(), made.place, NOW, after=after)


@pytest.mark.parametrize("asked", [Asked(words="robots"), Asked(near="41.88, -87.63")])
@pytest.mark.parametrize("by", [int("9" * 200), -(10**9), float("inf"), float("nan")])
def test_a_cursor_beyond_all_scores_is_no_cursor(made: Valley, asked: Asked, by: float) -> None:
    order = "best" if asked.words else "nearest"
    after = written(order, "en", (by, 0, 1))
    with pytest.raises(ValueError):
        searched(PUBLIC, asked, made.place, NOW, after=after)


def test_a_cursor_that_is_too_long_is_not_read(made: Valley) -> None:
    after = base64.urlsafe_b64encode(b"[" * 9000).decode()
    with pytest.raises(ValueError):
        searched(PUBLIC, Asked(), made.place, NOW, after=after)
    assert Client().get("/e/aspen/find/", {"after": after}).status_code == 200
