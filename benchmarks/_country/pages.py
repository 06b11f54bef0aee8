"""The pages that are used most, each asked for as whoever uses it, another row each time."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import Any
from urllib.parse import quote_plus

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from hedgerow.commons.activities.models import Activity, Session
from hedgerow.commons.membership.models import Assignment, Group
from hedgerow.commons.people.models import Organisation, Person

from .size import AT, FIRST_DAY, HELD, Country

Ask = Callable[[], object]
HERE = "/e/country/"


class Pages:
    """Who asks, and for which rows."""

    def __init__(self, country: Country, chance: Random) -> None:
        self.country, self.chance = country, chance
        self.convener = _browser(_convener(country))
        self.tutors = [
            _browser(country.learners + 1 + chance.randrange(country.tutors)) for _ in range(20)
        ]
        self.leaders = [_browser(_leader(country, chance)) for _ in range(5)]
        self.learners = [_browser(1 + chance.randrange(country.learners)) for _ in range(20)]
        self.visitor = Client(SERVER_NAME="127.0.0.1")

    def all(self) -> dict[str, Ask]:
        return {
            "atlas": lambda: self.see(self.visitor, "/"),
            "ecosystem": lambda: self.see(self.convener, HERE),
            "ecosystem, as a visitor": lambda: self.see(self.visitor, HERE),
            "home of a tutor": lambda: self.see(self.one(self.tutors), "/home/"),
            "home of a learner": lambda: self.see(self.one(self.learners), "/home/"),
            "home of the convener": lambda: self.see(self.convener, "/home/"),
            "people": lambda: self.see(self.convener, f"{HERE}people/"),
            "people of a school's leader": lambda: self.see(self.one(self.leaders), f"{HERE}people/"),
            "search for a person": lambda: self.see(self.convener, f"{HERE}people/?name={self.name()}"),
            "search for a family name": lambda: self.see(self.convener, f"{HERE}people/?name=garcia"),
            "person": lambda: self.see(self.convener, f"{HERE}people/{self.person()}/"),
            "organisations": lambda: self.see(self.convener, f"{HERE}organisations/"),
            "search for a school": lambda: self.see(
                self.convener, f"{HERE}organisations/?name={self.number(self.country.schools)}"
            ),
            "organisation": lambda: self.see(
                self.convener, f"{HERE}organisations/{self.row(Organisation, self.country.schools)}/"
            ),
            "groups": lambda: self.see(self.convener, f"{HERE}groups/"),
            "group": lambda: self.see(
                self.convener, f"{HERE}groups/{self.row(Group, self.country.schools)}/"
            ),
            "activities": lambda: self.see(self.convener, f"{HERE}activities/"),
            "search for an activity": lambda: self.see(
                self.convener, f"{HERE}activities/?title=Robotics+{self.number(self.country.activities)}"
            ),
            "activity": lambda: self.see(self.leader_of_one(), self.path),
            "register": lambda: self.see(self.leader_of_one(session=True), self.path),
            "marking a register": self.mark,
            "registers not taken": lambda: self.see(self.convener, f"{HERE}activities/untaken/"),
            "roles": lambda: self.see(self.convener, f"{HERE}roles/"),
            "profile": lambda: self.see(self.convener, f"{HERE}profile/"),
        }  # fmt: skip

    def see(self, browser: Client, path: str) -> str:
        answer = browser.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")
        return answer.content.decode()

    def one(self, browsers: list[Client]) -> Client:
        return self.chance.choice(browsers)

    def number(self, most: int) -> int:
        return 1 + self.chance.randrange(most)

    def name(self) -> str:
        """A person's name as somebody types it: without accents, in any order."""
        found = Person.objects.values_list("sort_name", flat=True).get(
            pk=self.number(self.country.people)
        )
        return quote_plus(" ".join(reversed(found.split())))

    def row(self, model: type[Any], most: int) -> str:
        return str(model.objects.values_list("uuid", flat=True).get(pk=self.number(most)))

    def person(self) -> str:
        return self.row(Person, self.country.learners)

    def leader_of_one(self, *, session: bool = False) -> Client:
        """The browser of an activity's leader, with ``path`` at it or at its newest session."""
        number = self.number(self.country.activities)
        activity = Activity.objects.get(pk=number)
        self.path = f"{HERE}activities/{activity.uuid}/"
        if session:
            held = Session.objects.get(pk=(number - 1) * (HELD + 1) + HELD)
            self.path = f"{HERE}activities/sessions/{held.uuid}/"
        return _browser(activity.leader_id or 0)

    def mark(self) -> None:
        """Send a register as its page would: everybody present."""
        browser = self.leader_of_one(session=True)
        page = self.see(browser, self.path)
        sent = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
        sent |= dict.fromkeys(re.findall(r'name="(mark-[^"]+)"', page), "present")
        answer = browser.post(self.path, sent)
        if answer.status_code != 302:
            raise SystemExit(f"marking answered {answer.status_code}")


def _browser(person: int) -> Client:
    session = SessionStore()
    session["person_id"] = person
    session.create()
    browser = Client(raise_request_exception=True, SERVER_NAME="127.0.0.1")
    browser.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    return browser


def _convener(country: Country) -> int:
    """The last person convenes."""
    Assignment.objects.get_or_create(
        ecosystem_id=1, person_id=country.people, role="convener", starts=FIRST_DAY, defaults={}
    )
    return country.people


def _leader(country: Country, chance: Random) -> int:
    """A guardian who also leads a school."""
    person = country.learners + country.tutors + 1 + chance.randrange(country.people // 100)
    Assignment.objects.get_or_create(
        ecosystem_id=1, person_id=person, role="leader",
        organisation_id=1 + chance.randrange(country.schools), defaults={"starts": AT.date()},
    )  # fmt: skip
    return person
