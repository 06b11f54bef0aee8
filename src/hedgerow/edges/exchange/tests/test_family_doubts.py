"""What is unsure or wrong in a sheet of families is told by its line; nobody is merged by a guess."""

from datetime import date

import pytest

from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Guardian, Organisation, Person
from hedgerow.commons.people.privacy import erase_person
from hedgerow.commons.people.tests.factories import organisation
from hedgerow.edges.exchange.models import Import
from hedgerow.foundation import jobs

from .sending import confirm, send
from .test_families import brought, sent
from .test_targets import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def oak(grove):
    return organisation(grove, "Oak", kind="school", code="")


def wrong(row):
    return [(one["line"], one["column"], one["code"]) for one in row.preview["problems"]]


def line(name, guardian, email="", phone="", born="3/9/2015", school="Oak"):
    return [name, born, "5", school, "", guardian, email, phone, "", "", ""]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([line("Ada", "Rosa Paz"), line("Bo", "Rosa Paz")], (3, "Guardian 1", "guardian_unsure")),
        ([line("Ada", "Rosa Paz", "a@b.org"), line("Bo", "Leo Paz", "a@b.org")],
         (3, "Guardian 1", "guardian_unsure")),
        ([line("Ada", "Rosa Paz", "a@b.org", "9185550100"),
          line("Bo", "Rosa Paz", "a@b.org", "9185550199")], (3, "Phone", "two_persons")),
        ([line("Ada", "Rosa Paz", born="")], (2, "Birth Date", "no_learner")),
        ([line("Ada", "Rosa Paz", school="Elm")], (2, "School", "no_organisation")),
        ([[*line("Ada", "Rosa", "a@b.org")[:8], "Rosa", "a@b.org", ""]],
         (2, "Father's Name", "two_guardians")),
    ],
)  # fmt: skip
def test_what_is_wrong_or_unsure_is_told_by_its_line_and_nobody_is_merged(ada, rows, problem):
    row = sent(ada, rows)
    line, column, code = problem
    assert (row.state, wrong(row)) == ("wrong", [(line, column, f"membership.{code}")])
    assert not Guardian.objects.exists()


@pytest.mark.slow
def test_namesakes_with_addresses_of_their_own_are_two(ada):
    brought(ada, [line("Ada", "Rosa Paz", "a@b.org"), line("Bo", "Rosa Paz", "c@d.org")])
    assert Person.objects.filter(name="Rosa Paz").count() == 2


@pytest.mark.slow
def test_two_parents_with_one_address_are_both_taken_and_the_first_has_it(ada):
    both = [
        [*line(child, "Rosa Paz", "a@b.org")[:8], "Leo Paz", "A@b.org", ""]
        for child in ("Ada", "Bo")
    ]
    brought(ada, [line("Cy", "Leo Paz", "a@b.org"), *both])
    held = Person.objects.filter(name__in=["Rosa Paz", "Leo Paz"]).values_list("name", "email")
    assert sorted(held) == [("Leo Paz", ""), ("Rosa Paz", "a@b.org")]
    assert Guardian.objects.count() == 5
    again = sent(ada, [line("Cy", "Leo Paz", "a@b.org"), *both])
    assert (again.state, again.preview["new"]) == ("done", {})


@pytest.mark.slow
def test_a_shared_address_stays_with_who_has_it_here(ada, grove):
    Person.objects.create(
        kept_by=grove,
        name="Leo Paz",
        sort_name="leo paz",
        code="T1",
        email="a@b.org",
        created_at=AT,
    )
    brought(ada, [[*line("Ada", "Rosa Paz", "a@b.org")[:8], "Leo Paz", "a@b.org", ""]])
    held = Person.objects.filter(name__in=["Rosa Paz", "Leo Paz"]).values_list("name", "email")
    assert sorted(held) == [("Leo Paz", "a@b.org"), ("Rosa Paz", "")]


@pytest.mark.slow
def test_who_is_here_is_found_by_address_or_told_to_be_unsure(ada, grove):
    def here(name, code="", email="", born=None):
        return Person.objects.create(
            kept_by=grove, name=name, sort_name=name.lower(), code=code, email=email, born=born,
            created_at=AT,
        )  # fmt: skip

    rosa = here("Rosa Paz", "T1", "rosa@example.org")
    brought(ada, [line("Ada", "Rosa Paz", "ROSA@example.org")])
    assert Guardian.objects.get().guardian == rosa
    here("Leo Ek")
    row = sent(ada, [line("Bo", "Leo Ek", "leo@example.org")])
    assert wrong(row) == [(2, "Guardian 1", "membership.guardian_unsure")]
    here("Cy Oh", born=date(2015, 3, 9))
    assert wrong(sent(ada, [line("Cy Oh", "Dee Oh")])) == [
        (2, "Student Name", "membership.no_code")
    ]
    assert (
        "Cy Oh is here without one"
        in Import.objects.latest("pk").preview["problems"][0]["expected"]
    )


@pytest.mark.slow
def test_a_learner_who_was_erased_does_not_come_back_nor_do_ties(ada):
    brought(ada)
    erase_person(Person.objects.get(name="Cy Oh").pk, AT)
    again = sent(ada)
    assert (again.state, again.preview["new"]) == ("done", {})
    assert not Person.objects.filter(name="Cy Oh").exists()


@pytest.mark.slow
def test_a_school_is_found_by_its_name_where_one_alone_has_it(ada, grove):
    content = "code,name,role,organisation_name\nL1,Ada,learner,OAK\n"
    send(ada, content, "ready:people", "p.csv")
    row = Import.objects.latest("pk")
    confirm(ada, row)
    jobs.run_pending()
    assert Assignment.objects.get(person__code="L1").organisation.name == "Oak"
    send(ada, content, "ready:people", "p.csv")
    assert Import.objects.latest("pk").preview["new"] == {}
    organisation(grove, "Oak", kind="club", code="C2")
    send(ada, content, "ready:people", "p.csv")
    assert wrong(Import.objects.latest("pk"))[0][1:] == (
        "organisation_name", "membership.no_organisation",
    )  # fmt: skip
    assert Organisation.objects.filter(name="Oak").count() == 2
