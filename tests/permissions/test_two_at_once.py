"""Whoever saves a form that somebody else was quicker with is told so, and saves it by sending it again."""

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.db.models import F
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import resolve

from hedgerow.foundation.rows import EditedRow

from .asking import ask, rows, undone
from .cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

EDITORS = ("convener", "educator", "tutor", "guardian")
CONFLICT, FOUND = 409, 302
STOOD = "initial-"
WORDS = ("name", "title", "done", "task", "note", "summary")
"""Fields into which more words can be written."""
Sent = dict[str, list[str]]
EDITED = {
    "adviser", "agreement-edit", "body-edit", "choice-edit", "contact", "edit-activity",
    "edit-opportunity", "edit-organisation", "edit-person", "family-template", "framework-edit",
    "group-edit", "hours-entry", "indicator-edit", "item-scale", "mentoring-offer", "my-details",
    "placement-arrange", "placement-kind", "room", "scale-edit", "settings", "settings-words",
}  # fmt: skip
UNWRITTEN = ["0"]
"""Revision of what comes with the product until somebody saves it."""


class Filled(HTMLParser):
    """What a browser would send of the first form that says what stood in its fields."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Sent] = []
        self._open: Sent | None = None
        self._text, self._select = "", ""
        self._options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = {}
            self.forms.append(self._open)
        elif self._open is None:
            return
        elif tag == "input" and given.get("type") not in ("submit", "button", "file"):
            ticks = given.get("type") in ("checkbox", "radio")
            if given.get("name") and (not ticks or "checked" in given):
                value = given.get("value", "on" if ticks else "")
                self._open.setdefault(given["name"], []).append(value)
        elif tag == "textarea":
            self._text = given["name"]
            self._open[self._text] = [""]
        elif tag == "select":
            self._select, self._options = given.get("name", ""), []
        elif tag == "option":
            self._options.append((given.get("value", ""), "selected" in given))

    def handle_data(self, data: str) -> None:
        if self._text and self._open is not None:
            self._open[self._text][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._open is not None:
            self._open[self._text] = [self._open[self._text][0].removeprefix("\n")]
            self._text = ""
        elif tag == "select" and self._open is not None and self._select:
            chosen = [value for value, is_chosen in self._options if is_chosen]
            self._open[self._select] = chosen or [value for value, _no in self._options[:1]]
            self._select = ""
        elif tag == "form":
            self._open = None


def filled(answer: HttpResponseBase) -> Sent:
    """The form of a page that says what stood in its fields; nothing where there is none."""
    if "text/html" not in answer.headers["Content-Type"]:
        return {}
    page = Filled()
    page.feed(b"".join(answer).decode())  # type: ignore[arg-type]  # of a page it is bytes
    return next((one for one in page.forms if any(name.startswith(STOOD) for name in one)), {})


def pages(cast: Cast) -> Iterator[tuple[Client, str, str]]:
    """Each page with such a form, once, with whoever may edit there."""
    seen = set[str]()
    for row in rows():
        if row.path.startswith("/api/") or row.reads_only or row.path in seen:
            continue
        for persona in EDITORS:
            if row.get[persona] != 200:
                continue
            with undone():
                found = filled(ask(cast.client(persona), "get", row, cast.home.names))
            if found:
                seen.add(row.path)
                yield cast.client(persona), row.path.format(**cast.home.names), row.path
                break


def somebody_else_saves() -> None:
    for model in apps.get_models():
        if issubclass(model, EditedRow):
            model._default_manager.update(revision=F("revision") + 1)


def test_the_second_of_two_saves_by_sending_it_again(cast: Cast) -> None:
    wrong, found = [], set()
    for client, address, path in pages(cast):
        name = resolve(address.partition("?")[0]).url_name
        found.add(name)
        with undone():
            sent = filled(client.get(address))
            if sent["revision"] == UNWRITTEN:
                client.post(address, sent | {"asks": ["on"]})
                sent = filled(client.get(address))
            word = next((one for one in WORDS if one in sent), "")
            if word:
                sent[word] = [f"{sent[word][0]} too"]
            somebody_else_saves()
            first = client.post(address, sent)
            again = filled(first) if first.status_code == CONFLICT else {}
            if first.status_code != CONFLICT or (word and again.get(word) != sent[word]):
                wrong.append(f"{name} {path}: {first.status_code}, {word} {again.get(word)}")
                continue
            second = client.post(address, again)
            if second.status_code != FOUND:
                wrong.append(f"{name} {path}: {second.status_code} when it was sent again")
    assert wrong == []
    assert found == EDITED
