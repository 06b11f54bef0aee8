"""One sheet, a line a learner with the guardians beside: persons, roles and ties in one import."""

import io
from datetime import date

import pytest
from openpyxl import Workbook

from hedgerow.commons.membership.models import Assignment, Invitation
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.commons.people.tests.factories import organisation
from hedgerow.edges.exchange.guessing import flow
from hedgerow.edges.exchange.guessing.proposing import propose
from hedgerow.edges.exchange.models import Import
from hedgerow.edges.exchange.reading import read_sheet
from hedgerow.foundation import jobs

from .sending import confirm, page, send
from .test_guessing import choice
from .undoings import everything, undo

HEADS = [
    "Student Name", "Birth Date", "Grade", "School", "Home Address", "Guardian 1", "E-mail", "Phone",
    "Father's Name", "Father's Email", "Father's Phone",
]  # fmt: skip
ROWS = [
    ["Amira Paz", "3/9/2015", "5", "Oak", "12 Elm St", "Rosa Paz", "rosa@example.org",
     "918-555-0100", "Leo Paz", "", "918-555-0101"],
    ["Bo Paz", "4/20/2017", "3", "Oak", "12 Elm St", "rosa paz", "Rosa@example.org", "",
     "Leo Paz", "", "(918) 555-0101"],
    ["Cy Oh", "11/2/2016", "4", "Oak", "9 Oak Rd", "Dee Oh", "", "", "", "", ""],
]  # fmt: skip
FIELDS = ["name", "born", "grade", "organisation_name", "", "guardian1_name", "guardian1_email",
          "guardian1_phone", "guardian2_name", "guardian2_email", "guardian2_phone"]  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def oak(grove):
    return organisation(grove, "Oak", kind="school", code="")


def as_csv(rows):
    return "".join(",".join(f'"{one}"' for one in row) + "\n" for row in (HEADS, *rows))


def as_xlsx(rows):
    book, content = Workbook(), io.BytesIO()
    for row in (HEADS, *rows):
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def sent(client, rows=ROWS, make=as_csv):
    """The sheet as the wizard proposes to read it; later ones are read in the same way."""
    send(client, make(rows), "guess", "class.csv" if make is as_csv else "class.xlsx")
    row = Import.objects.latest("pk")
    if row.state == "asking":
        found = flow.proposal_of(row, this_year=2026)
        fields = {one.column: one.field for one in found.guesses}
        more = {f"constant-{name}": text for name, text in found.constants.items()}
        assert choice(client, row, found.target, fields, **more).status_code == 302
        row.refresh_from_db()
    return row


def brought(client, rows=ROWS, make=as_csv):
    row = sent(client, rows, make)
    assert row.state == "ready", row.preview
    confirm(client, row)
    jobs.run_pending()
    row.refresh_from_db()
    assert row.state == "done", row.preview
    return row


def test_each_column_is_told_for_whom_it_speaks(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(as_csv(ROWS))
    found = propose(read_sheet(path), this_year=2026)
    assert (found.target, [one.field for one in found.guesses]) == ("families", FIELDS)
    assert found.constants == {"guardian2_relation": "father"}


@pytest.mark.parametrize(
    ("headings", "field"),
    [
        ("Name,Birth date,Parent/Guardian 2 Email", ""),
        ("Nombre,Fecha de nacimiento,Correo de la madre", ""),
        ("Nombre,Fecha de nacimiento,Madre,Correo de la madre", "guardian1_email"),
        ("Nombre,Fecha de nacimiento,Madre,Correo electrónico", "guardian1_email"),
        ("الاسم,تاريخ الميلاد,ولي الأمر,الهاتف", "guardian1_phone"),
        ("Name,Birth date,Mother,Grade,E-mail", ""),
    ],
)
def test_no_address_of_the_family_is_taken_for_the_learners(tmp_path, headings, field):
    path = tmp_path / "a.csv"
    path.write_text(f"{headings}\nAda,2015-02-03{',x' * (headings.count(',') - 1)}\n")
    found = propose(read_sheet(path), this_year=2026, target="families").guesses[-1]
    assert found.field == field


@pytest.mark.slow
@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_a_sheet_makes_learners_guardians_and_ties_at_once_and_is_undone_whole(ada, make):
    before = everything()
    row = brought(ada, make=make)
    assert row.preview["new"] == {"people": 6, "guardians": 5}
    amira = Person.objects.get(name="Amira Paz")
    assert (amira.born, amira.email, amira.phone) == (date(2015, 3, 9), "", "")
    role = Assignment.objects.get(person=amira)
    assert (role.role, role.grade, role.organisation.name) == ("learner", "5", "Oak")
    rosa = Person.objects.get(name="Rosa Paz")
    assert (rosa.email.lower(), rosa.phone) == ("rosa@example.org", "918-555-0100")
    assert {one.learner.name for one in Guardian.objects.filter(guardian=rosa)} == {
        "Amira Paz", "Bo Paz",
    }  # fmt: skip
    assert Guardian.objects.filter(guardian__name="Leo Paz", relation="father").count() == 2
    assert Assignment.objects.filter(role="guardian").count() == 3
    undo(row)
    assert everything()["people.Person"] == before["people.Person"]
    assert everything()["people.Guardian"] == before["people.Guardian"]


@pytest.mark.slow
def test_the_same_sheet_again_changes_nothing_and_a_new_address_is_the_same_guardians(ada):
    brought(ada)
    again = sent(ada)
    assert (again.state, again.preview["new"], again.preview["changed"]) == ("done", {}, {})
    later = [list(one) for one in ROWS]
    later[2][6] = "dee@example.org"
    row = brought(ada, later)
    assert (row.preview["new"], row.preview["changed"]) == ({}, {"people": 1})
    assert Person.objects.get(name="Dee Oh").email == "dee@example.org"


@pytest.mark.slow
def test_the_preview_says_what_each_line_becomes(ada):
    said = page(ada, sent(ada))
    for words in ("Learners with their guardians", "People", "Guardians", "Amira Paz", "Rosa Paz"):
        assert words in said


def test_once_they_are_in_the_page_offers_to_tell_the_families(ada):
    row = brought(ada)
    said = page(ada, row)
    assert "1 guardian here has an e-mail address" in said
    assert "Tell these families how to sign in" in said
    ada.post(f"/e/{row.ecosystem.slug}/invitations/families/")
    assert [one.email for one in Invitation.objects.all()] == ["rosa@example.org"]
    assert "Tell these families" not in page(ada, row)
