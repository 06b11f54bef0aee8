"""The pages on which something is offered and read."""

import pytest
from django.test import Client

from hedgerow.commons.membership.tests.factories import person
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.opportunities.models import Opportunity

from .factories import Valley, valley

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
            aspen.offer(title=f"Robots {rows} {number}")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(HERE).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_without_kinds_one_is_told_who_makes_them(aspen: Valley) -> None:
    aspen.kind.delete()
    page = browser(aspen.pia.person_id).get(f"{HERE}new/").content.decode()
    assert "The convener first says which kinds" in page
