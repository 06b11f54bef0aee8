"""A parent's address without the parent's name: it is said what to add, and the rest comes in."""

import pytest

from hedgerow.commons.people.models import Guardian, Person
from hedgerow.edges.exchange.guessing import flow
from hedgerow.edges.exchange.models import Import

from .sending import page, send
from .test_making import bring, choose, sent

pytestmark = pytest.mark.django_db
WITHOUT = (
    "Nachname;Vorname;Geburtsdatum;E-Mail Eltern\nEk;Bo;02.03.2015;e@x.org\n",
    "Surname;First name;Date of birth;Parent's mobile\nEk;Bo;02.03.2015;0176 1\n",
    "Apellidos;Nombre;Fecha de nacimiento;Correo del responsable\nEk;Bo;02.03.2015;e@x.org\n",
    "Cognome;Nome;Data di nascita;Cellulare genitore\nEk;Bo;02.03.2015;333 1\n",
    "성명;생년월일;보호자연락처\nBo Ek;2015-03-02;010-1\n",
    "שם פרטי;שם משפחה;תאריך לידה;טלפון הורה\nBo;Ek;02.03.2015;050-1\n",
    "الاسم;تاريخ الميلاد;بريد ولي الأمر\nBo Ek;2015-03-02;e@x.org\n",
)


@pytest.mark.parametrize("content", WITHOUT)
def test_the_page_says_what_to_add_and_the_learners_come_in(ada, content):
    row = sent(ada, content)
    found = flow.proposal_of(row, this_year=2026)
    assert (found.target, found.constants) == ("people", {"role": "learner"})
    last = found.guesses[-1]
    assert (last.field, "no column names the parent: add one" in last.reason) == ("", True)
    choose(ada, row)
    bring(ada, row)
    child = Person.objects.get(name="Bo Ek")
    assert (child.email, child.phone) == ("", "")
    assert not Guardian.objects.exists()


def test_of_two_parents_the_one_without_a_name_is_told(ada):
    heads = "Pupil,Birth date,Mother,Mother's e-mail,Father's e-mail\n"
    row = sent(ada, heads + "Bo Ek,2015-03-02,Eva Ek,eva@x.org,max@x.org\n")
    found = flow.proposal_of(row, this_year=2026)
    assert [one.field for one in found.guesses] == [
        "name", "born", "guardian1_name", "guardian1_email", "",
    ]  # fmt: skip
    assert "no column names the parent" in found.guesses[-1].reason


def test_a_line_in_which_the_name_is_empty_comes_in_without_that_guardian_and_is_noted(ada):
    heads = "name,born,guardian1_name,guardian1_email,guardian1_phone,guardian1_code\n"
    send(ada, heads + "Bo Ek,2015-03-02,,e@x.org,,\nCy Oh,2015-09-14,Eve Oh,eve@x.org,,\n"
                      "Di Paz,2015-01-01,,,0176 1,\n", "ready:families", "f.csv")  # fmt: skip
    row = Import.objects.get()
    assert [(one["line"], one["column"], one["value"]) for one in row.preview["notes"]] == [
        (2, "guardian1_email", "e@x.org"), (4, "guardian1_phone", "0176 1"),
    ]  # fmt: skip
    assert "is not brought in without a name" in page(ada, row)
    bring(ada, row)
    assert set(Person.objects.exclude(name="Ada").values_list("name", flat=True)) == {
        "Bo Ek", "Cy Oh", "Di Paz", "Eve Oh",
    }  # fmt: skip


def test_a_guardian_with_a_number_has_to_have_a_name(ada):
    heads = "name,born,guardian1_name,guardian1_code\n"
    send(ada, heads + "Bo Ek,2015-03-02,,G1\n", "ready:families", "f.csv")
    (problem,) = Import.objects.get().preview["problems"]
    assert (problem["line"], problem["code"]) == (2, "membership.no_guardian")
