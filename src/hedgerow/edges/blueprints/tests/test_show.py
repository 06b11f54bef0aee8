"""``hedgerow show`` counts one ecosystem and no other."""

import json
from argparse import Namespace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from hedgerow.commons.ecosystems.models import Ecosystem, Figure
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.people.models import Organisation
from hedgerow.edges.blueprints.commands import COMMANDS
from hedgerow.edges.blueprints.queries import contents
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

SHOW = next(one for one in COMMANDS if one.name == "show")
NOW = datetime(2026, 11, 24, tzinfo=UTC)


def planted(slug: str, state: str = "open") -> Ecosystem:
    one = Ecosystem.objects.create(slug=slug, name=slug, state=state, created_at=NOW)
    school = Organisation.objects.create(kept_by=one, name="Elm", kind="school", created_at=NOW)
    OrganisationMembership.objects.create(ecosystem=one, organisation=school, starts=NOW.date())
    Figure.objects.create(
        ecosystem=one,
        name="schools",
        value=Decimal(400),
        unit="schools",
        qualifier="about",
        as_of="2013",
        source="a page",
    )
    return one


@pytest.mark.django_db
def test_it_counts_one_ecosystem_and_not_its_neighbour(capsys: pytest.CaptureFixture[str]) -> None:
    planted("ada")
    planted("cy")
    assert SHOW.run(Namespace(slug="ada", json=True)) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["organisations_by_kind"] == {"school": 1}
    assert [(fact["value"], fact["as_of"]) for fact in told["facts"]] == [("400", "2013")]
    assert SHOW.run(Namespace(slug="ada", json=False)) == 0
    assert "schools: about 400 schools (2013; a page)" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_public_is_not_told_of_one_being_planted() -> None:
    planted("ada", state="planting")
    with pytest.raises(NotFound):
        contents(Actor.public(), "ada")
    assert contents(Actor.the_steward(), "ada").slug == "ada"
