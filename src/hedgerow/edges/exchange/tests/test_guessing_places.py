"""A list of who is in which group since when is one of places, not of people."""

import pytest

from hedgerow.edges.exchange.guessing.proposing import propose
from hedgerow.edges.exchange.reading import Sheet

FIELDS = ["group_name", "name", "name", "organisation_name", "starts"]


def proposed(headings, cells):
    columns = headings.split(";")
    places = {one: at for at, one in enumerate(columns)}
    found = propose(Sheet("a.csv", columns, [(2, cells.split(";"))], places), this_year=2026)
    return found.target, [one.field for one in found.guesses]


@pytest.mark.parametrize(
    "headings",
    [
        "Grupo;Apellidos;Nombre;Colegio;Desde",
        "Klasse;Nachname;Vorname;Schule;Seit",
        "Class;Last name;First name;School;From",
        "Group;Surname;First name;School name;Start date",
        "الشعبة;اسم العائلة;الاسم الأول;المدرسة;تاريخ البداية",
    ],
)
def test_a_class_list_is_of_places_in_groups(headings):
    assert proposed(headings, "5A;Paz Ríos;Ada;Roble;2026-08-17") == ("group-members", FIELDS)


@pytest.mark.parametrize(
    ("more", "cell"),
    [("Date of birth", "2015-03-09"), ("Email", "a@x.example"), ("Grade", "5"), ("Role", "learner"),
     ("Home language", "Spanish")],
)  # fmt: skip
def test_what_a_list_of_people_alone_says_makes_it_one(more, cell):
    target, _fields = proposed(
        f"Class;Last name;First name;School;From;{more}", f"5A;Paz;Ada;Oak;2026-08-17;{cell}"
    )
    assert target == "people"


def test_numbers_of_schools_stay_codes():
    headings = "Class;Last name;First name;School;From"
    _target, fields = proposed(headings, "5A;Paz;Ada;0012;2026-08-17")
    assert fields == ["group_name", "name", "name", "organisation_code", "starts"]
