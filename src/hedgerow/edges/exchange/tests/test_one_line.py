"""Names and other texts of one line come in as one, whatever a cell holds: a spreadsheet breaks its lines."""

import pytest

from hedgerow.commons.people.models import Organisation, Person
from hedgerow.edges.exchange.catalogue import TARGETS
from hedgerow.edges.exchange.cells import TEXTS, Unfit, converter, of_one_line
from hedgerow.edges.exchange.mappings import Source
from hedgerow.edges.exchange.models import Import
from hedgerow.foundation import jobs

from .rosters import Set
from .sending import confirm, send
from .test_roster_plain import HEADS, row, table

BROKEN = "a\r\nBEGIN:VEVENT"
ONE = "a BEGIN:VEVENT"


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        (BROKEN, ONE),
        ("Ada \n\n Bloom", "Ada Bloom"),
        ("Ada\u2028Bloom\x85Reed\x0bEk\x0c", "Ada Bloom Reed Ek"),
        ("A\x07da\x1b[31m\x7f\ufdd0", "Ada[31m"),
        ("\u202eAda\nBloom", "Ada Bloom"),
        ("Ada\tBloom", "Ada\tBloom"),
        ("\n\r\n", ""),
    ],
)
def test_a_cell_of_several_lines_is_folded_and_what_nobody_types_goes(cell, kept):
    assert of_one_line(cell) == kept


def test_every_text_of_every_target_is_of_one_line_but_for_those_that_say_otherwise():
    several = []
    for target in TARGETS.values():
        for field in target.fields:
            if field.kind not in TEXTS or field.choices or field.kind != "text":
                continue
            said = converter(field, Source(column="x"))(BROKEN[: field.longest])
            if "\n" in said:
                several.append((target.name, field.name))
    assert several == [("activities", "summary")]


def test_a_name_of_signs_that_nobody_types_is_none():
    name = next(one for one in TARGETS["people"].fields if one.name == "name")
    with pytest.raises(Unfit):
        converter(name, Source(column="x"))("\x07\n\x1b")


@pytest.mark.django_db
def test_no_name_of_a_sheet_has_a_second_line(ada):
    send(ada, f'code,name\nL1,"{BROKEN}"\n', "ready:people")
    confirm(ada, Import.objects.get())
    jobs.run_pending()
    assert Person.objects.get(code="L1").name == ONE


@pytest.mark.parametrize("plainly", [True, False])
@pytest.mark.parametrize(
    ("said", "kept"), [('"B\r\no"', "B o"), ("B\x0bo", "B o"), ("B\x07o", "Bo")]
)
def test_no_cell_of_a_set_has_a_second_line(monkeypatch, plainly, said, kept):
    odd = row("u1", givenName=said, familyName="Ek", phone=said)
    (only,) = table(f"{HEADS}\n{odd}\n".encode(), monkeypatch, plainly=plainly).rows
    assert (only["givenName"], only["phone"]) == (kept, kept)


@pytest.mark.django_db
def test_no_name_of_a_set_has_a_second_line(grove, bring_set):
    made = Set("1.1")
    made.files["orgs"][1]["name"] = made.files["users"][0]["givenName"] = BROKEN
    bring_set(made)
    assert Organisation.objects.get(code="s1").name == ONE
    assert Person.objects.get(code="l1").name == f"{ONE} Nuñez"
