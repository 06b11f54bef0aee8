"""Of equals, what is offered in the reader's language goes first; pages fit together all the same."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from hedgerow.features.engagement.discovery.queries import fitting, searched
from hedgerow.features.engagement.discovery.rules import asked_of
from hedgerow.foundation.permissions import Actor

from .factories import NOW, Valley, offered, placed, valley

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PUBLIC = Actor.public()
LATE, SOON = date(2026, 10, 5), date(2026, 9, 14)
HEBREW, SPANISH, MEXICAN = ["en", "he"], ["en", "es"], ["en", "es-MX"]


@pytest.fixture
def made() -> Valley:
    """Seven workshops: two have begun, two have no place of their own."""
    made = placed(valley())
    for title, languages, starts in (
        ("he soon", HEBREW, SOON), ("es soon", SPANISH, SOON), ("he late", HEBREW, LATE),
        ("es late", MEXICAN, LATE), ("he any", HEBREW, None), ("es any", SPANISH, None),
        ("not said", [], SOON),
    ):  # fmt: skip
        offered(made, title, summary="A workshop.", languages=languages, starts=starts)
    return made


def titles(made: Valley, reads: str, limit: int = 20, **asked: object) -> list[str]:
    """All of it, page after page."""
    found, after = [], ""
    with override(reads):
        while True:
            finds = searched(
                PUBLIC, asked_of(asked), made.place, NOW, after=after, limit=limit
            ).finds
            found += [one.title for one in finds.items]
            after = finds.next
            if not after:
                return found


FITTING = ["es soon", "es late", "es any", "he soon", "not said", "he late", "he any"]
SOONEST = ["es soon", "he soon", "not said", "es late", "he late", "es any", "he any"]


@pytest.mark.parametrize("limit", [1, 2, 20])
def test_without_words_what_is_in_the_readers_language_goes_first(made: Valley, limit: int) -> None:
    assert titles(made, "es", limit) == FITTING
    assert titles(made, "es", limit, sort="soonest") == SOONEST


def test_many_rows_are_read_stretch_by_stretch_in_the_same_order(
    made: Valley, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "COUNTED", 3)
    for limit in (1, 2, 20):
        assert titles(made, "es", limit) == FITTING


@pytest.mark.parametrize("limit", [1, 3, 20])
def test_equally_near_and_equally_good_ones_follow_the_reader(made: Valley, limit: int) -> None:
    near = titles(made, "es", limit, near="33.77, -118.19")
    assert {title[:2] for title in near[:3]} == {"es"}
    assert sorted(near) == sorted(FITTING)
    good = titles(made, "es", limit, words="workshop")
    assert sorted(good) == sorted(FITTING)
    for when in ("soon", "late", "any"):
        assert good.index(f"es {when}") < good.index(f"he {when}"), good


def test_a_reader_of_another_language_reads_another_order(made: Valley) -> None:
    assert titles(made, "ar", sort="soonest")[:3] == ["he soon", "es soon", "not said"]


@pytest.mark.parametrize("many", [False, True])
def test_whoever_asks_for_a_language_finds_it_by_day_alone(
    made: Valley, monkeypatch: pytest.MonkeyPatch, many: bool
) -> None:
    if many:
        monkeypatch.setattr(fitting, "COUNTED", 2)
    offered(made, "both", summary="A workshop.", languages=["he", "es"], starts=LATE)
    for limit in (1, 20):
        assert titles(made, "es", limit, language="he") == ["he soon", "he late", "both", "he any"]


def test_it_costs_no_further_statement(made: Valley) -> None:
    with (
        CaptureQueriesContext(
            connection,
        ) as asked,
        override("es"),
    ):
        searched(PUBLIC, asked_of({}), made.place, NOW)
    assert len(asked) <= 3  # how many there are, which, and the rows


def test_the_page_says_the_order_and_may_ask_where_one_is(made: Valley) -> None:
    answer = Client().get("/e/aspen/find/", headers={"accept-language": "en"})
    assert "First what is offered in your language" in answer.content.decode()
    asked = Client().get("/e/aspen/find/?language=es", headers={"accept-language": "en"})
    assert "in your language" not in asked.content.decode()
    assert "geolocation=(self)" in answer["Permissions-Policy"]
    assert "geolocation=()" in Client().get("/e/aspen/")["Permissions-Policy"]
