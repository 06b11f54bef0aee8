"""The density of joint work is said as pairs, wherever 2.1 may be read."""

import pytest
from django.test import Client

from hedgerow.foundation.warehouse.readings import Reading, Window
from hedgerow.profile.pairs import Pairs, pairs
from hedgerow.profile.tests.factories import TODAY, a_snapshot, an_ecosystem

PARTNERS = {"number": "2.1", "is_share": False, "smallest_cell": None, "n": 10}


@pytest.mark.parametrize(("size", "tied"), [(2, 1), (5, 4), (10, 12), (997, 123_457)])
def test_the_mean_of_partners_gives_back_how_many_pairs_are_tied(size: int, tied: int) -> None:
    found = pairs(Reading("2.1", "ok", Window(TODAY, TODAY), value=2 * tied / size, n=size))
    assert found == Pairs(tied, size * (size - 1) // 2)
    assert found.share == pytest.approx(2 * tied / size / (size - 1))


def test_without_a_figure_of_partners_there_are_no_pairs_to_tell() -> None:
    window = Window(TODAY, TODAY)
    assert pairs(Reading("2.1", "insufficient", window, n=10)) is None
    assert pairs(Reading("2.2", "ok", window, value=0.4, n=10)) is None
    assert pairs(Reading("2.1", "ok", window, value=0.0, n=1)) is None


@pytest.mark.django_db
def test_the_page_and_the_api_say_how_many_pairs_work_together(client: Client) -> None:
    a_snapshot(an_ecosystem(), **PARTNERS, value=2.4, lower=2.4, upper=2.6)
    page = client.get("/e/grove/profile/2.1/").content.decode()
    assert "12 of 45 possible pairs of members work together (26.7 %)" in page
    told = client.get("/api/ecosystems/grove/profile/2.1").json()
    assert told["pairs"] == {"tied": 12, "possible": 45, "share": 0.267}


@pytest.mark.django_db
def test_pairs_are_withheld_with_the_reading_they_belong_to(client: Client) -> None:
    a_snapshot(an_ecosystem(), **PARTNERS, value=2.4, inner=True)
    assert "possible pairs" not in client.get("/e/grove/profile/2.1/").content.decode()
    assert client.get("/api/ecosystems/grove/profile/2.1").json()["pairs"] is None
