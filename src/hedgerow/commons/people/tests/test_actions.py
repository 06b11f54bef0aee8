"""Saving organisations and persons by the set."""

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.people.actions import Outcome, save_organisations, save_people
from hedgerow.commons.people.models import NameWord, Organisation, Person
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()
OAK = {"kind": "school", "code": "1", "name": "Oak School"}
ADA = {"code": "7", "name": "Ada Muñoz"}


def test_a_set_saved_twice_is_unchanged() -> None:
    aspen = ecosystem()
    assert save_organisations(aspen, [OAK], by=STEWARD, at=NOW) == Outcome(new=1)
    assert save_organisations(aspen, [OAK], by=STEWARD, at=NOW) == Outcome(unchanged=1)
    assert Fact.objects.get().kind == "people.organisations_saved"


def test_a_new_name_is_found_and_the_old_one_no_longer() -> None:
    aspen = ecosystem()
    save_organisations(aspen, [OAK], by=STEWARD, at=NOW)
    renamed = {**OAK, "name": "Elm School"}
    assert save_organisations(aspen, [renamed], by=STEWARD, at=NOW) == Outcome(changed=1)
    assert sorted(NameWord.objects.values_list("word", flat=True)) == ["elm", "school"]
    assert Organisation.objects.get().revision == 2


def test_of_a_code_given_twice_the_last_row_stands() -> None:
    aspen = ecosystem()
    save_people(aspen, [ADA, {**ADA, "name": "Ada L"}], by=STEWARD, at=NOW)
    assert Person.objects.get().name == "Ada L"


def test_a_person_gets_a_sort_name_and_words() -> None:
    aspen = ecosystem()
    save_people(aspen, [ADA], by=STEWARD, at=NOW)
    assert Person.objects.get().sort_name == "ada munoz"
    assert sorted(NameWord.objects.values_list("word", flat=True)) == ["ada", "munoz"]
    assert Fact.objects.get().kind == "people.persons_saved"


@pytest.mark.parametrize(("public", "error"), [(True, NotPermitted), (False, NotFound)])
def test_an_outsider_saves_nothing(public: bool, error: type[Exception]) -> None:
    aspen = ecosystem(public=public)
    with pytest.raises(error):
        save_people(aspen, [ADA], by=Actor.public(), at=NOW)
    with pytest.raises(error):
        save_organisations(aspen, [OAK], by=Actor.public(), at=NOW)
    assert not Person.objects.exists()
    assert not Organisation.objects.exists()
    assert not Fact.objects.exists()
