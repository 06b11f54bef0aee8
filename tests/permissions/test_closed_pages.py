"""Pages of a closed ecosystem offer nothing that it refuses: no form, and no way to one."""

from functools import cache
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from hedgerow.commons.ecosystems.middleware import EVEN_CLOSED

from .asking import ask, rows, undone
from .cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

READERS = ("learner", "tutor", "educator", "leader", "convener")
CONFLICT = 409


class Offered(HTMLParser):
    """Where a page's own part sends forms and leads, its menus left out."""

    def __init__(self, at: str) -> None:
        super().__init__()
        self._at, self._inside = at, False
        self.sent: set[str] = set()
        self.led: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "main":
            self._inside = True
        elif self._inside and tag == "form" and given.get("method") == "post":
            self.sent.add(self._path(given.get("action", "")))
        elif self._inside and tag == "a" and "href" in given:
            self.led.add(self._path(given["href"]))

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "main"

    def _path(self, address: str) -> str:
        found = urlsplit(urljoin(f"https://here{self._at}", address))
        return found._replace(scheme="", netloc="", fragment="").geturl()


@pytest.mark.parametrize("persona", READERS)
def test_no_page_offers_what_a_closed_ecosystem_refuses(persona: str, closed: Cast) -> None:
    client, slug = closed.client(persona), closed.home.ecosystem.slug
    leads_to_a_refusal = cache(lambda path: _leads_to_a_refusal(client, slug, path))
    wrong = []
    for row in rows():
        if "{slug}" not in row.path or "/api/" in row.path or row.get[persona] != 200:
            continue
        with undone():
            answer = ask(client, "get", row, closed.home.names)
        if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
            continue
        page = Offered(row.path.format(**closed.home.names))
        page.feed(b"".join(answer).decode())  # type: ignore[arg-type]  # of a page it is bytes
        wrong += [f"{row.path} sends to {one}" for one in page.sent if _refuses(slug, one)]
        wrong += [f"{row.path} leads to {one}" for one in page.led if leads_to_a_refusal(one)]
    assert not wrong, "\n".join(sorted(wrong))


def _refuses(slug: str, path: str) -> bool:
    """Whether the closed ecosystem refuses what is sent there."""
    found = resolve(urlsplit(path).path)
    return found.kwargs.get("slug") == slug and found.url_name not in EVEN_CLOSED


def _leads_to_a_refusal(client: Client, slug: str, path: str) -> bool:
    try:
        found = resolve(urlsplit(path).path)
    except Resolver404:
        return False
    if found.kwargs.get("slug") != slug:
        return False
    with undone():
        return client.get(path).status_code == CONFLICT
