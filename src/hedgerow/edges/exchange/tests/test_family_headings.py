"""Headings of families' sheets in four languages: who is spoken of, and whose an address is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.edges.exchange.guessing.families import family_columns, is_child, relations
from hedgerow.edges.exchange.guessing.proposing import propose
from hedgerow.edges.exchange.reading import Sheet

GUARDIANS = (
    "Parent", "Mother's", "Father's", "Carer", "Parent/Carer", "Guardian 1", "Second guardian", "Mum",
    "Legal guardian", "Caregiver", "Next of kin", "Madre", "Padre o tutor", "Apoderada", "Acudiente",
    "Tutor legal", "Mamá", "Representante", "Encargado", "Mutter", "Eltern", "Erziehungsberechtigte",
    "Vormund", "الأم", "الوالد", "ولي الأمر", "والدة",
)  # fmt: skip
CHILDREN = (
    "Child", "Child's name", "Pupil", "Pupil name", "Student", "Name of the child", "Child first name",
    "Kid", "Learner", "Niño", "Nombre del niño", "Alumna", "Estudiante", "Hijo", "Nombre del alumno",
    "Kind", "Name des Kindes", "Schüler", "الطفل", "اسم الطالب", "الطالبة", "التلميذ",
)  # fmt: skip
MAILS = ("email", "E-mail", "mail", "email address", "correo", "correo electrónico", "E-Mail-Adresse",
         "البريد الإلكتروني", "بريد")  # fmt: skip
PHONES = ("Mobile", "phone", "Telephone", "cell phone", "Mobile number", "contact number", "Celular",
          "teléfono", "Telefonnummer", "Handy", "WhatsApp", "الهاتف", "رقم الجوال")  # fmt: skip


def sheet(headings, values=None):
    rows = ((2, tuple((values or {}).get(one, "x") for one in headings)),)
    places = {one: at for at, one in enumerate(headings)}
    return Sheet(file="a.csv", columns=tuple(headings), places=places, rows=rows)


def proposed(headings, target="", values=None):
    found = propose(sheet(headings, values), this_year=2026, target=target)
    return found.target, {one.column: one.field for one in found.guesses}


def test_a_newcomers_sheet_of_families_is_known_for_one():
    headings = ["Child", "Birthday", "Grade", "School", "Parent name", "Parent email", "Mobile",
                "Home language"]  # fmt: skip
    target, fields = proposed(headings)
    assert target == "families"
    assert [*fields.values()] == [
        "name", "born", "grade", "organisation_name", "guardian1_name", "guardian1_email",
        "guardian1_phone", "language",
    ]  # fmt: skip


@pytest.mark.parametrize("guardian", GUARDIANS)
def test_a_word_for_a_child_and_one_for_a_guardian_make_a_sheet_of_families(guardian):
    for child in CHILDREN:
        target, fields = proposed([child, "Birthday", guardian, "E-mail", "Phone"])
        assert (target, *fields.values()) == (
            "families", "name", "born", "guardian1_name", "guardian1_email", "guardian1_phone",
        ), child  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Student email", "email"), ("Pupil's phone", "phone"), ("Correo del alumno", "email"),
        ("Mother tongue", "language"), ("Lengua materna", "language"), ("Family name", "name"),
        ("Teacher email", ""), ("Emergency contact", ""), ("Family email", ""), ("Contact", ""),
        ("Student ID", "code"), ("Child DOB", "born"), ("Home phone", ""), ("Mother's job", ""),
        ("Mother's maiden name", ""),
    ],
)  # fmt: skip
def test_words_beside_a_family_tell_whose_they_are(heading, field):
    headings = ["First name", heading, "Grade", "Teacher", "Carer"]
    values = {
        heading: "2015-03-09" if field == "born" else "L-17" if field == "code" else "a@b.org"
    }
    assert proposed(headings, "families", values)[1][heading] == field


def test_a_relation_after_a_guardian_is_the_guardians():
    _target, fields = proposed(["First name", "Carer", "Relationship to child"], "families")
    assert fields["Relationship to child"] == "guardian1_relation"


def test_numbers_of_learners_are_no_names():
    _target, fields = proposed(["Student", "Grade", "Mother"], "families", {"Student": "L-17"})
    assert fields["Student"] == "code"


def test_two_words_for_parents_say_no_relation():
    assert dict(relations(["Name", "Mother", "Father"])) == {
        "guardian1_relation": "mother", "guardian2_relation": "father",
    }  # fmt: skip
    assert dict(relations(["Name", "Mother/Father", "Parent (mother)"])) == {}


@pytest.mark.slow
@given(
    st.lists(st.sampled_from(GUARDIANS), min_size=1, max_size=3, unique=True),
    st.sampled_from(CHILDREN),
    st.lists(st.sampled_from((*MAILS, *PHONES)), max_size=4, unique=True),
    st.sampled_from((" ", " - ", "_", ": ")),
    st.randoms(use_true_random=False),
)
def test_no_address_is_ever_proposed_as_the_learners(guardians, child, addresses, between, chance):
    of_guardians = [f"{one}{between}{chance.choice((*MAILS, *PHONES))}" for one in guardians]
    headings = list(dict.fromkeys(["Grade", child, *guardians, *of_guardians, *addresses]))
    chance.shuffle(headings)
    values = {one: "a@b.org" for one in headings if one not in (child, "Grade")}
    for target in ("", "families", "people"):
        _target, fields = proposed(headings, target, values)
        assert not {"email", "phone"} & set(fields.values()), headings
    assert {*of_guardians, *guardians} <= set(family_columns(headings))


@pytest.mark.parametrize(
    "headings",
    [
        "Nachname;Vorname;Geburtsdatum;Klasse;Erziehungsberechtigte/r;E-Mail der Eltern;Telefon",
        "Nachname;Vorname;Geburtsdatum;Klasse;Sorgeberechtigte(r);Mail Sorgeberechtigte;Telefon privat",
        "Apellidos;Nombre;Fecha de nacimiento;Curso;Madre/Padre/Tutor(a);Correo de la familia;Teléfono",
        "Last name;First name;Date of birth;Grade;Parent(s);Parent email;Mobile",
        "اسم العائلة;الاسم الأول;تاريخ الميلاد;الصف;ولي الأمر;بريد ولي الأمر;الهاتف",
        "Nom;Prénom;Date de naissance;Classe;Responsable légal(e);Courriel du responsable;Téléphone",
    ],
)
def test_a_schools_own_sheet_with_parents_beside_is_of_families(headings):
    target, fields = proposed(headings.split(";"))
    assert target == "families"
    assert [*fields.values()][4:] == ["guardian1_name", "guardian1_email", "guardian1_phone"]


def test_whoever_reads_it_as_people_is_told_of_families():
    headings = ["Name", "Birthday", "Mother", "Phone"]
    found = propose(sheet(headings), this_year=2026, target="people")
    assert "choose “Learners with their guardians” above" in found.guesses[2].reason
    found = propose(sheet(["Name", "Birthday", "Parent email"]), this_year=2026, target="people")
    assert "no column names the parent" in found.guesses[2].reason


@pytest.mark.parametrize(
    ("heading", "child"), [("Schüler/in", True), ("Alumno(a)", True), ("Klasse", False)]
)
def test_both_endings_of_a_word_are_one_word(heading, child):
    assert is_child(heading) == child
