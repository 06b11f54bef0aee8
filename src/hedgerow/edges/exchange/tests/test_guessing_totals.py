"""A line at the end that sums the others up makes nobody a learner called 6."""

import pytest
from django.urls import reverse

from hedgerow.edges.exchange.guessing.totals import totals
from hedgerow.edges.exchange.models import Import
from hedgerow.edges.exchange.reading import sheet_of

from .sending import page, send

SHEET = "No.;Name;Year\nL1;Ada Bloom;7\nL2;Bo Chen;8\nTotal;2;\n"
CHOSEN = {"column-0": "code", "column-1": "name", "column-2": "grade", "target": "people",
          "heading": "1", "days": "day", "constant-role": "learner"}  # fmt: skip


def found(text: str) -> dict[str, list[str]]:
    lines = [(at, line.split(";")) for at, line in enumerate(text.splitlines(), 1)]
    return totals(sheet_of("class.csv", lines, 1))


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("Total;2;", {"No.": ["Total"]}),
        (";TOTAL:;15,0", {"Name": ["TOTAL:"]}),
        ("Summe;;", {"No.": ["Summe"]}),
        ("الإجمالي;2;", {"No.": ["الإجمالي"]}),
        ("Total;Total Energies;", {}),
        ("L3;Total;7", {}),
        ("L3;Cy Diaz;7", {}),
    ],
)
def test_a_total_begins_with_its_word_and_says_nothing_but_numbers(
    last: str, said: dict[str, list[str]]
) -> None:
    assert found(f"No.;Name;Year\nL1;Ada Bloom;7\n{last}\n") == said


def test_totals_far_from_the_end_are_rows_for_somebody_to_look_at() -> None:
    assert found("No.;Name\nTotal;2\n" + "L;Ada\n" * 9) == {}


@pytest.mark.django_db
def test_a_guessed_mapping_leaves_totals_out_and_the_preview_says_so(ada) -> None:
    send(ada, SHEET, "guess", "class.csv")
    row = Import.objects.get()
    ada.post(reverse("import-columns", args=["grove", row.uuid]), CHOSEN)
    row.refresh_from_db()
    assert row.preview["new"] == {"people": 2}
    assert "a total, no row of its own" in page(ada, row)
