"""California's files as the state published them, into one district's ecosystem."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.observations.models import Observation
from hedgerow.commons.people.models import Organisation
from hedgerow.edges.exchange.actions import Upload, import_file
from hedgerow.edges.exchange.mappings import read_mapping
from hedgerow.foundation.permissions import Actor

ROOT = Path(__file__).resolve().parents[5]
DATA = ROOT.parent / "shared/data/california-schools-2014-15"
EXAMPLES = ROOT / "docs/examples"
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)

pytestmark = [
    pytest.mark.shared,
    pytest.mark.django_db,
    pytest.mark.skipif(not DATA.exists(), reason="../shared/data is not here"),
]


def bring(ecosystem, file, mapping):
    chosen = read_mapping(EXAMPLES / mapping)
    upload = Upload(DATA / file, chosen)
    return import_file(ecosystem, upload, by=Actor.the_steward(), at=AT)


@pytest.mark.slow
def test_long_beach_gets_its_schools_and_scores_once():
    grove = Ecosystem.objects.create(slug="long-beach", name="Long Beach", created_at=AT)
    schools = bring(grove, "frpm.csv", "california-schools.toml")
    assert schools.new == {"county": 1, "district": 1, "school": 84}
    assert sum(schools.excluded.values()) == 2
    school = Organisation.objects.get(code="19647250107458")
    assert school.parent.code == "1964725"
    assert school.parent.parent.name == "Los Angeles"

    scores = bring(grove, "satscores.csv", "california-sat.toml")
    assert sum(scores.new.values()) == 48
    assert sum(scores.excluded.values()) == 3
    assert Organisation.objects.count() == 86
    without = Observation.objects.filter(value=None).exclude(missing="")
    assert without.count() == 9
    assert without.values("organisation").distinct().count() == 3

    for again in (
        bring(grove, "frpm.csv", "california-schools.toml"),
        bring(grove, "satscores.csv", "california-sat.toml"),
    ):
        assert (again.new, again.changed) == ({}, {})
