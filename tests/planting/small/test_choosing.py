"""A round of choice that is over has answers: some accept, others have yet to say."""

from __future__ import annotations

import pytest

from hedgerow.features.engagement.choice.models import Outcome, Round

from .conftest import AT

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.sqlite]  # PostgreSQL: tests/kill


def test_families_answered_after_the_round_was_published_and_some_have_yet_to() -> None:
    (row,) = Round.objects.filter(state=Round.State.PUBLISHED)
    found = Outcome.objects.filter(round=row)
    assert {*found.values_list("answer", flat=True)} == {"accepted", "waiting"}
    for one in found.exclude(answer="waiting"):
        assert one.answered_at is not None
        assert row.published_at < one.answered_at < AT
        assert one.answered_by_id is not None
