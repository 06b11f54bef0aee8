"""A name that stands in some languages and not in others loses none of them on the way."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import ask_for_consent
from hedgerow.commons.membership.models import ConsentPurpose
from hedgerow.commons.membership.tests import factories
from hedgerow.edges.blueprints.schema import load
from hedgerow.edges.blueprints.tests.test_exporting import STEWARD, exported, plant
from hedgerow.edges.blueprints.wishes import Wish
from hedgerow.foundation.ui.speaking import reading_as

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, tzinfo=UTC)


def test_another_first_language_takes_the_name_in_it_and_keeps_the_others(tmp_path: Path) -> None:
    one = load("beit-jann").identity
    row = plant("beit-jann", "beit-jann", wish=Wish(languages=("ar", "he")))
    assert row.name == one.names["ar"]
    for language, name in {"he": one.name, **one.names}.items():
        with reading_as(language):
            assert row.said("name") == name
    found = exported(row.slug, tmp_path).identity
    assert {"ar": found.name, **found.names} == {"he": one.name, **one.names}


def test_a_part_whose_name_is_in_another_language_than_the_whole_keeps_both(tmp_path: Path) -> None:
    place = factories.ecosystem()
    part = Ecosystem.objects.create(
        slug="panal", name="Panal", parent=place, public=True, created_at=AT, languages=["en"],
        told={"es": {}, "ar": {"name": "خلية"}},
    )  # fmt: skip
    exported(place.slug, tmp_path)
    plant(str(tmp_path / f"{place.slug}.toml"), "there", name="There", wish=Wish(facts=True))
    (row,) = Ecosystem.objects.get(slug="there").parts.all()
    for language in ("es", "ar"):
        with reading_as(language):
            assert row.said("name") == part.said("name")


def test_a_text_that_is_empty_in_the_first_language_travels_in_the_others(tmp_path: Path) -> None:
    place = factories.ecosystem()
    Ecosystem.objects.filter(pk=place.pk).update(
        purpose="", told={"en": {}, "es": {"purpose": "Aprender"}, "ar": {"summary": "قصير"}}
    )
    assert exported(place.slug, tmp_path).identity.purpose == {"es": "Aprender"}
    row = plant(str(tmp_path / f"{place.slug}.toml"), "there", name="T", wish=Wish(facts=True))
    with reading_as("ar", "es"):
        assert row.said("purpose") == "Aprender"
    with reading_as("en"):
        assert (row.said("purpose"), row.said("summary")) == ("Aprender", "قصير")


def test_a_reader_meets_the_next_language_they_read_where_the_best_says_nothing_of_it() -> None:
    told = {"en": {}, "he": {"summary": "קצר"}, "es": {"name": "Círculo"}}
    row = Kind(name="Club", told=told)
    with reading_as("he", "es"):
        assert row.said("name") == "Círculo"
    with reading_as("he", "en"):
        assert row.said("name") == "Club"


def test_a_consent_travels_in_languages_that_the_ecosystem_does_not_list(tmp_path: Path) -> None:
    place, told = factories.ecosystem(), {"en": "Photos", "ar": "صور"}
    ask_for_consent(place, "photos", told, told, by=STEWARD, at=AT)
    assert exported(place.slug, tmp_path).consents[0].text == told
    there = plant(str(tmp_path / f"{place.slug}.toml"), "there", name="There")
    assert ConsentPurpose.objects.get(ecosystem=there).texts == told
