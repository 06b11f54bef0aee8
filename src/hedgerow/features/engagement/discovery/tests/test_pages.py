"""The page of a search: its address holds all of it, and it takes as many queries for many as for few."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hedgerow.features.engagement.discovery.rules import Asked
from hedgerow.features.engagement.discovery.tests.factories import (
    AT_SCHOOL,
    Valley,
    offered,
    placed,
    valley,
)
from hedgerow.features.engagement.discovery.wording import farther

pytestmark = pytest.mark.django_db
HERE = "/e/aspen/find/"


@pytest.fixture
def made() -> Valley:
    return placed(valley())


@pytest.fixture(autouse=True)
def _in_september(monkeypatch: pytest.MonkeyPatch) -> None:
    from hedgerow.features.engagement.discovery.tests.factories import NOW

    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def page(address: str) -> str:
    return Client().get(address).content.decode()


@pytest.mark.slow
def test_it_shows_what_fits_and_the_search_in_words(made: Valley) -> None:
    offered(made, "Robots", languages=["es"])
    text = page(f"{HERE}?words=robot&near=Oak&km=5&language=en")
    assert "Nothing fits all of it" in text
    assert "without in English: 1" in text
    text = page(f"{HERE}?words=robot&near=Oak&km=5")
    assert "1 result." in text
    assert "0.0 km away" in text or "0 km away" in text
    assert "at most 5 km from Oak" in text
    assert 'href="#find-1"' in text
    assert 'href="?near=Oak&amp;km=5"' in text  # without the words


def test_a_child_reads_it_in_easy_words_and_looks_on_in_the_same_place(made: Valley) -> None:
    offered(
        made, "Robots", age_from=10, capacity=1, sponsored=True, latitude=33.77, longitude=-118.19
    )
    text = page(f"{HERE}?view=simple&near=33.77,%20-118.19&km=5&words=robots")
    assert "What can I do?" in text
    assert "<dt>How old?</dt><dd>10 years old or older</dd>" in text
    assert "<dt>Is there room?</dt><dd>Yes.</dd>" in text
    assert "This is an advertisement" in text
    assert "<table" not in text
    assert '<input type="hidden" name="km" value="5">' in text
    assert 'href="?words=robots&amp;view=simple"' in text  # the same without the place
    assert 'name="near" id="id_near" value="33.77, -118.19"' in text
    assert text.count('name="near"') == 1
    assert "at most 5 km from the place you gave" in text
    assert (
        'data-locates="id_near" data-tells="here-said" hidden' in text
    )  # nothing dead without scripts


def test_where_nothing_is_near_a_child_may_look_farther_away() -> None:
    near = Asked(words="Robots", near="33.77, -118.19", km=10)
    assert farther(near, view="simple").endswith("&km=25&view=simple")
    assert farther(replace(near, km=100)) == farther(replace(near, near="")) == ""


def test_where_nobody_knows_the_place_one_looks_everywhere_instead(made: Valley) -> None:
    offered(made, "Robots")
    assert 'href="?words=robots">Look everywhere' in page(f"{HERE}?words=robots&near=Atlantis")


@pytest.mark.slow
def test_a_find_says_whether_a_place_is_free(made: Valley) -> None:
    full = offered(made, "Robots", capacity=1)
    type(full).objects.filter(pk=full.pk).update(taken=1)
    offered(made, "Kites", capacity=3)
    offered(made, "Walk", takes_signups=False, capacity=3)
    offered(made, "Laboratory", by_invitation=True, capacity=3)
    text = page(HERE)
    assert text.count("full, with a waiting list") == text.count("3 places are free") == 1
    assert "Not now. You can wait for a place." in page(f"{HERE}?view=simple")


def test_one_finds_in_every_ecosystem_that_one_sees() -> None:
    one, other = valley(slug="aspen"), valley(slug="birch", public=False)
    offered(one, "Robots of Aspen")
    offered(other, "Robots of Birch")
    text = page("/find/?words=robots")
    assert "Robots of Aspen" in text
    assert "Robots of Birch" not in text


def test_what_cannot_be_asked_is_said_beside_the_field(made: Valley) -> None:
    offered(made, "Robots")
    answer = Client().get(f"{HERE}?age=old&starts=2026-10-02&ends=2026-10-01")
    assert answer.status_code == 422
    assert "The last day is before the first." in answer.content.decode()
    assert "find-1" not in answer.content.decode()


def test_a_cursor_that_fits_no_more_begins_at_the_start(made: Valley) -> None:
    offered(made, "Robots")
    assert "Robots" in page(f"{HERE}?after=nonsense")


@pytest.mark.slow
def test_twenty_take_as_many_queries_as_two(made: Valley) -> None:
    counts = []
    for many in (2, 18):
        for number in range(many):
            offered(
                made,
                f"Robots {many} {number}",
                latitude=AT_SCHOOL[0] + number / 1000,
                longitude=AT_SCHOOL[1],
            )
        with CaptureQueriesContext(
            connection,
        ) as found:
            page(f"{HERE}?words=robots&near=Oak")
        counts.append(len(found))
    assert counts[0] == counts[1]


@pytest.mark.slow
def test_the_api_finds_the_same_page_by_page(made: Valley) -> None:
    for number in range(3):
        offered(made, f"Robots {number}")
    first = Client().get("/api/ecosystems/aspen/find?words=robot&limit=2").json()
    assert first["total"] == 3
    rest = (
        Client().get(f"/api/ecosystems/aspen/find?words=robot&limit=2&after={first['next']}").json()
    )
    assert rest["next"] is None
    found = [one["title"] for one in first["items"] + rest["items"]]
    assert sorted(found) == ["Robots 0", "Robots 1", "Robots 2"]
    nothing = Client().get("/api/find?words=robot&language=ko").json()
    assert (nothing["items"], nothing["without"]) == ([], {"language": 3})


@pytest.mark.slow
def test_what_is_for_other_grades_is_left_out_by_page_and_api(made: Valley) -> None:
    offered(made, "Robots", grades=["6", "7"])
    text = page(f"{HERE}?grade=6")
    assert "Robots" in text
    assert "<bdi>grade 6</bdi>" in text
    for grade, many in (("6", 1), ("5", 0)):
        found = Client().get(f"/api/find?grade={grade}").json()
        assert len(found["items"]) == many
    assert found["without"] == {"grade": 1}


def test_the_api_names_what_it_does_not_know(made: Valley) -> None:
    answer = Client().get("/api/find?langauge=es")
    assert answer.status_code == 422
    assert list(answer.json()["fields"]) == ["langauge"]


def test_the_api_says_what_it_cannot_look_for(made: Valley) -> None:
    for asked in ("near=Nowhere", "after=x", "age=200"):
        answer = Client().get(f"/api/find?{asked}")
        assert answer.status_code == 422, asked
        assert asked.partition("=")[0] in str(answer.json())
