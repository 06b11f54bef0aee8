"""A person's language is a code that is known, whichever way it comes in."""

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.ecosystems.tongues import is_language
from hedgerow.commons.people.actions import add_person, edit_person, save_people
from hedgerow.commons.people.models import Person
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

STEWARD = Actor.the_steward()
KIM = {"name": "Kim", "code": "1"}


@pytest.mark.parametrize("code", ["es", "tl", "eng", "hmn", "pt-BR", "es-419", "zh-Hans-CN"])
def test_codes_of_the_two_standards_are_known(code: str) -> None:
    assert is_language(code)


@pytest.mark.parametrize(
    "code", ["", "xx", "und", "EN", "english", "pt_BR", "pt-", "pt-BR-x", "es-XX", "es-Spqr"]
)
def test_what_names_no_language_is_not(code: str) -> None:
    assert not is_language(code)


@pytest.mark.django_db
def test_the_row_and_the_set_refuse_the_same_and_write_nothing() -> None:
    aspen = ecosystem()
    wrong = {**KIM, "language": "klingon"}
    with pytest.raises(Invalid) as row:
        add_person(aspen, wrong, by=STEWARD, at=NOW)
    with pytest.raises(Invalid) as rows:
        save_people(aspen, [{**KIM, "language": "es"}, wrong], by=STEWARD, at=NOW)
    assert row.value.fields == rows.value.fields
    assert "“klingon”" in row.value.fields["language"][0]
    assert "pt-BR" in row.value.fields["language"][0]
    assert not Person.objects.exists()
    assert not Fact.objects.exists()


@pytest.mark.django_db
def test_a_code_of_earlier_days_hinders_no_other_change() -> None:
    kim = add_person(ecosystem(), KIM, by=STEWARD, at=NOW)
    Person.objects.update(language="klingon")
    edit_person(kim, {"called": "K", "language": "klingon"}, by=STEWARD, at=NOW)
    with pytest.raises(Invalid):
        edit_person(kim, {"language": "elvish"}, by=STEWARD, at=NOW)
    kim.refresh_from_db()
    assert (kim.called, kim.language) == ("K", "klingon")
