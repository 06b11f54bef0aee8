"""A quorum can be reached, and nobody holds two seats of one body on one day."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from tests.loosening import without

from hedgerow.commons.bodies.actions import edit_body, end_mandate, found_body, seat_people
from hedgerow.commons.bodies.errors import QuorumTooLarge, SeatedTwice
from hedgerow.commons.bodies.models import Body, Mandate
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests.factories import convener, ecosystem, person
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.rows import Outcome

from .test_actions import AUTUMN, SPRING, STEWARD, SUMMER, TWO, committee, row, seat

pytestmark = pytest.mark.django_db

MIGRATION = import_module("hedgerow.commons.bodies.migrations.0003_mandates_apart")


def test_a_body_is_founded_with_a_quorum_it_can_reach_or_not_at_all() -> None:
    eco = ecosystem()
    with pytest.raises(QuorumTooLarge) as refusal:
        found_body(eco, "board", "Board", constituencies=TWO, quorum=4, by=STEWARD, at=NOW)
    assert refusal.value.details == {"quorum": 4, "seats": 3}
    assert not Body.objects.exists()
    assert not Fact.objects.exists()
    found_body(eco, "board", "Board", constituencies=TWO, quorum=3, by=STEWARD, at=NOW)
    assert Body.objects.get().quorum == 3


def test_quorum_and_seats_change_together_and_each_is_held_to_the_other() -> None:
    body = committee(ecosystem())
    with pytest.raises(QuorumTooLarge):
        edit_body(body, by=STEWARD, at=NOW, quorum=5)
    more = [*TWO, {"name": "Partners", "quota": 2}]
    edit_body(body, by=STEWARD, at=NOW, quorum=5, constituencies=more)
    with pytest.raises(QuorumTooLarge):
        edit_body(body, by=STEWARD, at=NOW, constituencies=TWO)
    assert body.seats.count() == 5
    edit_body(body, by=STEWARD, at=NOW, quorum=2, constituencies=TWO)
    body.refresh_from_db()
    assert (body.quorum, body.seats.count(), body.revision) == (2, 3, 3)


def test_a_quorum_of_earlier_days_hinders_no_other_change() -> None:
    body = committee(ecosystem())
    Body.objects.update(quorum=9)
    edit_body(body, by=STEWARD, at=NOW, name="Board", quorum=9)
    assert Body.objects.get().name == "Board"


def test_the_page_tells_it_beside_the_quorum() -> None:
    eco, browser = ecosystem(), Client()
    session = browser.session
    session["person_id"] = convener(eco).pk
    session.save()
    said = {"name": "Board", "quorum": "4", "constituencies": "3 Families"}
    answer = browser.post(reverse("body-new", args=[eco.slug]), said)
    assert answer.status_code == 422
    assert 'id="id_quorum_error"' in answer.content.decode()
    assert not Body.objects.exists()


def test_a_person_has_one_seat_of_a_body_at_a_time() -> None:
    eco = ecosystem()
    body, ada = committee(eco), person(eco, "Ada")
    seat_people(eco, [row(seat(body), ada, SPRING, SUMMER)], by=STEWARD, at=NOW)
    for given in ([row(seat(body, 2), ada, SPRING)], [row(seat(body, 2), ada, SPRING, AUTUMN)]):
        with pytest.raises(SeatedTwice) as refusal:
            seat_people(eco, given, by=STEWARD, at=NOW)
        assert refusal.value.details == {"number": 1}
    assert Mandate.objects.count() == 1
    after = [row(seat(body, 2), ada, SUMMER, AUTUMN), row(seat(body, 3), ada, AUTUMN)]
    assert seat_people(eco, after, by=STEWARD, at=NOW) == Outcome(new=2)


def test_two_seats_in_one_set_are_refused_and_none_is_given() -> None:
    eco = ecosystem()
    body, ada = committee(eco), person(eco, "Ada")
    both = [row(seat(body), ada, SPRING), row(seat(body, 2), ada, SUMMER)]
    with pytest.raises(SeatedTwice):
        seat_people(eco, both, by=STEWARD, at=NOW)
    assert not Mandate.objects.exists()


def test_a_person_may_sit_in_two_bodies() -> None:
    eco = ecosystem()
    one, ada = committee(eco), person(eco, "Ada")
    other = found_body(eco, "board", "Board", constituencies=TWO, by=STEWARD, at=NOW)
    rows = [row(seat(one), ada, SPRING), row(seat(other), ada, SPRING)]
    assert seat_people(eco, rows, by=STEWARD, at=NOW) == Outcome(new=2)


def test_the_database_refuses_two_seats_too_and_allows_the_day_one_ends() -> None:
    eco = ecosystem()
    body, ada = committee(eco), person(eco, "Ada")
    seat_people(eco, [row(seat(body), ada, SPRING)], by=STEWARD, at=NOW)
    second = Mandate(body=body, seat=seat(body, 2), person=ada, starts=SUMMER)
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()
    end_mandate(Mandate.objects.get(), SUMMER, by=STEWARD, at=NOW)
    second.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.filter(seat=seat(body)).update(ends=None)
    assert Mandate.objects.filter(ends=None).get() == second


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_mandates_from_before_the_constraint_are_laid_apart() -> None:
    eco = ecosystem()
    body, ada, bo = committee(eco), person(eco, "Ada"), person(eco, "Bo")
    other = found_body(eco, "other", "Other", constituencies=TWO, by=STEWARD, at=NOW)
    with without(Mandate, "one_seat_a_person"):
        old = [
            (1, ada, SPRING, SUMMER),
            (2, ada, SPRING, AUTUMN),
            (3, ada, SPRING, SUMMER),
            (3, bo, SUMMER, None),
            (1, bo, AUTUMN, None),
        ]
        for number, who, starts, ends in old:
            place = {"seat": seat(body, number), "person": who, "body": other}
            Mandate.objects.create(starts=starts, ends=ends, **place)
        with connection.schema_editor() as editor:
            MIGRATION.lay_apart(apps, editor)
    kept = Mandate.objects.order_by("person__name", "starts")
    assert list(kept.values_list("seat__number", "person__name", "starts", "ends")) == [
        (1, "Ada", SPRING, SUMMER),
        (2, "Ada", SUMMER, AUTUMN),
        (3, "Bo", SUMMER, None),
    ]
    assert set(kept.values_list("body", flat=True)) == {body.pk}
