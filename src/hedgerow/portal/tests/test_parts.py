"""A network's page lists its parts, and a part's page leads to its network."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hedgerow.commons.activities.models import Activity, Kind
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.membership.tests.factories import browser, convener, ecosystem
from hedgerow.commons.people.tests.factories import organisation
from hedgerow.profile.models import Reading
from hedgerow.profile.tests.factories import a_snapshot

pytestmark = pytest.mark.django_db
OWN = {"locality": {"de": "Kommune"}, "locality-plural": {"de": "Kommunen", "en": "communes"}}


def found(slug: str, name: str, **values: object) -> Ecosystem:
    return Ecosystem.objects.create(slug=slug, name=name, created_at=timezone.now(), **values)


@pytest.fixture
def network() -> Ecosystem:
    return found("net", "The network", kind="programme", vocabulary=OWN)


def localities(network: Ecosystem, numbers: range) -> None:
    for number in numbers:
        found(f"l{number}", f"Town {number:02}", kind="locality", parent=network)


def activity(part: Ecosystem, title: str = "Choir", **values: object) -> Activity:
    of, _new = Kind.objects.get_or_create(ecosystem=part, key="club", name="Club")
    now = timezone.now()
    return Activity.objects.create(
        ecosystem=part, kind=of, title=title, starts=now.date(), created_at=now, **values
    )


def read(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_forty_parts_unfold_after_twelve_under_their_own_word(network: Ecosystem) -> None:
    localities(network, range(40))
    page = read("/e/net/").split('id="parts"')[1].split("</section>")[0]
    open_ones, folded = page.split("<details>")
    assert open_ones.count("<li>") == 12
    assert folded.count("<li>") == 28
    assert "28 more" in folded
    assert "Communes" in open_ones
    assert 'type="search"' in open_ones


def test_parts_are_found_by_name_and_by_place_without_accents(network: Ecosystem) -> None:
    localities(network, range(14))
    found("m", "Münstertal", kind="locality", parent=network, territory="Black Forest")
    for sought in ("munster", "forest"):
        page = read(f"/e/net/?part={sought}").split('id="parts"')[1].split("</section>")[0]
        assert "Münstertal" in page
        assert page.count("<li>") == 1
    nothing = read("/e/net/?part=atlantis").split('id="parts"')[1]
    assert "No part has a name or place that begins with “atlantis”." in nothing


def test_a_few_parts_are_not_searched_and_of_several_kinds_each_says_its_own(
    network: Ecosystem,
) -> None:
    assert 'id="parts"' not in read("/e/net/")
    localities(network, range(1))
    hive = found("h", "Mombasa", kind="hive", parent=network)
    member = organisation(network, "Oak")
    OrganisationMembership.objects.create(
        ecosystem=hive, organisation=member, starts=timezone.now().date()
    )
    page = read("/e/net/").split('id="parts"')[1].split("</section>")[0]
    assert 'type="search"' not in page
    assert "Parts" in page
    assert "hive · 1 member organisation · 0 activities<" in page
    assert "locality · nothing here yet<" in page


def test_a_part_leads_to_its_network_and_shows_no_part_that_is_hidden(network: Ecosystem) -> None:
    localities(network, range(2))
    Ecosystem.objects.filter(slug="l1").update(public=False)
    part = read("/e/l0/").split('class="whole"')[1].split("</section>")[0]
    assert 'href="/e/net/"' in part
    assert "The network" in part
    assert "Communes (1)" in part
    assert "Town 01" not in read("/e/net/")


def test_what_happens_in_a_part_and_how_far_it_is_stands_beside_its_name(
    network: Ecosystem,
) -> None:
    localities(network, range(3))
    one, two, _bare = Ecosystem.objects.filter(parent=network).order_by("slug")
    for part in (one, two):
        activity(part)
        activity(part, "Board", public=False)
    snapshot = a_snapshot(one, smallest_cell=None)
    for number in ("4.2", "4.3", "4.4"):
        Reading.objects.create(
            snapshot=snapshot, number=number, state="ok", value=0.5, n=90, level=2
        )
    page = read("/e/net/").split('id="parts"')[1].split("</section>")[0]
    first, second, third = page.split("<li>")[1:]
    assert "0 member organisations · 1 activity<" in first
    assert "Town 00" in first
    assert 'class="fill' in first  # its leaf has a level
    assert "<span>Breadth 2</span>" in first
    assert 'class="fill' not in second
    assert "<span>Breadth" not in second
    assert "nothing here yet<" in third
    assert 'name="e" value="l1"' in second
    assert 'name="e"' not in third
    assert 'action="/compare/"' in page


def test_a_lone_part_is_nothing_to_compare(network: Ecosystem) -> None:
    localities(network, range(2))
    part = Ecosystem.objects.get(slug="l0")
    activity(part)
    page = read("/e/net/")
    assert 'action="/compare/"' not in page


def test_who_convenes_a_part_in_which_nothing_happened_yet_is_told_what_to_do() -> None:
    whole = ecosystem(slug="whole", simulated=True)
    part = ecosystem(slug="part", parent=whole, simulated=True)
    client = browser(convener(part))
    assert 'id="steps"' in client.get("/e/part/").content.decode()
    assert 'id="steps"' not in client.get("/e/whole/").content.decode()
    activity(part)
    assert 'id="steps"' not in client.get("/e/part/").content.decode()


def test_the_page_takes_equal_queries_at_2_and_20_parts(network: Ecosystem) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            read("/e/net/")
        return len(seen)

    def lively(numbers: range) -> None:
        localities(network, numbers)
        for number in numbers:
            part = Ecosystem.objects.get(slug=f"l{number}")
            activity(part)
            a_snapshot(part)

    lively(range(2))
    at_two = queries()
    lively(range(2, 20))
    assert queries() == at_two
