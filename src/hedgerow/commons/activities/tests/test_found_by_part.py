"""A title is found by any part of it, in either case and without accents, on both databases."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgerow.commons.activities.models import Activity, Kind
from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.ecosystems.told import called_like
from hedgerow.foundation.folding import folded
from hedgerow.foundation.parts import with_folded

from .factories import EARLIER

pytestmark = pytest.mark.django_db
TITLES = (
    "Elternabend", "Taller de matemáticas", "ÉCOLE ouverte", "100 % Robotics_2", 'The "big" day',
    "قِرَاءَة", "한글 교실", "it's Æsop's straße", "a\\b", "*OR* near",
)  # fmt: skip
letters = st.sampled_from(sorted({*"".join(TITLES), *"xyzXYZ\"'%_\\*- "}))


def made(title: str) -> Activity:
    here = ecosystem()
    kind, _new = Kind.objects.get_or_create(ecosystem=here, key="club", name="Club")
    return Activity.objects.create(
        ecosystem=here, kind=kind, title=title, starts=EARLIER.date(), created_at=EARLIER
    )


def called(text: str) -> set[str]:
    return set(
        Activity.objects.filter(called_like(Activity, "title", text)).values_list(
            "title", flat=True
        )
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("abend", "Elternabend"), ("MATEMATICAS", "Taller de matemáticas"),
        ("école", "ÉCOLE ouverte"), ("ecole", "ÉCOLE ouverte"), ("%", "100 % Robotics_2"),
        ("s_2", "100 % Robotics_2"), ('"big"', 'The "big" day'), ("قراءة", "قِرَاءَة"),
        ("교실", "한글 교실"), ("STRASSE", "it's Æsop's straße"), ("a\\b", "a\\b"), ("*or*", "*OR* near"),
    ],
)  # fmt: skip
def test_a_part_finds_the_one_title_that_has_it(text: str, title: str) -> None:
    for one in TITLES:
        made(one)

    assert called(text) == {title}


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(letters, min_size=1, max_size=6).filter(folded))
def test_what_is_found_is_what_reading_every_title_finds(text: str) -> None:
    if not Activity.objects.exists():
        for one in TITLES:
            made(one)

    assert called(text) == {one for one in TITLES if folded(text) in folded(one)}


def test_a_title_that_changes_is_found_by_what_it_says_now() -> None:
    row = made("Chess club")
    row.title = "Choir practice"
    row.save()
    other = made("Reading circle")
    other.title = "Chess evening"
    Activity.objects.bulk_update([other], with_folded(Activity, ["title"]))

    assert called("practice") == {"Choir practice"}
    assert called("chess") == {"Chess evening"}
    assert called("circle") == set()


def test_a_row_read_with_some_columns_is_saved_whole() -> None:
    kept = made("Chess club")
    row = Activity.objects.get(pk=kept.pk)
    row.title = "Ajedrez"
    row.save()

    assert Activity.objects.filter(title_folded="ajedrez").exists()


def test_what_is_deleted_is_found_no_longer() -> None:
    made("Chess club").delete()

    assert called("chess") == set()


def test_the_database_looks_in_an_index_of_parts() -> None:
    """A later migration that builds the table anew would take SQLite's triggers away."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND sql LIKE"
                           " '%activities_activity_title_folded_parts%'")  # fmt: skip
            assert cursor.fetchone() == (3,)
        else:
            cursor.execute("SELECT count(*) FROM pg_indexes WHERE indexname ="
                           " 'activities_activity_title_folded_parts'")  # fmt: skip
            assert cursor.fetchone() == (1,)
