"""Headings below a title, names with the family's first, and a choice that is looked at again."""

import pytest
from django.urls import reverse

from hedgerow.edges.exchange.cells import turned
from hedgerow.edges.exchange.guessing.layout import family_first, heading_line
from hedgerow.edges.exchange.guessing.proposing import propose
from hedgerow.edges.exchange.models import Import
from hedgerow.edges.exchange.reading import read_sheet

from .sending import confirm, page, send

TITLED = (
    ";Class list 2026/27;;;\n;Pupil;;Other;\n;Name;No.;Born;Year\n"
    ";Bloom, Ada;M1;3/4/2015;7\n;Chen, Bo;M2;5/6/2015;8\n"
)
CHOSEN = {"column-0": "name", "column-1": "code", "column-2": "born", "column-3": "grade",
          "target": "people", "heading": "3", "days": "day"}  # fmt: skip


def lines(text: str) -> list[tuple[int, list[str]]]:
    return [(at, line.split(";")) for at, line in enumerate(text.splitlines(), 1)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (TITLED, 3),
        ("Code;Name\n1;Oak\n", 1),
        ("\n\nTitle\n\nCode;Name;Kind\n1;Oak;school\n2;Elm;school\n", 5),
        ("Name;Email;Phone\nAda;;\nBo;;\n", 1),
        ("School;2023;2024\nOak;5;6\n", 1),
        ("Schools\nOak\nElm\n", 1),
        ("", 1),
    ],
)
def test_the_line_that_names_the_columns_is_found(text: str, line: int) -> None:
    assert heading_line(lines(text)) == line


@pytest.mark.parametrize(
    ("name", "turns"),
    [
        ("Bloom, Ada", "Ada Bloom"), ("بلوم، آدا", "آدا بلوم"), ("de la Paz,Ana María", "Ana María de la Paz"),
        ("Ada Bloom", "Ada Bloom"), ("Bloom,", "Bloom,"), ("Bloom, Ada, Jr.", "Bloom, Ada, Jr."),
    ],
)  # fmt: skip
def test_a_name_with_one_comma_is_turned(name: str, turns: str) -> None:
    assert turned(name) == turns


def test_a_few_commas_among_names_say_nothing() -> None:
    assert family_first(["Ada Bloom", "Chen, Bo", "Cy Diaz"]) == ""
    assert family_first(["", "Bloom, Ada", "Chen, Bo"]) == "Bloom, Ada"


@pytest.mark.django_db
def test_a_titled_sheet_comes_in_with_its_names_turned_and_is_known_again(ada) -> None:
    send(ada, TITLED, "guess", "class.csv")
    row = Import.objects.get()
    address = reverse("import-columns", args=["grove", row.uuid])
    asked = ada.get(address).content.decode()
    assert 'name="heading" min="1" max="100" value="3"' in asked
    assert "A name such as “Bloom, Ada” becomes “Ada Bloom”" in asked
    assert 'name="turned" checked' in asked
    ada.post(address, {**CHOSEN, "turned": "on"})
    row.refresh_from_db()
    assert row.preview["new"] == {"people": 2}
    assert "Ada Bloom" in page(ada, row)
    send(ada, TITLED.replace("Chen", "Chan"), "guess", "next.csv")
    again = Import.objects.latest("pk")
    assert (again.state, "heading = 3" in again.mapping) == ("ready", True)
    send(ada, TITLED.partition("\n")[2], "guess", "elsewhere.csv")
    assert Import.objects.latest("pk").state == "asking"
    confirm(ada, row)


@pytest.mark.django_db
def test_another_line_can_be_named_and_a_choice_is_still_there_when_looked_at_again(ada) -> None:
    send(ada, TITLED, "guess", "class.csv")
    row = Import.objects.get()
    address = reverse("import-columns", args=["grove", row.uuid])
    assert "“Pupil” fills" in ada.get(f"{address}?heading=2").content.decode()
    assert "“Name” fills" in ada.get(f"{address}?heading=0").content.decode()
    ada.post(address, {**CHOSEN, "column-3": "", "days": "month", "constant-role": "tutor"})
    again = ada.get(address).content.decode()
    assert 'value="tutor"' in again
    assert 'value="month" checked' in again
    assert 'name="turned" checked' not in again
    assert '<option value="grade" selected>' not in again


MIXED = 'Pupil,Pupil ID,Born,Joined\n"Bloom, Ada",M1,3/23/2015,9/1/2025\n"Chen, Bo",M2,5/6/2015,9/1/2025\n'


@pytest.mark.django_db
def test_one_column_tells_how_the_days_of_all_are_written(ada) -> None:
    send(ada, MIXED, "guess", "class.csv")
    row = Import.objects.get()
    asked = ada.get(reverse("import-columns", args=["grove", row.uuid])).content.decode()
    assert 'value="month" checked' in asked


def test_spanish_and_unnamed_lists_of_names_are_peoples(tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Apellidos, Nombre;Nº exp.;F. nac.;Curso;Centro\nPaz, Ana;01;13/2/2015;5º;Olmo\n"
    )
    found = propose(read_sheet(path), this_year=2026)
    assert (found.target, found.turned, found.month_first) == ("people", "Paz, Ana", False)
    assert [one.field for one in found.guesses] == [
        "name", "code", "born", "grade", "organisation_name",
    ]  # fmt: skip
    path.write_text("Who;No\nPaz, Ana;1\nEk, Bo;2\n")
    assert propose(read_sheet(path), this_year=2026).guesses[0].field == "name"


def test_who_has_a_grade_and_no_role_is_taken_for_a_learner(tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Name;Code;Grade\nAda Paz;1;5\nBo Ek;2;6\n")
    found = propose(read_sheet(path), this_year=2026, target="people")
    assert found.constants == {"role": "learner"}
    path.write_text("Name;Code;Grade;Role\nAda Paz;1;5;student\nBo Ek;2;;teacher\n")
    assert propose(read_sheet(path), this_year=2026, target="people").constants == {}


@pytest.mark.django_db
def test_a_role_for_all_is_shown_and_taken_in_the_words_of_the_reader(ada) -> None:
    ada.cookies["django_language"] = "es"
    send(ada, TITLED, "guess", "class.csv")
    row = Import.objects.get()
    address = reverse("import-columns", args=["grove", row.uuid])
    assert 'value="estudiante"' in ada.get(address).content.decode()
    for said, role in (("estudiante", "learner"), ("Docente", "educator"), ("tutor", "tutor")):
        ada.post(address, {**CHOSEN, "constant-role": said})
        row.refresh_from_db()
        assert (row.state, f'role = {{ constant = "{role}" }}' in row.mapping) == ("ready", True)
    ada.post(address, {**CHOSEN, "constant-role": "estudiante"})
    row.refresh_from_db()
    assert "<dd>learner</dd>" not in page(ada, row)
    assert "<dd>estudiante</dd>" in page(ada, row)


@pytest.mark.django_db
def test_a_line_that_names_no_columns_is_refused_where_another_can_be_named(ada) -> None:
    send(ada, TITLED, "guess", "class.csv")
    address = reverse("import-columns", args=["grove", Import.objects.get().uuid])
    answer = ada.get(f"{address}?heading=99")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Line with the headings: class.csv cannot be read: line 99" in text
    assert 'max="100" value="3"' in text
