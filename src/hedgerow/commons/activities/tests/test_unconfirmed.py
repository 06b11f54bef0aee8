"""Sessions that wait to be confirmed find who may confirm them, and nobody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hedgerow.commons.activities import actions, queries
from hedgerow.commons.activities.models import Session
from hedgerow.commons.activities.tests.factories import LATER, STEWARD
from hedgerow.commons.activities.tests.test_confirming import confirm, held
from hedgerow.commons.activities.tests.test_pages import at, signed_in
from hedgerow.commons.membership.tests import factories

pytestmark = pytest.mark.django_db


def test_it_waits_for_the_other_side_until_it_is_confirmed() -> None:
    made = held()
    leader, convener = made.staff("leader", made.school), made.staff("convener", name="Con")
    partner = made.staff("partner", made.maker, "Pat")
    elm = factories.member_school(made.ecosystem, "Elm")

    def waits(by) -> list[Session]:
        return list(queries.unconfirmed(by, made.ecosystem))

    assert waits(leader) == waits(convener) == waits(STEWARD) == [made.session]
    assert waits(partner) == waits(factories.actor(made.tutor)) == []
    assert waits(made.staff("leader", elm, "Lou")) == []
    confirm(made, leader)
    assert waits(convener) == []


def test_the_own_marks_do_not_wait_for_who_made_them() -> None:
    made = held()
    convener = made.staff("convener")
    actions.mark_many(made.ecosystem, made.marks("late"), by=convener, at=LATER)
    assert list(queries.unconfirmed(convener, made.ecosystem)) == []


@pytest.mark.slow
def test_the_list_leads_to_the_session_where_it_is_confirmed() -> None:
    made = held()
    client = signed_in(made.staff("leader", made.school).person_id or 0)
    address = reverse("unconfirmed", args=[made.ecosystem.slug])
    assert f'href="{at("session", made)}"' in client.get(address).content.decode()
    listed = reverse("activities", args=[made.ecosystem.slug])
    assert f'href="{address}"' in client.get(listed).content.decode()
    assert at("confirm-session", made) in client.get(at("session", made)).content.decode()


@pytest.mark.slow
def test_the_list_takes_the_same_queries_for_two_and_for_twenty() -> None:
    made = held()
    client = signed_in(made.staff("leader", made.school).person_id or 0)
    address, counts = reverse("unconfirmed", args=[made.ecosystem.slug]), []
    first = made.session
    for more in (1, 18):
        for n in range(more):
            Session.objects.create(
                ecosystem=made.ecosystem, activity=first.activity, day=first.day,
                starts_at=first.starts_at.replace(hour=more % 12, minute=n), minutes=60,
                state=Session.State.HELD, marked_by=first.marked_by, marked_at=LATER,
            )  # fmt: skip
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1]
