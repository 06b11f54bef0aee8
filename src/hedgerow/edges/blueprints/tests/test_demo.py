"""A server whose demo is planted begins at once, and speaks of no planting."""

from datetime import UTC, date, datetime

import pytest

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.edges.blueprints import demo, everything
from hedgerow.profile.models import Snapshot

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
STATE = Ecosystem.State


def planted(slug: str, state: str = STATE.OPEN, *, read: bool = True) -> Ecosystem:
    row = Ecosystem.objects.create(slug=slug, name=slug.title(), created_at=NOON, state=state)
    if read:
        days = {"day": date(2026, 11, 24), "starts": date(2025, 11, 25)}
        Snapshot.objects.create(ecosystem=row, at=NOON, version="1", **days)
    return row


@pytest.fixture(autouse=True)
def oak_and_elm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two blueprints, so that not all fourteen are made."""
    monkeypatch.setattr(everything, "available", lambda: ["elm", "oak"])


def test_nothing_is_said_or_done_where_all_is_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    planted("oak")
    planted("elm")
    monkeypatch.setattr(demo, "plant_all", lambda *_given, **_more: pytest.fail("planted again"))
    demo.plant_demo()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("state", "read"), [(STATE.PLANTING, False), (STATE.PLANTING, True), (STATE.OPEN, False)]
)
def test_what_is_missing_half_planted_or_unread_is_still_to_do(state: str, read: bool) -> None:
    planted("oak")
    assert not everything.is_all_there()
    planted("elm", state, read=read)
    assert not everything.is_all_there()
