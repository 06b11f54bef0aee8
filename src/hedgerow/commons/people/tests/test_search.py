"""Persons are found by the beginnings of their names."""

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.people import queries
from hedgerow.commons.people.actions import save_people
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.queries import everybody_of, named, people_of, search
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db


def test_a_person_is_found_by_those_who_may_see() -> None:
    aspen, steward = ecosystem(), Actor.the_steward()
    save_people(aspen, [{"name": "Ada Muñoz"}, {"name": "Bo"}], by=steward, at=NOW)
    assert [row.name for row in search(steward, aspen, "mun ad")] == ["Ada Muñoz"]
    assert search(steward, aspen, " ") == []
    assert search(steward, ecosystem("Birch"), "ada") == []
    assert search(Actor.public(), aspen, "ada") == []


@pytest.mark.parametrize("common", [0, 1, 1000])
def test_rare_and_common_words_find_the_same(common: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "COMMON", common)
    names = ("Ada Muñoz", "Bo Muñoz", "Ada Okafor", "Munir Adams")
    save_people(ecosystem(), [{"name": one} for one in names], by=Actor.the_steward(), at=NOW)

    def found(text: str) -> set[str]:
        return {row.name for row in named(Person.objects.all(), text, "person")}

    assert found("ada mun") == {"Ada Muñoz", "Munir Adams"}
    assert found("muñoz ada") == {"Ada Muñoz"}
    assert found("mun") == {"Ada Muñoz", "Bo Muñoz", "Munir Adams"}
    assert found("ada ada") == {"Ada Muñoz", "Ada Okafor", "Munir Adams"}
    assert found("zz ada") == set()


@pytest.mark.parametrize("large", [True, False])
def test_a_small_and_a_large_ecosystem_list_the_same(large: bool) -> None:
    steward, here, there = Actor.the_steward(), ecosystem("Aspen"), ecosystem("Birch")
    for place, names in ((here, ["Ada", "Bo"]), (there, ["Guest", "Stranger"])):
        save_people(place, [{"name": one} for one in names], by=steward, at=NOW)
    for name in ("Ada", "Guest"):
        somebody = Person.objects.get(name=name)
        for role in ("tutor", "member"):  # two roles list nobody twice
            somebody.assignments.create(ecosystem=here, role=role, starts=NOW.date())
    listed = everybody_of(steward, here, large=large).order_by("name")
    assert [row.name for row in listed] == ["Ada", "Bo", "Guest"]
    assert {*people_of(steward, here)} == {*listed}
