"""The map of joint work, as its readers see it."""

from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from math import dist
from random import Random

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hedgerow.commons.activities.models import Activity, Delivery, Kind, Session
from hedgerow.commons.activities.permissions import VIEW_ACTIVITIES
from hedgerow.commons.ecosystems.models import Ecosystem, Term
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.people.models import Organisation
from hedgerow.features.collaboration.queries import Asked, network_page
from hedgerow.foundation.graphs import drawing
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
STEWARD = Actor.the_steward()


@pytest.fixture
def grove():
    return Ecosystem.objects.create(slug="grove", name="Grove", created_at=NOON)


def organisations(grove, number):
    return [
        Organisation.objects.create(
            kept_by=grove, name=f"Org {at}", kind="partner", sector="culture", created_at=NOON
        )
        for at in range(number)
    ]


def together(grove, *by, times=2, kind="club", days_ago=10, state="planned", public=True):
    kind, _ = Kind.objects.get_or_create(ecosystem=grove, key=kind, defaults={"name": kind})
    day = timezone.now() - timedelta(days=days_ago)
    for _ in range(times):
        one = Activity.objects.create(
            ecosystem=grove, kind=kind, title="x", starts=day.date(), created_at=NOON, public=public
        )
        Session.objects.create(
            ecosystem=grove, activity=one, starts_at=day, day=day.date(), minutes=60, state=state
        )
        Delivery.objects.bulk_create(Delivery(activity=one, organisation=who) for who in by)


def test_who_belongs_without_a_tie_is_counted_and_the_hub_is_not_among_them(
    grove, client: Client
) -> None:
    here = organisations(grove, 6)
    OrganisationMembership.objects.bulk_create(
        OrganisationMembership(ecosystem=grove, organisation=one, starts=date(2026, 1, 5))
        for one in here
    )
    together(grove, here[0], here[1])
    together(grove, here[0], here[2])
    assert network_page(STEWARD, "grove", Asked()).alone == 3
    assert network_page(STEWARD, "grove", Asked(without_hub=True)).alone == 5
    assert "3 more that belong to it" in client.get("/e/grove/network/").content.decode()


@pytest.mark.slow
def test_ties_communities_and_the_hub_are_shown(grove, client: Client) -> None:
    a, b, c, d, e, f = organisations(grove, 6)
    for some in ((a, b, c), (d, e, f)):
        together(grove, *some)
    together(grove, a, d)
    page = network_page(STEWARD, "grove", Asked())
    assert (len(page.members), page.pairs, page.communities) == (6, 7, 2)
    assert page.hub == "Org 0"
    assert [one.partners for one in page.members] == [3, 3, 2, 2, 2, 2]
    without = network_page(STEWARD, "grove", Asked(without_hub=True))
    assert without.pairs == 4
    assert "Org 0" not in {one.name for one in without.members}
    shown = client.get("/e/grove/network/").content.decode()
    assert shown.count("<circle") == 12  # on the wide drawing and on the narrow one
    assert shown.count('<tr id="org-') == 6


def test_kind_and_time_narrow_it(grove) -> None:
    a, b, c = organisations(grove, 3)
    together(grove, a, b, kind="club")
    together(grove, b, c, kind="talk", days_ago=500)
    assert network_page(STEWARD, "grove", Asked()).pairs == 1
    assert network_page(STEWARD, "grove", Asked(time="all")).pairs == 2
    assert network_page(STEWARD, "grove", Asked(kind="talk", time="all")).pairs == 1
    assert network_page(STEWARD, "grove", Asked(kind="talk")).pairs == 0


@pytest.mark.slow
def test_the_public_sees_neither_ties_nor_kinds_of_private_activities(grove, client) -> None:
    a, b, c = organisations(grove, 3)
    together(grove, a, b, kind="club")
    together(grove, b, c, kind="crisis help", public=False)
    together(grove, b, c, kind="talk")
    seen = network_page(Actor.public(), "grove", Asked())
    assert (seen.pairs, [name for _key, name in seen.kinds]) == (2, ["club", "talk"])
    assert "crisis help" not in client.get("/e/grove/network/").content.decode()
    member = Actor(person_id=1, grants={grove.pk: frozenset({VIEW_ACTIVITIES})})
    assert len(network_page(member, "grove", Asked()).kinds) == 3
    assert network_page(Actor.public(), "grove", Asked(kind="crisis help")).pairs == 0


def test_what_was_cancelled_or_is_still_to_come_ties_nobody(grove) -> None:
    a, b = organisations(grove, 2)
    together(grove, a, b, state="cancelled")
    together(grove, a, b, days_ago=-5)
    assert network_page(STEWARD, "grove", Asked()).members == ()


def test_ties_are_listed_with_what_is_done_together_the_strongest_first(grove, client) -> None:
    a, b, c = organisations(grove, 3)
    together(grove, b, c, times=3, kind="talk")
    together(grove, a, c, kind="club", days_ago=40)
    together(grove, a, c, times=1, kind="talk", days_ago=7)
    together(grove, a, b)
    first, second, last = network_page(STEWARD, "grove", Asked()).ties
    assert (first.one.name, first.other.name, first.kinds) == ("Org 0", "Org 2", ("club", "talk"))
    assert (first.activities, (first.last - first.first).days) == (3, 33)
    assert (second.one.name, second.other.name, second.activities) == ("Org 1", "Org 2", 3)
    assert (last.activities, last.first) == (2, last.last)
    page = client.get("/e/grove/network/").content.decode()
    assert page.index("The ties, the strongest first") < page.index(
        "<bdi>club</bdi>, <bdi>talk</bdi>"
    )


@pytest.mark.slow
def test_ties_are_paged_on_the_page_and_whole_in_the_file(grove, client: Client) -> None:
    together(grove, *organisations(grove, 12))  # 66 ties
    page = client.get("/e/grove/network/").content.decode()
    assert page.count('data-label="With whom"') == 50
    assert "?from=50#ties" in page
    page = client.get("/e/grove/network/?from=50").content.decode()
    assert page.count('data-label="With whom"') == 16
    assert "from=100" not in page
    file = client.get("/e/grove/network/?from=50&table=ties&format=csv").getvalue().decode()
    assert len(file.splitlines()) == 1 + 66


@pytest.mark.slow
def test_programs_read_the_same(grove, client: Client) -> None:
    together(grove, *organisations(grove, 12))
    told = client.get("/api/ecosystems/grove/network").json()
    assert (told["pairs"], len(told["ties"]), told["next"], told["hub"]) == (66, 50, 50, "Org 0")
    assert told["organisations"][0]["partners"] == 11
    assert told["ties"][0]["kinds"] == ["club"]
    rest = client.get("/api/ecosystems/grove/network?after=50&without_hub=true&time=all").json()
    assert (rest["pairs"], len(rest["ties"]), rest["next"]) == (55, 5, None)
    assert client.get("/api/ecosystems/grove/network?time=soon").status_code == 422


def test_every_year_with_ties_can_be_looked_at(grove, client: Client, monkeypatch) -> None:
    a, b, c = organisations(grove, 3)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 20, 12, tzinfo=UTC))
    together(grove, a, b, days_ago=10)  # November 2026
    together(grove, b, c, days_ago=300)  # January 2026
    together(grove, a, c, times=1, days_ago=1200)
    Term.objects.create(ecosystem=grove, name="t", starts=date(2025, 9, 1), ends=date(2026, 6, 20))
    page = network_page(STEWARD, "grove", Asked())
    assert (page.years, page.pairs) == ((("2026", "2026-27"), ("2025", "2025-26")), 2)
    (tie,) = network_page(STEWARD, "grove", Asked(time="2025")).ties
    assert tie.other.name == "Org 2"
    assert network_page(STEWARD, "grove", Asked(time="2024")).pairs == 0
    shown = client.get("/e/grove/network/?time=2024").content.decode()
    assert '<option value="2026">2026-27</option>' in shown
    assert "Nothing fits these filters" in shown


@pytest.mark.slow
def test_a_whole_counts_what_its_parts_hold_as_far_as_one_sees_them(grove, client) -> None:
    part = Ecosystem.objects.create(slug="part", name="Part", created_at=NOON, parent=grove)
    hidden = Ecosystem.objects.create(
        slug="hidden", name="Hidden", created_at=NOON, parent=part, public=False
    )
    a, b = organisations(grove, 2)
    (c, d) = organisations(part, 2)
    together(grove, a, b, times=1)
    together(part, a, b, times=1)
    together(part, c, d)
    together(part, a, c, public=False)
    together(hidden, a, d)
    seen = network_page(Actor.public(), "grove", Asked())
    assert (seen.pairs, seen.kinds) == (2, (("club", "club"),))
    urls = {one.url for tie in seen.ties for one in (tie.one, tie.other)}
    assert urls == {
        f"/e/{place}/organisations/{one.uuid}/"
        for place, some in (("grove", (a, b)), ("part", (c, d)))
        for one in some
    }
    assert all(client.get(url).status_code == 200 for url in urls)
    assert network_page(Actor.public(), "part", Asked()).pairs == 1
    of_part = Actor(person_id=1, grants={part.pk: frozenset({VIEW_ACTIVITIES})})
    assert network_page(of_part, "grove", Asked()).pairs == 3
    assert network_page(STEWARD, "grove", Asked()).pairs == 4
    said = "The activities of its parts count too"
    assert said in client.get("/e/grove/network/").content.decode()


@pytest.mark.parametrize("sheet", [drawing.SCREEN, drawing.PHONE])
def test_the_same_ties_are_drawn_the_same(sheet) -> None:
    pairs = {(1, 2): 2, (2, 3): 5, (1, 3): 2, (3, 4): 3}
    assert drawing.drawn(pairs, sheet) == drawing.drawn(dict(reversed(pairs.items())), sheet)
    assert drawing.drawn({}, sheet).nodes == {}


@pytest.mark.slow
@pytest.mark.parametrize("sheet", [drawing.SCREEN, drawing.PHONE])
@pytest.mark.parametrize(("number", "apart"), [(2, 0), (9, 4), (80, 9), (150, 0)])
def test_no_circle_lies_upon_another_or_beyond_the_drawing(sheet, number, apart) -> None:
    chance = Random(number)
    pairs = {(0, one): 2 for one in range(1, number, 3)}
    pairs |= {(one, one + 1): 2 for one in range(number - 1)}
    pairs |= {tuple(sorted(chance.sample(range(number), 2))): 3 for _ in range(2 * number)}
    pairs |= {(1000 + 2 * one, 1001 + 2 * one): 2 for one in range(apart)}
    picture = drawing.drawn(pairs, sheet)
    nodes = list(picture.nodes.values())
    assert len(nodes) == number + 2 * apart
    for one, other in combinations(nodes, 2):
        assert dist((one.x, one.y), (other.x, other.y)) >= one.r + other.r + 1
    for one in nodes:
        assert one.r <= one.x <= sheet.wide - one.r
        assert one.r <= one.y <= picture.high - one.r


@pytest.mark.slow
def test_it_takes_as_many_queries_for_twenty_as_for_two(grove, client: Client) -> None:
    some = organisations(grove, 20)
    together(grove, *some[:2])

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/e/grove/network/").status_code == 200
        return len(seen)

    queries()
    few = queries()
    together(grove, *some)
    assert queries() == few


def test_an_empty_map_says_why_and_what_to_do(grove, client: Client) -> None:
    def said() -> str:
        return client.get("/e/grove/network/").content.decode()

    a, b, c = organisations(grove, 3)
    together(grove, a)
    assert "No activity that you can see here names two organisations" in said()
    together(grove, a, b, times=1, days_ago=-9)
    assert "1 activity names several organisations" in said()
    together(grove, a, b, times=1)
    assert "1 activity was delivered by several organisations together." in said()
    together(grove, b, c, times=1)
    assert "2 activities were delivered" in said()
    assert "Whoever enters activities says on each who delivers it" in said()


def test_ties_of_long_ago_are_not_said_to_be_hidden_by_filters(grove, client: Client) -> None:
    a, b, _c = organisations(grove, 3)
    together(grove, a, b, days_ago=500)
    shown = client.get("/e/grove/network/").content.decode()
    assert "Over a longer time, some did." in shown
    assert "Nothing fits these filters." not in shown
    narrowed = client.get("/e/grove/network/?kind=talk").content.decode()
    assert "Nothing fits these filters." in narrowed
