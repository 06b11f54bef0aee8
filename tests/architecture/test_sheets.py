"""What is asked of style sheets themselves, so that no page has to be looked at for it."""

from pathlib import Path

import hedgerow

SHEETS = sorted(Path(hedgerow.__path__[0]).rglob("static/**/*.css"))


def test_no_sheet_turns_a_page_by_how_the_device_is_held() -> None:
    """WCAG 1.3.4: neither way of holding a phone is the only one."""
    assert len(SHEETS) > 5
    assert [str(one) for one in SHEETS if "orientation" in one.read_text()] == []
