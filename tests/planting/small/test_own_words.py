"""Every word that a blueprint brings along stands on a page of what is planted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from hedgerow.commons.activities.models import Session
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.edges.blueprints.schema import available, load

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.sqlite]  # PostgreSQL: tests/kill

PAGES = ("ecosystem", "organisations", "roles", "groups", "activities")


def addresses(eco: Ecosystem) -> Iterator[str]:
    """Pages that people come by; those on which the words are entered are not among them."""
    yield reverse("atlas")
    yield from (reverse(name, args=[eco.slug]) for name in PAGES)
    activity = Session.objects.filter(activity__ecosystem=eco).order_by("pk")[0].activity
    yield reverse("activity", args=[eco.slug, activity.uuid])
    for part in eco.parts.all()[:1]:
        yield reverse("ecosystem", args=[part.slug])


def read(eco: Ecosystem, language: str) -> str:
    """What stands on those pages for a convener who reads that language."""
    browser = Client(headers={"accept-language": language})
    session = browser.session
    held = Assignment.objects.filter(ecosystem=eco, role="convener").order_by("pk")[0]
    session["person_id"] = held.person_id
    session.save()
    found = []
    for address in addresses(eco):
        answer = browser.get(address)
        assert answer.status_code == 200, address
        found.append(unescape(answer.content.decode()))
    return " ".join(found)


def stands_alone(word: str, page: str) -> bool:
    """Whether it is all that stands there: a heading, a choice, a tag, what is counted."""
    return bool(re.search(rf">\s*{re.escape(word)}\s*[<·]", page, re.IGNORECASE))


def told(key: str) -> dict[str, dict[str, str]]:
    """The words by language."""
    found: dict[str, dict[str, str]] = {}
    for name, words in load(key).identity.vocabulary.items():
        for language, word in words.items():
            found.setdefault(language, {})[name] = word
    return found


@pytest.mark.parametrize("key", available())
def test_every_word_of_a_blueprint_stands_on_a_page_in_each_of_its_languages(key: str) -> None:
    eco = Ecosystem.objects.get(slug=key)
    missing = {}
    for language, words in told(key).items():
        page = read(eco, language)
        lost = {name: word for name, word in words.items() if not stands_alone(word, page)}
        missing |= {(language, name): word for name, word in lost.items()}
    assert missing == {}
