"""What a round gives is not found as having places to sign up for: by page, program, HSDS or saved search."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hedgerow.features.engagement.choice import actions as choice
from hedgerow.features.engagement.choice.tests.factories import LATER, NOW, STEWARD, Made, a_round
from hedgerow.features.engagement.discovery.actions import following, save_search
from hedgerow.features.engagement.discovery.queries import searched
from hedgerow.features.engagement.discovery.rules import asked_of
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.tests.factories import Valley, valley

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OPENS, CLOSES = date(2026, 11, 1), date(2026, 12, 4)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> tuple[Valley, Made, Opportunity]:
    """Kites are free to sign up for; robots have two places that a round gives, which is open."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    there = valley()
    here = a_round(1, (), ecosystem=there.place, opened=False)
    said: dict[str, Any] = {
        "starts": None, "capacity": 2, "sight": "public", "guardian_agrees": False
    }  # fmt: skip
    there.offer(title="Kites", **said)
    robots = there.offer(**said)
    choice.take_opportunities(here.row, [robots.uuid], by=STEWARD, at=NOW)
    choice.open_round(here.row, by=STEWARD, at=NOW)
    return there, here, robots


def titles(there: Valley, at: Any = NOW, **asked: Any) -> list[str]:
    return sorted(one.title for one in searched(there.ada, asked_of(asked), there.place, at).items)


def place_of(here: Made) -> None:
    offer = here.row.offers.get()
    choice.save_list(here.row, here.learners[0], [offer.uuid], by=STEWARD, at=NOW)
    choice.run_round(here.row, by=STEWARD, at=LATER)
    choice.publish_round(here.row, by=STEWARD, at=LATER)


def test_it_is_found_so_only_once_all_who_were_placed_are_enrolled(made) -> None:
    there, here, _robots = made
    assert titles(there, places=True) == ["Kites"]
    assert titles(there) == ["Kites", "Robots"]
    place_of(here)
    assert titles(there, LATER, places=True) == ["Kites"]
    choice.enrol_placed(here.row, by=STEWARD, at=LATER)
    assert titles(there, LATER, places=True) == ["Kites", "Robots"]


def test_a_draft_of_a_round_holds_nothing(made) -> None:
    there, _here, _robots = made
    draft = a_round(1, (), ecosystem=there.place, opened=False, title="Clubs")
    kites = Opportunity.objects.get(title="Kites")
    choice.take_opportunities(draft.row, [kites.uuid], by=STEWARD, at=NOW)
    assert titles(there, places=True) == ["Kites"]


def test_page_program_and_hsds_say_that_a_round_gives_the_places(made) -> None:
    there, _here, robots = made
    slug = there.place.slug
    page = Client().get(f"/e/{slug}/find/").content.decode()
    assert page.count("places are given by a round of choice") == 1
    assert page.count("2 places are free") == 1
    items = Client().get(f"/api/ecosystems/{slug}/find").json()["items"]
    told = {one["title"]: (one["places_left"], one["is_given"]) for one in items}
    assert told == {"Kites": (2, False), "Robots": (0, True)}
    service = Client().get(f"/api/hsds/services/{robots.uuid}").json()
    assert service["application_process"].startswith("The places are given by a round of choice")


def test_a_saved_search_for_places_does_not_tell_of_it(made) -> None:
    there, _here, robots = made
    kept = save_search(
        asked_of({"places": True}), "Mine", "daily", there.place, by=there.pia, at=NOW
    )
    everything = save_search(asked_of({}), "All", "daily", there.place, by=there.pia, at=NOW)
    for row in (kept, everything):
        following._note(row, there.place, [robots.uuid], NOW)
    assert (kept.finds.count(), everything.finds.count()) == (0, 1)


def test_a_page_asks_as_many_questions_as_before_and_of_rounds_only_where_places_are_asked(
    made,
) -> None:
    there, _here, _robots = made
    counted = []
    for places in (False, True):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            titles(there, places=places)
        counted.append(asked)
    plain, held = counted
    assert len(plain) == len(held)
    of_rounds = ["choice_offer" in one["sql"] for one in plain]
    assert of_rounds.count(True) == 1  # what is shown of the page's own rows
