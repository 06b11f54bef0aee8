"""A person is handed out whole and taken away whole."""

import pytest
from django.db import transaction

from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.people import privacy
from hedgerow.commons.people.actions import register_guardians, save_people
from hedgerow.commons.people.models import Account, Guardian, NameWord, Person
from hedgerow.commons.people.tests.factories import person
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()


def test_an_erased_person_leaves_a_row_that_says_nothing() -> None:
    aspen = ecosystem()
    save_people(aspen, [{"name": "Ada Muñoz", "code": "7"}], by=STEWARD, at=NOW)
    ada, bo = Person.objects.get(), person(aspen, "Bo")
    account = Account.objects.create(email="ada@example.org")
    Person.objects.filter(pk=ada.pk).update(account=account, phone="1")
    register_guardians(aspen, [{"guardian_id": bo.pk, "learner_id": ada.pk}], by=STEWARD, at=NOW)
    with transaction.atomic():
        for rule in privacy.RULES:
            rule.erase(ada.pk, NOW)
    ada.refresh_from_db()
    assert (ada.name, ada.code, ada.phone, ada.erased_at) == (privacy.NO_NAME, "", "", NOW)
    assert not Account.objects.exists()
    assert not NameWord.objects.exists()
    assert not Guardian.objects.exists()
    assert Person.objects.get(pk=bo.pk).name == "Bo"


def test_both_sides_of_a_guardianship_are_handed_out_without_names() -> None:
    aspen = ecosystem()
    ada, bo = person(aspen, "Ada"), person(aspen, "Bo")
    rows = [{"guardian_id": bo.pk, "learner_id": ada.pk, "relation": "aunt"}]
    register_guardians(aspen, rows, by=STEWARD, at=NOW)
    (seen,) = privacy.export_guardians(ada.pk)
    assert (seen["as"], seen["relation"]) == ("learner", "aunt")
    assert "Bo" not in str(seen)
