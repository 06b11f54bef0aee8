"""My week as a page and for programs; in as few queries for much as for little."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from hedgerow.commons.membership.actions.links import hashed
from hedgerow.commons.membership.models import ApiToken
from hedgerow.portal.queries.week import week
from tests.week.street import ROLES, street
from tests.week.test_week import WAITS


@pytest.mark.slow
@pytest.mark.django_db
def test_where_nothing_waits_the_first_thing_to_do_is_said():
    empty = street()
    said = {}
    for role in ROLES:
        found = week(empty.actor(role), empty.now)
        assert not found.waiting, role
        said[role] = (str(found.first.act), found.first.url) if found.first else None
    here = f"/e/{empty.ecosystem.slug}"
    child = f"/me/children/{empty.people['learner'].uuid}/"
    assert said == {
        "learner": ("Find something", f"{here}/find/"),
        "guardian": ("Look at Learner", child),
        "tutor": ("Offer your help", f"{here}/mentoring/offers/new/"),
        "educator": ("Create an activity", f"{here}/activities/"),
        "partner": ("Offer something", f"{here}/opportunities/new/"),
        "convener": ("Fill it in", f"{here}/settings/"),
        "safeguarding_lead": None,
    }


def page_of(made, role):
    browser = Client()
    session = browser.session
    session["person_id"], session["since"] = made.people[role].pk, "2099-01-01T00:00:00+00:00"
    session.save()
    return browser.get("/home/").content.decode()


@pytest.mark.slow
@pytest.mark.django_db
def test_the_page_shows_each_line_with_its_step_and_hides_nothing_beyond_a_glance():
    long, role = street(), "guardian"
    for _n in range(3):
        long.fill()
    for role in ("learner", "guardian", "tutor", "partner", "convener"):
        page, found = page_of(long, role), week(long.actor(role), long.now)
        for one in found.waiting:
            why = str(one.why)
            shown = f'<a href="{one.url}">{escape(one.title)}</a><p><b>{escape(why[0].upper() + why[1:])}'
            assert shown in page, (role, shown)
        assert ("<summary>" in page.split('id="waits"')[1].split("</section>")[0]) == (
            len(found.waiting) > 20
        )
        assert "Secret" not in page


@pytest.mark.slow
@pytest.mark.django_db
def test_a_program_is_told_the_same(made):
    with transaction.atomic():
        ApiToken.objects.create(
            person=made.people["partner"], name="tests", secret_hash=hashed("s"),
            scopes=["read", "write"], created_at=made.now,
        )  # fmt: skip
        told = Client().get("/api/me/week", HTTP_AUTHORIZATION="Bearer s").json()
        assert {(one["title"], one["step"]) for one in told} == WAITS["partner"]
        assert [one["due"] is None for one in told] == sorted(one["due"] is None for one in told)
        assert Client().get("/api/me/week").status_code == 401
        transaction.set_rollback(True)


@pytest.mark.slow
@pytest.mark.django_db
def test_twenty_things_are_read_in_as_many_queries_as_two():
    long, counts = street(), {}
    for many in (2, 18):
        for _n in range(many):
            long.fill()
        for role in ROLES:
            with CaptureQueriesContext(connection) as asked:
                week(long.actor(role), long.now)
            counts.setdefault(role, []).append(len(asked))
    assert {role: few for role, (few, many) in counts.items()} == {
        role: many for role, (few, many) in counts.items()
    }
