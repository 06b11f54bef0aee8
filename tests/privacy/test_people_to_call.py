"""Who is erased stands on no list of whom to call, and those who look after the child are told."""

from datetime import date

import pytest
from django.urls import reverse

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.notices.models import Notice
from hedgerow.commons.people.models import Account, Guardian, Person
from hedgerow.features.engagement.families.actions import keep_details
from hedgerow.features.engagement.families.models import EmergencyContact
from hedgerow.features.engagement.families.privacy import export_people_to_call
from hedgerow.features.engagement.families.rules import TO_CALL
from hedgerow.features.engagement.families.tests.family import Family, family
from hedgerow.foundation.permissions import Actor
from hedgerow.portal.erasing import erase_person

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()


def with_father(*lines: tuple[str, str]) -> Family:
    """A family whose father is Omar Moss, with these people to call."""
    found = family()
    account = Account.objects.create(email="omar@example.org")
    Person.objects.filter(pk=found.father.pk).update(
        name="Omar Moss", phone="+49 179 4711-22", account=account
    )
    rows = [{"name": name, "relation": "", "phone": phone} for name, phone in lines]
    health = dict.fromkeys(("allergies", "medicines", "other"), "")
    by = factories.actor(found.mother)
    keep_details(found.place, found.child, rows, health, by=by, at=NOW)
    found.father.refresh_from_db()
    return found


def names() -> list[str]:
    return list(EmergencyContact.objects.order_by("position").values_list("name", flat=True))


def told() -> dict[str, str]:
    rows = Notice.objects.filter(kind=TO_CALL).select_related("person").order_by("pk")
    return {row.person.name: row.path for row in rows}


@pytest.mark.slow
def test_an_erased_guardian_goes_by_name_by_number_and_by_address() -> None:
    found = with_father(
        ("omar  MOSS (Papa)", "1"), ("Papa", "0179 471122"), ("Dad", "omar@example.org"),
        ("Nana", "+1 555 0100"), ("Amal", "0179 471122"),
    )  # fmt: skip
    stranger = factories.learner(found.club.school, "Zed")
    EmergencyContact.objects.create(
        ecosystem=found.place, learner=stranger, position=1, name="Omar Moss", phone="7"
    )
    said = [row["name"] for row in export_people_to_call(found.father.pk)]
    assert said == ["omar  MOSS (Papa)", "Papa", "Dad"]
    erase_person(found.father, by=STEWARD, at=NOW)
    assert list(EmergencyContact.objects.filter(learner=found.child).values_list("name", flat=True)) == [
        "Nana", "Amal",
    ]  # fmt: skip
    assert EmergencyContact.objects.filter(
        learner=stranger
    ).exists()  # a namesake, of another child


@pytest.mark.slow
def test_the_other_guardian_is_told_without_a_name() -> None:
    found = with_father(("Omar Moss", "1"), ("Nana", "+1 555 0100"))
    erase_person(found.father, by=STEWARD, at=NOW)
    assert names() == ["Nana"]
    page = reverse("child-details", args=[found.child.uuid, found.place.slug])
    assert told() == {"Amal": page}
    Person.objects.filter(pk=found.mother.pk).update(language="en")
    notice = Notice.objects.get(kind=TO_CALL)
    assert "Omar" not in notice.text + notice.subject
    assert notice.about == found.child


@pytest.mark.slow
def test_conveners_are_told_too_once_nobody_is_left_to_call() -> None:
    found = with_father(("Omar Moss", "1"))
    erase_person(found.father, by=STEWARD, at=NOW)
    assert names() == []
    assert set(told()) == {"Amal", "Cora"}
    notice = Notice.objects.get(kind=TO_CALL, person__name="Cora")
    assert "Nobody stands there now" in notice.text
    assert notice.path == reverse("person", args=[found.place.slug, found.child.uuid])


@pytest.mark.slow
def test_conveners_are_told_where_no_other_guardian_sees_the_child() -> None:
    found = with_father(("Omar Moss", "1"), ("Nana", "+1 555 0100"))
    Guardian.objects.filter(guardian=found.mother).update(ends=date(2026, 9, 1))
    erase_person(found.father, by=STEWARD, at=NOW)
    assert list(told()) == ["Cora"]


@pytest.mark.slow
def test_of_a_child_who_learns_here_no_more_nobody_is_told() -> None:
    found = with_father(("Omar Moss", "1"))
    found.child.assignments.update(ends=date(2026, 9, 1))
    erase_person(found.father, by=STEWARD, at=NOW)
    assert names() == []
    assert told() == {}


@pytest.mark.slow
def test_whom_the_list_does_not_name_nobody_is_told_of() -> None:
    found = with_father(("Nana", "+1 555 0100"))
    erase_person(found.father, by=STEWARD, at=NOW)
    assert names() == ["Nana"]
    assert told() == {}


def test_a_guardian_who_does_not_see_the_child_takes_no_line_of_the_list_out() -> None:
    found = with_father(("Omar Moss", "1"))
    Guardian.objects.filter(guardian=found.father).update(narrowed=True)
    assert list(export_people_to_call(found.father.pk)) == []
