"""Who looks after a learner is of the host, or of the staff of the learner's school."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.placements import actions, supervisors
from hedgerow.features.engagement.placements.errors import NotOfHost
from hedgerow.features.engagement.placements.models import HostAsk, Placement
from hedgerow.foundation.permissions import Actor

from .factories import LAST, TODAY, Clinic, clinic
from .test_consents import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def one(by: Actor) -> Person:
    return Person.objects.get(pk=by.person_id)


def plan(made: Clinic) -> dict[str, object]:
    return {"host": made.host, "starts": TODAY, "ends": LAST}


def test_nobody_without_a_role_there_is_accepted() -> None:
    made = clinic()
    row = made.requested()
    other = factories.person(made.ecosystem, "Una")
    factories.assigned(other, "guardian", made.ecosystem)
    visitor = factories.person(made.ecosystem, "Vic")
    factories.assigned(visitor, "member", made.ecosystem, made.school)
    mother_there = factories.person(made.ecosystem, "Wim")
    factories.assigned(mother_there, "guardian", made.ecosystem, made.host)
    for who in (other, visitor, mother_there, one(made.ada)):
        with pytest.raises(NotOfHost):
            actions.arrange_placement(row, by=made.ed, at=NOW, supervisor=who, **plan(made))
    assert Placement.objects.get().supervisor is None
    assert Placement.objects.get().state == "requested"
    for who in (one(made.hal), one(made.ed)):
        row = actions.arrange_placement(row, by=made.ada, at=NOW, supervisor=who, **plan(made))
        assert row.supervisor == who


def test_nobody_of_the_family_is_offered_though_of_the_host() -> None:
    made = clinic()
    row = made.requested()
    assert supervisors.fit(row, [made.host.pk], NOW).filter(pk=made.hal.person_id).exists()
    Guardian.objects.create(
        ecosystem=made.ecosystem, guardian=one(made.hal), learner=made.learner,
        starts=factories.STARTS,
    )  # fmt: skip
    assert not supervisors.fit(row, [made.host.pk], NOW).filter(pk=made.hal.person_id).exists()
    assert supervisors.nobody_at(row, made.host, NOW) == "Clinic"


def test_who_has_left_the_host_is_neither_kept_for_other_days_nor_begun_with() -> None:
    made = clinic()
    row = made.requested()
    row = actions.arrange_placement(row, by=made.ed, at=NOW, supervisor=one(made.hal), **plan(made))
    HostAsk.objects.update(state="accepted", answered_at=NOW)
    row.steps.update(state="done", done_at=NOW, valid_until=LAST)
    Assignment.objects.filter(person=made.hal.person_id).update(ends=TODAY - timedelta(days=1))
    with pytest.raises(NotOfHost):
        actions.start_placement(row, by=made.ed, at=NOW)
    with pytest.raises(NotOfHost):
        actions.arrange_placement(row, by=made.ed, at=NOW, ends=LAST - timedelta(days=1))
    assert Placement.objects.get().state == "preparing"


def test_the_form_offers_those_of_the_host_first_then_the_staff_of_the_school() -> None:
    made = clinic()
    row = made.requested()
    for role in ("educator", "leader"):
        factories.assigned(one(made.ada), role, made.ecosystem, made.school)
    hosts = [made.host.pk]
    people = supervisors.fit(row, hosts, NOW)
    assert supervisors.named(row, people, hosts, NOW) == [
        ("At Clinic", [(made.hal.person_id, "Hal")]),
        (f"At {made.school.name}", [(made.ada.person_id, "Ada"), (made.ed.person_id, "Ed")]),
    ]


def test_a_host_where_nobody_is_yet_is_told_with_the_way_to_invite(client: Client) -> None:
    made = clinic()
    garage = factories.organisation(made.ecosystem, "Garage", kind="partner", sector="trade")
    row = made.requested(host=garage)
    url = reverse("placement-arrange", args=[made.ecosystem.slug, row.uuid])
    page = signed_in(client, made.ada).get(url).content.decode()
    assert "Nobody of Garage is here yet" in page
    assert reverse("invite", args=[made.ecosystem.slug]) in page
    assert (">Mia" in page, ">Hal" in page, ">Ed" in page) == (False, False, True)
    days = {"starts": "2099-01-01", "ends": "2099-02-01"}
    sent = {"host": made.host.pk, "supervisor": made.hal.person_id, **days}
    assert client.post(url, sent).status_code == 302
    assert Placement.objects.get().supervisor == one(made.hal)
    sent["supervisor"] = made.mia.person_id
    assert client.post(url, sent).status_code == 422
    assert "is here yet" not in client.get(url).content.decode()
