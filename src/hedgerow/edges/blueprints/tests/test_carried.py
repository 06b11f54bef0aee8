"""Tiers are planted; practices, badges and rules come along, are read, and are exported again."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_planting import told_in
from hedgerow.commons.membership.actions import set_customs
from hedgerow.commons.membership.customs import tiers_of
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.membership.tests.factories import convener, ecosystem
from hedgerow.edges.blueprints.actions import start_planting
from hedgerow.edges.blueprints.bringing import KEPT, bring_blueprint, forget_brought, key_of
from hedgerow.edges.blueprints.carrying import SECTIONS
from hedgerow.edges.blueprints.errors import NoSuchBlueprint
from hedgerow.edges.blueprints.exporting import as_toml, blueprint_of
from hedgerow.edges.blueprints.models import Brought, Carried
from hedgerow.edges.blueprints.schema import DATA, BlueprintError, available, load, read
from hedgerow.edges.blueprints.showing import carriages
from hedgerow.edges.blueprints.tests.test_exporting import plant
from hedgerow.edges.blueprints.tests.test_pages import signed_in
from hedgerow.foundation import jobs
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
STEWARD = Actor.the_steward()
FEW = ("gwangmyeong", "freiburg")


def carried_in(blueprint: object) -> dict[str, object]:
    return {name: getattr(blueprint, name) for name in SECTIONS}


@pytest.mark.slow
@pytest.mark.parametrize(
    "key", [one if one in FEW else pytest.param(one, marks=pytest.mark.slow) for one in available()]
)
def test_nothing_that_is_carried_is_lost_when_it_is_exported(key: str, tmp_path: Path) -> None:
    plant(key, key)
    path = tmp_path / "out.toml"
    path.write_text(as_toml(blueprint_of(STEWARD, key)), encoding="utf-8")
    assert carried_in(read(path)) == carried_in(load(key))


@pytest.mark.slow
def test_the_tiers_of_the_blueprint_are_those_of_the_ecosystem() -> None:
    row = plant("freiburg", "freiburg")
    assert dict(tiers_of(row)) == {o.key: told_in(o.title, "en") for o in load("freiburg").tiers}


@pytest.mark.slow
def test_tiers_that_were_changed_since_are_exported_as_they_are_with_the_roles_kept() -> None:
    row = plant("freiburg", "freiburg")
    tiers = [("locality", "Town"), ("friend", "Friend")]
    set_customs(row, age_of_consent=16, tiers=tiers, told={}, by=STEWARD, at=AT)
    found = blueprint_of(STEWARD, "freiburg").tiers
    assert [(one.key, one.title) for one in found] == tiers
    assert found[0].roles == load("freiburg").tiers[0].roles
    assert found[1].roles == ()


@pytest.mark.slow
def test_a_convener_reads_what_came_along_with_its_source() -> None:
    row = plant("gwangmyeong", "gwangmyeong")
    told, found = load("gwangmyeong"), carriages(row)
    titles = [entry.title for section in found for entry in section.entries]
    for name in ("practices", "badges", "credit_rules", "tiers"):
        for one in getattr(told, name):
            assert told_in(one.title, "en") in titles
    rules = next(one for one in found if "credits" in str(one.title))
    assert any("140" in line for entry in rules.entries for line in entry.lines)


def test_an_ecosystem_that_carries_nothing_says_so() -> None:
    assert carriages(ecosystem()) == ()


@pytest.mark.slow
@pytest.mark.sqlite  # PostgreSQL: tests/kill
@pytest.mark.parametrize(
    ("key", "sites"),
    [("el", {"new-school": 1, "school": 9}), ("syracuse", {"zone-school": 1})],
)
def test_organisations_of_a_history_join_in_the_tiers_of_the_blueprint(
    key: str, sites: dict[str, int]
) -> None:
    row = plant(key, key, history=True, scale=0.05)
    joined = OrganisationMembership.objects.filter(ecosystem=row)
    tiers = Counter(joined.values_list("tier", flat=True))
    assert set(tiers) <= {one.key for one in load(key).tiers}
    schools = Counter(
        joined.filter(organisation__code__startswith="sim-s").values_list("tier", flat=True)
    )
    assert schools
    assert set(schools) <= set(sites)
    partners = set(joined.filter(partner=True).values_list("tier", flat=True))
    assert all("partner" in one.roles for one in load(key).tiers if one.key in partners)


def test_a_history_may_not_name_tiers_that_are_not_there(tmp_path: Path) -> None:
    text = (DATA / "tulsa.toml").read_text(encoding="utf-8")
    path = tmp_path / "mine.toml"
    path.write_text(text.replace("[history]\n", "[history]\ntiers = { elite = 1 }\n"), "utf-8")
    with pytest.raises(BlueprintError, match="tiers that are there; not elite"):
        read(path)


def a_file() -> str:
    plant("tulsa", "tulsa")
    return as_toml(blueprint_of(STEWARD, "tulsa"))


@pytest.mark.slow
def test_a_blueprint_is_planted_elsewhere_by_sending_its_file_in() -> None:
    text, ada = a_file(), signed_in("Ada")
    sent = {"file": SimpleUploadedFile("tulsa.toml", text.encode()), "act_token": "t1"}
    answer = ada.post(reverse("bring-blueprint"), sent)
    row = Brought.objects.get()
    assert answer["Location"] == reverse("start-from", args=[key_of(row)])
    assert ada.get(answer["Location"]).status_code == 200
    named = {"name": "My town", "slug": "my-town", "languages": ["en"], "act_token": "t2"}
    assert ada.post(answer["Location"], named).status_code == 302
    jobs.run_pending()
    town = Ecosystem.objects.get(slug="my-town")
    assert (town.state, town.name) == ("open", "My town")
    assert tiers_of(town) == [(one.key, told_in(one.title, "en")) for one in load("tulsa").tiers]
    assert Carried.objects.filter(ecosystem=town).exists()


def test_what_is_wrong_in_a_file_is_told_and_nothing_is_kept() -> None:
    ada = signed_in("Ada")
    for content in (b"identity = 1", b"\xff\xfe\x00", b"no toml at all ="):
        sent = {"file": SimpleUploadedFile("x.toml", content), "act_token": content.hex()}
        assert ada.post(reverse("bring-blueprint"), sent).status_code == 422
    assert not Brought.objects.exists()


@pytest.mark.slow
def test_a_file_is_its_bringers_alone_and_kept_for_a_month() -> None:
    text, aspen = a_file(), ecosystem()
    ada = Actor(person_id=convener(aspen).pk, via="page")
    eve = Actor(person_id=convener(aspen, "Eve").pk, via="page")
    with pytest.raises(NotPermitted):
        bring_blueprint(text, by=Actor.public(), at=AT)
    with pytest.raises(NoSuchBlueprint):
        bring_blueprint("identity = 1", by=ada, at=AT)
    for odd in ("a." * 60_000 + "b=1", "a=" + "[" * 5000 + "]" * 5000, "a=" + "9" * 5000):
        with pytest.raises(NoSuchBlueprint):
            bring_blueprint(odd, by=ada, at=AT)
    row = bring_blueprint(text, by=ada, at=AT)
    with pytest.raises(NotFound):
        start_planting(key_of(row), by=eve, at=AT, slug="mine", name="Mine")
    assert forget_brought(AT + KEPT - timedelta(days=31)) == 0
    assert forget_brought(AT + KEPT) == 1
    assert not Ecosystem.objects.filter(slug="mine").exists()
