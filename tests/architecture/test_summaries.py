"""What is wrong with a form is told once: a form that is shown whole brings its own summary."""

from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"
SUMMARY = "ecosystems/trouble.html"


def test_no_page_tells_twice_what_is_wrong_with_its_form() -> None:
    written = {path: path.read_text() for path in SOURCE.rglob("templates/**/*.html")}
    assert any(SUMMARY in text for text in written.values())
    twice = [
        path.name for path, text in written.items() if SUMMARY in text and "{{ form }}" in text
    ]
    assert twice == []
