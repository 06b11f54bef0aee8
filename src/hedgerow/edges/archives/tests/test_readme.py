"""What people read first in an archive is in their language, and in English for whoever follows."""

from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.utils.translation import override
from pytest_django import Settings

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.membership.tests.factories import actor, convener
from hedgerow.edges.archives import actions
from hedgerow.edges.archives.contents import LEFT_OUT, PARTS
from hedgerow.edges.archives.readme import readmes, spoken
from hedgerow.foundation import jobs

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ASPEN = Ecosystem(name="Aspen", time_zone="America/Chicago")


def test_it_says_all_that_is_left_out_and_why() -> None:
    text = readmes(ASPEN, NOON)["README.md"]
    for label, why in LEFT_OUT.items():
        (line,) = [one for one in text.splitlines() if f"`{label}`" in one]
        assert line.endswith(f": {why}")
    for part in PARTS:
        for name, why in part.without.items():
            assert f"`{part.name}.{name}`" in text
            assert str(why) in text


def test_it_says_how_to_open_and_check_and_that_it_is_not_read_back() -> None:
    text = readmes(ASPEN, NOON)["README.md"]
    for said in ("UTF-8", "columns.csv", "datapackage.json", "America/Chicago", "2026-11-24 12:00",
                 "begins with =", "does not read an archive back", "hedgerow restore"):  # fmt: skip
        assert said in text


def test_it_says_of_a_simulated_ecosystem_that_it_is_one() -> None:
    said = "made up for show"
    assert said not in readmes(ASPEN, NOON)["README.md"]
    shown = Ecosystem(name="Aspen", time_zone="UTC", simulated=True)
    assert said in readmes(shown, NOON)["README.md"]


@pytest.mark.parametrize(("language", "word"), [("es", "Cómo leerlo"), ("ar", "كيف يُقرأ")])
def test_it_is_in_the_readers_language_and_in_english_beside_it(language: str, word: str) -> None:
    with override(language):
        found = readmes(ASPEN, NOON)
    assert list(found) == ["README.md", "README.en.md"]
    assert word in found["README.md"]
    assert "How to read it" not in found["README.md"]
    with override("en"):
        assert readmes(ASPEN, NOON) == {"README.md": found["README.en.md"]}


def test_a_language_in_which_nothing_is_written_gives_way_to_english() -> None:
    assert [spoken(one) for one in ("es", "ko", "")] == ["es", "en", "en"]


@pytest.mark.slow
@pytest.mark.django_db
def test_the_job_writes_it_in_the_language_in_which_it_was_asked_for(
    settings: Settings, tmp_path: Path
) -> None:
    settings.HEDGEROW_HOME = tmp_path
    aspen = ecosystem("Aspen", slug="aspen")
    with override("ar"):
        row = actions.ask_for_archive(aspen, by=actor(convener(aspen)), at=datetime.now(UTC))
    jobs.run_pending()
    with ZipFile(row.file) as packed:
        assert "كيف يُقرأ" in packed.read("README.md").decode()
        assert "How to read it" in packed.read("README.en.md").decode()
        assert "كيف" not in packed.read("datapackage.json").decode()
        assert "كيف" not in packed.read("columns.csv").decode()


@pytest.mark.django_db
def test_the_archive_of_a_network_names_the_parts_that_have_their_own() -> None:
    whole = ecosystem("Hive")
    ecosystem("Elm hive", parent=whole)
    assert "an archive of its own (Elm hive)" in readmes(whole, NOON)["README.md"]
    assert "an archive of its own" not in readmes(ecosystem("Oak"), NOON)["README.md"]
