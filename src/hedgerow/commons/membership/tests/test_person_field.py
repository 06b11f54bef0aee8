"""One person is chosen of many by a name or a code; of few from a list."""

from typing import Any

import pytest

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership import seeking
from hedgerow.commons.people.models import Person

from . import factories
from .crowds import asked, aspen, called, wrong

__all__ = ["aspen"]
pytestmark = pytest.mark.django_db


def test_few_stand_in_a_list_with_labels_of_their_own(
    aspen: Ecosystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seeking, "FEW", 4)
    page = str(asked(aspen)["who"])
    assert page.startswith('<select name="who" required')
    assert page.count("<option") == 5
    assert "Choose one" in page
    form = asked(aspen)
    everybody = Person.objects.filter(kept_by=aspen)
    form.fields["who"].offer(  # type: ignore[attr-defined]
        everybody, aspen, lambda few: [(one.uuid, one.pk) for one in few]
    )
    assert f">{called('Zoë Muñoz').pk}</option>" in str(form["who"])


def test_of_many_nobody_is_listed_or_asked_for_a_label(aspen: Ecosystem) -> None:
    form = asked(aspen)

    def never(_few: object) -> Any:
        raise AssertionError

    form.fields["who"].offer(Person.objects.all(), aspen, never)  # type: ignore[attr-defined]
    page = form["who"].as_field_group()
    assert "<select" not in page
    assert 'name="who.words"' in page
    assert " required" in page
    assert "Ida" not in page


@pytest.mark.parametrize("typed", ["Zoë Muñoz", "zoe", "munoz zo", " 17 "])
def test_who_alone_is_meant_by_a_name_or_a_code_is_chosen(aspen: Ecosystem, typed: str) -> None:
    zoe = called("Zoë Muñoz")
    Person.objects.filter(pk=zoe.pk).update(code="17")
    form = asked(aspen, who_words=typed)
    assert form.is_valid()
    assert form.cleaned_data == {"who": zoe, "other": None}
    page = str(form["who"])
    assert f'value="{zoe.uuid}" checked' in page
    assert 'name="who.words" value=""' in page


def test_of_several_one_is_chosen_from_those_who_may_be_meant(aspen: Ecosystem) -> None:
    form = asked(aspen, who_words="ida re")
    assert wrong(form) == ["several"]
    page = str(form["who"])
    two = Person.objects.filter(name="Ida Reed")
    assert [f'value="{one.uuid}"' in page for one in two] == [True, True]
    assert page.count('type="radio"') == 2
    assert "Grade 6" in page
    assert "Grade 7" in page
    assert "checked" not in page
    assert 'name="who.words" value="ida re"' in page
    assert wrong(asked(aspen, who_words="ida re", who_shown="ida re")) == ["several"]
    assert wrong(asked(aspen, who_words="", who_shown="ida re")) == ["several"]
    last = two[1]
    form = asked(aspen, who=str(last.uuid), who_words="ida re", who_shown="ida re")
    assert form.is_valid()
    assert form.cleaned_data["who"] == last


def test_who_has_exactly_that_name_stands_first(aspen: Ecosystem) -> None:
    factories.named(aspen, "Ida Aa Reed")
    page = str(asked(aspen, who_words="Ida Reed")["who"])
    assert page.index(">Ida Reed<") < page.index(">Ida Aa Reed<")


def test_only_who_is_alike_in_all_else_is_told_apart_by_a_code(aspen: Ecosystem) -> None:
    for number in (1, 2):
        Person.objects.filter(pk=factories.named(aspen, "Jo Elm").pk).update(code=f"k{number}")
    page = str(asked(aspen, who_words="jo")["who"])
    assert "k1" in page
    assert "k2" in page
    Person.objects.filter(name="Ida Reed").update(code="")
    Person.objects.filter(name="Ida Stone").update(code="s1")
    assert "s1" not in str(asked(aspen, who_words="ida")["who"])


def test_of_too_many_of_one_name_some_are_shown(aspen: Ecosystem) -> None:
    for _number in range(seeking.MOST + 1):
        factories.named(aspen, "Jo Elm")
    form = asked(aspen, who_words="jo")
    assert str(form["who"]).count('type="radio"') == seeking.MOST
    assert "write more of the name" in str(form.errors)
