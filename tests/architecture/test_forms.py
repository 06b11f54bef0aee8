"""Every form that is posted is checked by us where there are scripts, else by the browser."""

import re

from scripts.messages import SOURCE

TAG = re.compile(r'<form\b(?:\{%.*?%\}|\{\{.*?\}\}|"[^"]*"|[^>"{])*>')


def test_no_form_is_kept_from_being_checked_where_there_are_no_scripts() -> None:
    """A script says ``novalidate`` and checks instead; else half a date would be sent as none."""
    found = [
        (file.relative_to(SOURCE).as_posix(), tag)
        for file in sorted(SOURCE.rglob("templates/**/*.html"))
        for tag in TAG.findall(file.read_text())
        if 'method="post"' in tag
    ]
    assert len(found) > 150
    assert [one for one in found if "novalidate" in one[1]] == []


def test_every_form_says_how_it_is_sent() -> None:
    """Else the test above would not see it."""
    tags = [
        tag for file in SOURCE.rglob("templates/**/*.html") for tag in TAG.findall(file.read_text())
    ]
    assert [tag for tag in tags if not re.search(r'method="(?:post|get)"|role="search"', tag)] == []
