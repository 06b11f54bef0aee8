"""Where an agreement stands, and who may answer."""

from datetime import date, timedelta

import pytest

from hedgerow.features.engagement.partners.rules import is_live, may_answer, standing

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("state", "starts", "ends", "expected"),
    [
        ("proposed", TODAY, None, "proposed"),
        ("declined", TODAY, None, "declined"),
        ("ended", TODAY, TODAY, "ended"),
        ("agreed", TODAY + DAY, None, "coming"),
        ("agreed", TODAY, None, "live"),
        ("agreed", TODAY, TODAY + 61 * DAY, "live"),
        ("agreed", TODAY, TODAY + 60 * DAY, "expiring"),
        ("agreed", TODAY, TODAY, "expiring"),
        ("agreed", TODAY - 9 * DAY, TODAY - DAY, "over"),
    ],
)
def test_an_agreement_stands_by_its_days(
    state: str, starts: date, ends: date | None, expected: str
) -> None:
    assert standing(state, starts, ends, TODAY) == expected


def test_one_that_another_follows_is_not_brought_up() -> None:
    assert standing("agreed", TODAY, TODAY, TODAY, renewed=True) == "live"
    assert standing("agreed", TODAY - DAY, TODAY - DAY, TODAY, renewed=True) == "renewed"


def test_the_other_side_answers_and_nobody_agrees_with_oneself() -> None:
    assert may_answer("network", {"partner"}, same_person=False)
    assert may_answer("network", {"partner", "network"}, same_person=False)
    assert not may_answer("network", {"network"}, same_person=False)
    assert not may_answer("network", {"partner", "network"}, same_person=True)
    assert not may_answer("partner", {"partner"}, same_person=False)


def test_a_partner_is_live_for_ninety_days() -> None:
    assert is_live(TODAY - 90 * DAY, TODAY)
    assert not is_live(TODAY - 91 * DAY, TODAY)
    assert not is_live(None, TODAY)
