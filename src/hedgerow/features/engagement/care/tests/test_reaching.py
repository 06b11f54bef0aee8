"""Whom a lead reaches about the child of whom a concern tells."""

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.care.actions import raise_concern
from hedgerow.features.engagement.care.models import Concern
from hedgerow.features.engagement.care.queries import reaching
from hedgerow.features.engagement.care.queries.concerns import concern_page

pytestmark = pytest.mark.django_db


def told(about_name: str, *, barred_lead: bool = False) -> list[reaching.Reach]:
    place = factories.ecosystem()
    school = factories.member_school(place)
    for name, parent, phone, barred in (
        ("Mia García", "Ana", "555 1", False),
        ("Mia García", "Rex", "555 2", True),
        ("Bo", "Cy", "", False),
    ):
        learner, new = Person.objects.get_or_create(
            kept_by=place, name=name, defaults={"created_at": NOW}
        )
        if new:
            factories.assigned(learner, "learner", place, school)
        guardian = factories.person(place, parent)
        Person.objects.filter(pk=guardian.pk).update(phone=phone)
        Guardian.objects.create(
            ecosystem=place,
            guardian=guardian,
            learner=learner,
            barred=barred,
            starts=factories.STARTS,
        )
    somebody = factories.person(place, "Lena")
    factories.assigned(somebody, "safeguarding_lead", place)
    teller = factories.person(place, "Tom")
    factories.assigned(teller, "member", place)
    raise_concern(
        place, "He locks the door", about_name=about_name, by=factories.actor(teller), at=NOW
    )
    if barred_lead:
        learner = Person.objects.get(name="Mia García")
        Guardian.objects.create(
            ecosystem=place,
            guardian=somebody,
            learner=learner,
            barred=True,
            starts=factories.STARTS,
        )
    by = factories.actor(somebody)
    return concern_page(Concern.objects.visible_to(by).get(), by, NOW).reach


def test_a_lead_is_told_whom_to_reach_and_who_is_barred() -> None:
    (reach,) = told("mia garcía")
    assert (reach.name, reach.school != "") == ("Mia García", True)
    assert [(one.name, one.phone, one.barred) for one in reach.guardians] == [
        ("Ana", "555 1", False), ("Rex", "555 2", True),
    ]  # fmt: skip


def test_of_a_name_that_nobody_has_nobody_is_guessed() -> None:
    assert told("Mia") == []


def test_a_lead_who_is_barred_from_the_child_is_told_of_nobody() -> None:
    assert told("Mia García", barred_lead=True) == []
