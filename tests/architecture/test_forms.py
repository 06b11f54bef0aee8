"""Every form that is posted is checked by us: browsers' own words are in the browser's language."""

import re

from scripts.messages import SOURCE

TAG = re.compile(r'<form\b(?:\{%.*?%\}|\{\{.*?\}\}|"[^"]*"|[^>"{])*>')


def test_no_posted_form_is_checked_in_the_words_of_the_browser() -> None:
    found = [
        (file.relative_to(SOURCE).as_posix(), tag)
        for file in sorted(SOURCE.rglob("templates/**/*.html"))
        for tag in TAG.findall(file.read_text())
        if 'method="post"' in tag
    ]
    assert len(found) > 150
    assert [one for one in found if " novalidate" not in one[1]] == []


def test_every_form_says_how_it_is_sent() -> None:
    """Else the test above would not see it."""
    tags = [
        tag for file in SOURCE.rglob("templates/**/*.html") for tag in TAG.findall(file.read_text())
    ]
    assert [tag for tag in tags if not re.search(r'method="(?:post|get)"|role="search"', tag)] == []
