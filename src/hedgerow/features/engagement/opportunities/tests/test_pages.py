"""The pages on which something is offered and read."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from hedgerow.commons.membership.tests.factories import assigned, person
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.opportunities.actions import close_opportunity
from hedgerow.features.engagement.opportunities.listing import GoneBy
from hedgerow.features.engagement.opportunities.models import Opportunity

from .factories import NOW, Valley, valley

pytestmark = pytest.mark.django_db


def browser(somebody: Person | int | None) -> Client:
    client = Client()
    session = client.session
    session["person_id"] = somebody
    session["since"] = "2099-01-01T00:00:00+00:00"
    session.save()
    return client


@pytest.fixture
def aspen() -> Valley:
    return valley()


HERE = "/e/aspen/opportunities/"
LONG_AGO, LATER = date(2020, 5, 4), date(2098, 5, 4)


@pytest.mark.slow
def test_a_partner_offers_step_by_step_and_opens(aspen: Valley) -> None:
    pia = browser(aspen.pia.person_id)
    sent = {"kind": aspen.kind.pk, "title": "Robots", "summary": "We build.",
            "organisation": aspen.maker.pk}  # fmt: skip
    answer = pia.post(f"{HERE}new/", sent)
    row = Opportunity.objects.get()
    assert answer["Location"] == f"{HERE}{row.uuid}/edit/when/"
    when = {"starts": "2026-10-05", "begins": "15:00", "minutes": "60", "place": "Hall",
            "revision": "1"}  # fmt: skip
    assert pia.post(answer["Location"], when)["Location"] == f"{HERE}{row.uuid}/edit/who/"
    who = {"sight": "public", "audience": "learners", "age_from": "9", "grades": "4, 5",
           "languages": ["en"], "access": ["step-free"], "revision": "2"}  # fmt: skip
    assert pia.post(f"{HERE}{row.uuid}/edit/who/", who)["Location"].endswith("/edit/places/")
    cost = {"cost_amount": "12.50", "cost_currency": "usd", "revision": "3"}
    assert pia.post(f"{HERE}{row.uuid}/edit/cost/", cost)["Location"] == f"{HERE}{row.uuid}/"
    pia.post(f"{HERE}{row.uuid}/open/")
    row.refresh_from_db()
    assert (row.state, row.grades, row.cost_currency) == ("open", ["4", "5"], "USD")
    page = Client().get(f"{HERE}{row.uuid}/").content.decode()
    for said in ("Robots", "5 October 2026", "15:00", "Hall", "Learners, 9 years old or older",
                 "$12.50", "No steps on the way in", "Makers"):  # fmt: skip
        assert said in page


def test_what_is_wrong_stands_beside_its_field(aspen: Valley) -> None:
    row = aspen.offer()
    sent = {"starts": "2026-10-05", "ends": "2026-10-01"}
    answer = browser(aspen.pia.person_id).post(f"{HERE}{row.uuid}/edit/when/", sent)
    assert answer.status_code == 422
    assert "The end comes before the beginning." in answer.content.decode()


@pytest.mark.slow
def test_lists_take_the_same_queries_at_2_and_20_rows(aspen: Valley) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = browser(person(aspen.place, "Mo").pk)
    counts = []
    for rows in (2, 18):
        for number in range(rows):
            aspen.offer(title=f"Robots {rows} {number}", starts=LATER)
            aspen.offer(title=f"Chess {rows} {number}", starts=LONG_AGO)
        for address, title in ((HERE, "Robots"), (f"{HERE}past/", "Chess")):
            with CaptureQueriesContext(connection) as asked:
                assert f"{title} {rows} 1" in client.get(address).content.decode()
            counts.append(len(asked))
    assert counts[:2] == counts[2:]


@pytest.mark.slow
def test_what_is_closed_or_over_stands_apart_the_latest_first(
    aspen: Valley, monkeypatch: pytest.MonkeyPatch
) -> None:
    aspen.offer(title="At any time", starts=None)
    aspen.offer(title="Runs still", starts=LONG_AGO, ends=LATER)
    aspen.offer(title="To come", starts=LATER)
    aspen.offer(title="Over", starts=LONG_AGO)
    closed = aspen.offer(title="Closed", starts=LATER)
    close_opportunity(closed, by=aspen.pia, at=NOW)
    client = browser(person(aspen.place, "Mo").pk)
    titles = ("At any time", "Runs still", "To come", "Over", "Closed")

    def shown(address: str) -> list[str]:
        page = client.get(address).content.decode()
        found = {title: page.find(f">{title}</a>") for title in titles}
        return sorted((one for one in found if found[one] > 0), key=lambda one: found[one])

    assert shown(HERE) == ["Runs still", "To come", "At any time"]
    assert shown(f"{HERE}past/") == ["Closed", "Over"]
    monkeypatch.setattr(GoneBy, "page_size", 1)
    first = client.get(f"{HERE}past/").content.decode()
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following
    assert shown(f"{HERE}past/{unescape(following[1])}") == ["Over"]


def test_without_kinds_one_is_told_who_makes_them(aspen: Valley) -> None:
    aspen.kind.delete()
    page = browser(aspen.pia.person_id).get(f"{HERE}new/").content.decode()
    assert "The convener first says which kinds" in page


def test_only_who_can_have_placements_is_led_to_them(aspen: Valley) -> None:
    link, found = 'href="/e/aspen/placements/"', {}
    for role in ("evaluator", "convener"):
        somebody = person(aspen.place, "Dee")
        assigned(somebody, role, aspen.place)
        lead, _, _rest = browser(somebody.pk).get(HERE).content.decode().partition("<table")
        found[role] = lead.rpartition("<h1")[2].count(link)
    assert found == {"evaluator": 0, "convener": 1}
