"""A form sent empty: the answer is the page again, with what it lacks at its field, and no more.

A script or the browser says it before: the server's answer is for programs, and for whom neither did.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from django.test import Client

from .asking import rows, undone
from .cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
INVALID = 422
ROLES = ("convener", "educator", "guardian", "learner", "public")


@dataclass
class Sent:
    """A form as it is sent by who writes nothing."""

    address: str
    needs: list[str] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)


class Forms(HTMLParser):
    """The posted forms of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Sent] = []
        self._open: Sent | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            is_posted = said.get("method") == "post"
            self._open = Sent(said.get("action", "")) if is_posted else None
            self.found.extend([self._open] if self._open else [])
        elif self._open and said.get("name"):
            self._note(self._open, tag, said)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None

    @staticmethod
    def _note(form: Sent, tag: str, said: dict[str, str]) -> None:
        kind, name = said.get("type", ""), said["name"]
        if "required" in said and "disabled" not in said:
            form.needs.append(name)
        if kind == "hidden":
            form.kept.setdefault(name, said.get("value", ""))
        elif tag != "button" and kind not in ("checkbox", "radio", "file"):
            form.kept[name] = ""
        elif tag == "button" and "formnovalidate" not in said:
            form.kept.setdefault(name, said.get("value", ""))


def lacking(browser: Client, path: str) -> list[str]:
    """What is wrong with the answers to the forms of this page that were sent empty."""
    page = browser.get(path)
    if page.status_code != 200 or page.streaming or "html" not in page["Content-Type"]:
        return []
    wrong = []
    for one in Forms(page.content.decode()).found:
        if not one.needs:
            continue
        with undone():
            answer = browser.post(one.address.partition("#")[0] or path, one.kept)
        text = answer.content.decode()
        if answer.status_code != INVALID or "data-focus" not in text:
            wrong.append(f"{path} {one.address} {one.needs}: {answer.status_code}")
    return wrong


@pytest.mark.parametrize("role", ROLES)
def test_a_form_that_lacks_something_comes_again_and_says_it_at_the_field(
    cast: Cast, role: str
) -> None:
    browser, wrong, seen = cast.client(role, token=False), [], 0
    for row in rows():
        if row.get[role] == 200 and not row.path.startswith("/api/"):
            seen += 1
            wrong.extend(lacking(browser, row.path.format(**cast.home.names)))
    assert seen > 5
    assert wrong == []
