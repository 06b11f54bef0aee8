"""What cannot be right of an opportunity."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from hedgerow.features.engagement.opportunities import rules

RIGHT: dict[str, Any] = {
    "starts": date(2026, 9, 7), "ends": None, "begins": None, "signup_opens": None,
    "signup_closes": None, "age_from": 10, "age_to": 14, "latitude": 1.0, "longitude": 2.0,
    "cost_amount": Decimal(3), "cost_currency": "USD", "languages": ["en", "es-MX"],
    "access": ["step-free"], "summary": "We build.", "site_id": None, "place": "Hall",
    "online_address": "",
}  # fmt: skip


def test_a_whole_opportunity_has_no_faults() -> None:
    assert rules.faults(RIGHT) == {}
    assert rules.lacks(RIGHT) == []


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"ends": date(2026, 9, 6)}, {"ends": "order"}),
        ({"age_to": 9}, {"age_to": "order"}),
        ({"starts": None, "begins": "15:00"}, {"starts": "needed"}),
        ({"longitude": None}, {"longitude": "both"}),
        ({"latitude": None}, {"latitude": "both"}),
        ({"cost_currency": ""}, {"cost_currency": "currency"}),
        ({"languages": ["English"]}, {"languages": "language"}),
        ({"access": ["wings"]}, {"access": "access"}),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_each_fault_is_named_with_its_field(changed: Any, found: Any) -> None:
    assert rules.faults({**RIGHT, **changed}) == found


def test_nobody_could_come_without_a_place_and_a_sentence() -> None:
    assert rules.lacks({**RIGHT, "summary": " ", "place": ""}) == ["summary", "place"]
    assert rules.lacks({**RIGHT, "place": "", "online_address": "https://example.org"}) == []


def test_what_has_no_day_is_never_over() -> None:
    today = date(2026, 9, 8)
    assert not rules.is_over(None, None, today)
    assert rules.is_over(date(2026, 9, 7), None, today)
    assert not rules.is_over(date(2026, 9, 1), date(2026, 9, 8), today)
