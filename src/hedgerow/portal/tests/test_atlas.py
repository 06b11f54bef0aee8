"""The atlas and an ecosystem's page, as a stranger sees them."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.ecosystems.models import Ecosystem, Figure

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def ecosystem(slug: str, **more: object) -> Ecosystem:
    return Ecosystem.objects.create(slug=slug, name=slug.title(), created_at=NOON, **more)


def test_an_empty_atlas_says_what_will_stand_here(client: Client) -> None:
    assert "will stand here" in client.get("/").content.decode()


def test_the_atlas_shows_public_ecosystems_and_hides_the_rest(client: Client) -> None:
    ecosystem("valley")
    ecosystem("private", public=False)
    ecosystem("unready", state=Ecosystem.State.PLANTING)
    page = client.get("/").content.decode()
    assert "Valley" in page
    assert "Private" not in page
    assert "Unready" not in page


def test_an_ecosystem_that_is_not_the_readers_is_not_found(client: Client) -> None:
    ecosystem("private", public=False)
    for slug in ("private", "nowhere"):
        assert client.get(f"/e/{slug}/").status_code == 404


def test_the_table_names_the_place_of_an_ecosystem_and_not_one_in_an_activity(
    client: Client,
) -> None:
    ecosystem("valley", territory="Tal")
    table = client.get("/?view=list&format=csv&table=ecosystems", headers={"accept-language": "es"})
    heads = b"".join(table.streaming_content).decode("utf-8-sig").splitlines()[0].split(",")
    assert heads[2] == "Lugar"


def test_an_ecosystem_is_found_by_its_country_and_a_part_not_by_the_address_of_the_whole(
    client: Client,
) -> None:
    whole = ecosystem("freiburg", country="DE")
    ecosystem("freiburg-hills", parent=whole, country="DE")
    Ecosystem.objects.filter(slug="freiburg-hills").update(name="Buchsheim")
    assert "Freiburg" in client.get("/?q=germany").content.decode()
    assert "Buchsheim" not in client.get("/?q=freiburg").content.decode()
    assert "Buchsheim" in client.get("/?q=buchs").content.decode()


def test_figures_that_disagree_stand_side_by_side(client: Client) -> None:
    valley = ecosystem("valley")
    for value, source in ((31, "the network"), (18, "the study")):
        Figure.objects.create(
            ecosystem=valley,
            name="schools",
            value=value,
            unit="schools",
            as_of="2010",
            source=source,
        )
    page = client.get("/e/valley/").content.decode()
    assert "31 schools" in page
    assert "18 schools" in page
    assert "the study" in page


def test_the_atlas_takes_equal_queries_at_2_and_20_ecosystems(client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get("/")
        return len(seen)

    for number in range(2):
        ecosystem(f"valley-{number}")
    at_two = queries()
    for number in range(2, 20):
        ecosystem(f"valley-{number}")
    assert queries() == at_two


def test_text_of_an_ecosystem_is_never_markup(client: Client) -> None:
    ecosystem("valley", summary="<script>alert(1)</script>")
    assert "<script>alert" not in client.get("/").content.decode()


def test_no_page_lets_scripts_or_styles_run_inline(client: Client) -> None:
    answer = client.get("/")
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_in_arabic_the_page_runs_from_right_to_left(client: Client) -> None:
    page = client.get("/", headers={"accept-language": "ar"}).content.decode()
    assert '<html lang="ar" dir="rtl"' in page


def names_at(client: Client, address: str) -> set[str]:
    page = client.get(address).content.decode()
    return {
        one.name
        for one in Ecosystem.objects.all()
        if f">{one.name}</a>" in page.partition('<form method="get" action')[2]
    }


@pytest.mark.slow
def test_filters_leave_what_has_all_that_was_asked_for(client: Client) -> None:
    ecosystem("valley", country="US", kind="hive")
    ecosystem("hill", country="KE", kind="hive")
    ecosystem("plain", country="US", kind="city")
    assert names_at(client, "/") == {"Valley", "Hill", "Plain"}
    assert names_at(client, "/?country=us") == {"Valley", "Plain"}
    assert names_at(client, "/?country=US&kind=hive") == {"Valley"}
    assert names_at(client, "/?feature=4&level=1") == set()
    assert names_at(client, "/?feature=99&level=nonsense&view=round") == {"Valley", "Hill", "Plain"}
    features = (
        client.get("/").content.decode().partition('id="feature"')[2].partition("</select>")[0]
    )
    assert features.count("disabled") == features.count("not computed in this version") == 5
    nothing = client.get("/?country=KE&kind=city&view=list").content.decode()
    assert "No ecosystem fits" in nothing
    assert 'class="button plain" href="?view=list"' in nothing
    levels = nothing.partition('id="level"')[2].partition("</select>")[0]
    assert ">3 or more</option>" in levels
    assert levels.endswith(">4</option>")  # no level is above it


def test_programs_read_the_same_atlas(client: Client) -> None:
    whole = ecosystem("valley", country="US", kind="hive")
    ecosystem("chicago", parent=whole)
    ecosystem("private", public=False)
    told = client.get("/api/atlas").json()
    (line,) = told["items"]
    assert (told["total"], line["slug"], line["parts"], line["kind"]) == (1, "valley", 1, "hive")
    assert [one["level"] for one in line["levels"]] == [None] * 7
    assert client.get("/api/atlas?feature=4").json()["items"] == []
    assert [one["slug"] for one in client.get("/api/atlas?q=chic").json()["items"]] == ["chicago"]


def test_parts_stand_on_the_page_of_the_whole_and_a_search_finds_them(client: Client) -> None:
    whole = ecosystem("network")
    ecosystem("chicago", parent=whole)
    ecosystem("of-a-private-one", parent=ecosystem("secret", public=False))
    assert names_at(client, "/") == {"Network", "Of-A-Private-One"}
    assert "1 part" in client.get("/").content.decode()
    assert names_at(client, "/?q=chic") == {"Chicago"}


def test_every_filter_offers_and_finds_parts_and_says_whose_they_are(client: Client) -> None:
    own = {"hive": {"en": "Hive learning network"}}
    whole = ecosystem("network", country="US", kind="programme", vocabulary=own)
    ecosystem("delhi", parent=whole, country="IN", kind="hive")
    ecosystem("hidden", parent=whole, country="KE", kind="club", public=False)
    page = client.get("/").content.decode()
    assert '<option value="IN">India</option>' in page
    assert '<option value="hive">Hive learning network</option>' in page
    assert "Kenya" not in page
    assert names_at(client, "/") == {"Network"}
    for asked in ("country=IN", "kind=hive", "country=IN&view=list"):
        assert names_at(client, f"/?{asked}") == {"Delhi"}
        assert "A part of Network" in client.get(f"/?{asked}").content.decode()
    assert names_at(client, "/?country=US") == {"Network"}
    (line,) = client.get("/api/atlas?kind=hive").json()["items"]
    assert (line["slug"], line["whole"]) == ("delhi", "Network")


@pytest.mark.slow
def test_a_filter_takes_equal_queries_at_2_and_20_parts(client: Client) -> None:
    whole = ecosystem("network")

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get("/?country=IN")
        return len(seen)

    for number in range(2):
        ecosystem(f"part-{number}", parent=whole, country="IN")
    at_two = queries()
    for number in range(2, 20):
        ecosystem(f"part-{number}", parent=whole, country="IN")
    assert queries() == at_two


def test_the_map_has_a_marker_for_what_has_a_place_and_says_what_has_none(client: Client) -> None:
    ecosystem("tulsa", latitude=36.15, longitude=-95.99)
    ecosystem("near-tulsa", latitude=36.2, longitude=-96.1)
    ecosystem("seoul", latitude=37.5, longitude=127.0)
    ecosystem("nowhere")
    page = client.get("/?view=map").content.decode()
    # a place and a menu of two, each with a wider one to press, on a screen's map and a phone's
    assert page.count("<circle") == 2 * 2 * 2
    assert "<title>Near-Tulsa, Tulsa</title>" in page
    assert "One has no place on the map." in page
    assert all(f'id="at-{slug}"' in page for slug in ("tulsa", "near-tulsa", "seoul", "nowhere"))
