"""What an ecosystem is made of travels as a file; who is in it stays."""

from argparse import ArgumentParser
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.activities.actions import save_kinds
from hedgerow.commons.bodies.models import Body
from hedgerow.commons.ecosystems.actions import add_term
from hedgerow.commons.ecosystems.models import Ecosystem, Figure
from hedgerow.commons.ecosystems.permissions import EXPORT_ECOSYSTEM, VIEW_ECOSYSTEM
from hedgerow.commons.frameworks.actions import (
    adopt_version,
    begin_version,
    save_framework,
    tie_items,
)
from hedgerow.commons.frameworks.models import Scale
from hedgerow.commons.frameworks.planting import Framework, loose_ends, plant_frameworks
from hedgerow.commons.membership.tests.factories import ecosystem
from hedgerow.edges.blueprints.actions import start_planting
from hedgerow.edges.blueprints.commands import COMMANDS
from hedgerow.edges.blueprints.exporting import as_toml, blueprint_of
from hedgerow.edges.blueprints.keys import Keys
from hedgerow.edges.blueprints.schema import Blueprint, load, read
from hedgerow.edges.blueprints.taking_over import as_own
from hedgerow.edges.blueprints.wishes import Wish
from hedgerow.foundation.errors import NotPermitted
from hedgerow.foundation.installation.errors import FileExists
from hedgerow.foundation.jobs import work
from hedgerow.foundation.permissions import Actor

AT = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
STEWARD = Actor.the_steward()


def plant(key: str, slug: str, **values) -> Ecosystem:
    job = start_planting(key, by=STEWARD, at=AT, slug=slug, **values)
    error = work.finish(job, lambda done, total: None)
    if error:
        raise error
    return Ecosystem.objects.get(slug=slug)


def exported(slug: str, folder: Path) -> Blueprint:
    path = folder / f"{slug}.toml"
    path.write_text(as_toml(blueprint_of(STEWARD, slug)), encoding="utf-8")
    return read(path)


def pattern(found: Blueprint) -> dict:
    return found.model_dump(exclude={"identity": {"key", "name"}})


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(
    "key", ["hive", *(pytest.param(one, marks=pytest.mark.slow) for one in ("tulsa", "long-beach"))]
)
def test_what_is_exported_can_be_planted_and_exported_again(key: str, tmp_path) -> None:
    plant(key, key)
    first = exported(key, tmp_path)
    plant(str(tmp_path / f"{key}.toml"), "town", name="My town", wish=Wish(facts=True))
    second = exported("town", tmp_path)
    assert (second.identity.key, second.identity.name) == ("town", "My town")
    assert pattern(as_own(first)) == pattern(as_own(second))


@pytest.mark.django_db
@pytest.mark.slow
def test_the_file_says_what_the_blueprint_said(tmp_path) -> None:
    plant("tulsa", "tulsa")
    told, found = load("tulsa"), exported("tulsa", tmp_path)
    for name in ("frameworks", "indicators", "figures"):
        assert getattr(found, name) == getattr(told, name)
    assert [one.title for one in found.activity_kinds] == [o.title for o in told.activity_kinds]
    assert [one.minimum_minutes for one in found.activity_kinds] == [
        one.minimum_minutes for one in told.activity_kinds
    ]
    assert {(str(one.name), one.starts, one.ends) for one in found.terms} == {
        (str(one.name), one.starts, one.ends) for one in told.terms
    }
    assert found.scales == told.scales
    seats = [[(c.title, c.seats) for c in one.constituencies] for one in found.bodies]
    assert seats == [[(c.title, c.seats) for c in one.constituencies] for one in told.bodies]
    assert (
        [one.simulated for one in found.bodies] == [one.simulated for one in told.bodies] == [True]
    )


@pytest.mark.django_db
def test_an_ecosystem_of_which_little_is_said_travels_too(tmp_path) -> None:
    eco = ecosystem()
    add_term(eco, "Year", date(2026, 9, 1), date(2027, 6, 30), by=STEWARD, at=AT)
    add_term(eco, "Autumn 2026", date(2026, 9, 1), date(2026, 10, 31), by=STEWARD, at=AT)
    save_kinds(eco, [{"key": "Club_1", "name": "Club", "minimum_minutes": 50}], by=STEWARD, at=AT)
    Figure.objects.create(ecosystem=eco, name="schools", value=3, unit="schools", as_of="2020")
    Scale.objects.create(ecosystem=eco, key="depth", steps=[[1, ""], [2, "deep"]])
    Body.objects.create(ecosystem=eco, key="board", founded=2009)
    found = exported(eco.slug, tmp_path)
    assert (found.figures, found.scales[0].levels) == ((), ("1", "deep"))
    assert [(one.title, one.seats, one.founded) for one in found.bodies] == [("board", 0, 2009)]
    assert [(one.name, one.starts, one.ends) for one in found.terms] == [
        ("Autumn", "09-01", "10-28")
    ]
    (kind,) = found.activity_kinds
    assert (kind.key, kind.minimum_minutes) == ("club-1", 50)
    assert (found.frameworks, found.territory.country) == ((), "")


@pytest.mark.django_db
def test_a_part_that_the_convener_does_not_see_stays_out() -> None:
    eco = ecosystem()
    for name, public in (("Open hive", True), ("Hidden hive", False)):
        slug = name.lower().replace(" ", "-")
        Ecosystem.objects.create(slug=slug, name=name, parent=eco, public=public, created_at=AT)
    may = Actor(person_id=1, grants={eco.pk: frozenset({EXPORT_ECOSYSTEM, VIEW_ECOSYSTEM})})
    assert [one.name for one in blueprint_of(may, eco.slug).parts] == ["Open hive"]
    assert len(blueprint_of(STEWARD, eco.slug).parts) == 2


def test_two_names_that_make_one_key_stay_two() -> None:
    keys = Keys()
    assert [keys.new(text) for text in ("A_b", "a-b", "7", "")] == ["a-b", "a-b-2", "k-7", "k"]


@pytest.mark.django_db
def test_who_may_not_edit_it_is_refused() -> None:
    eco = ecosystem()
    with pytest.raises(NotPermitted):
        blueprint_of(Actor.public(), eco.slug)


@pytest.mark.django_db
@pytest.mark.slow
def test_many_frameworks_are_read_in_as_many_queries_as_few() -> None:
    counts = []
    for size in (2, 20):
        eco = Ecosystem.objects.create(slug=f"of-{size}", name="Of", created_at=AT)
        for number in range(size):
            items = [{"code": "1", "title": "One"}, {"code": "1.1", "title": "Two", "parent": "1"}]
            save_framework(
                eco, f"f{number}", f"F {number}", items, by=STEWARD, at=AT, kind="parts", source=""
            )
        with CaptureQueriesContext(
            connection,
        ) as caught:
            found = blueprint_of(STEWARD, eco.slug)
        assert len(found.frameworks) == size
        counts.append(len(caught))
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_the_command_writes_a_file_or_prints_it(tmp_path, capsys) -> None:
    eco = ecosystem()
    command = next(one for one in COMMANDS if one.name == "export")
    parser = ArgumentParser()
    command.configure(parser)
    path = tmp_path / "mine.toml"
    assert command.run(parser.parse_args([eco.slug, str(path)])) == 0
    assert read(path).identity.name == eco.name
    path.write_text("another's", encoding="utf-8")
    with pytest.raises(FileExists):
        command.run(parser.parse_args([eco.slug, str(path)]))
    assert path.read_text(encoding="utf-8") == "another's"
    assert command.run(parser.parse_args([eco.slug, str(path), "--replace"])) == 0
    assert command.run(parser.parse_args([eco.slug])) == 0
    assert capsys.readouterr().out == path.read_text(encoding="utf-8")
    assert command.run(parser.parse_args([eco.slug, "--json"])) == 0
    assert Blueprint.model_validate_json(capsys.readouterr().out) == read(path)


@pytest.mark.slow
@pytest.mark.django_db
def test_versions_and_ties_of_frameworks_travel_and_are_planted_again(tmp_path) -> None:
    eco = ecosystem()
    first = save_framework(
        eco, "f", "F", [{"code": "1"}, {"code": "2"}], by=STEWARD, at=AT, kind="f"
    )
    draft = begin_version(first, "2027", by=STEWARD, at=AT)
    adopt_version(draft, date(2026, 9, 1), by=STEWARD, at=AT)
    essay = {"kind": "exemplar", "origin_id": draft.items.get(code="1").pk,
             "destination_uri": "https://example.org/essay", "destination_title": "An essay"}  # fmt: skip
    tie_items(draft, [essay], by=STEWARD, at=AT)
    found = exported(eco.slug, tmp_path)
    assert [(one.version, one.status, one.ended_on) for one in found.frameworks] == [
        ("1", "deprecated", date(2026, 9, 1)),
        ("2027", "adopted", None),
    ]
    other = ecosystem()
    plant_frameworks(other, found.frameworks, found.scales, by=STEWARD, at=AT)
    told = [one.model_dump(exclude={"ties"}) for one in exported(other.slug, tmp_path).frameworks]
    assert told == [one.model_dump(exclude={"ties"}) for one in found.frameworks]
    assert {str(one) for row in exported(other.slug, tmp_path).frameworks for one in row.ties} == {
        str(one) for row in found.frameworks for one in row.ties
    }


def test_a_tie_to_an_item_that_is_not_there_is_refused() -> None:
    items = [{"code": "1", "title": "One"}]
    tie = {"kind": "precedes", "origin": "1", "destination": "g/1"}
    row = Framework(key="f", title="F", items=items, ties=[tie])
    assert loose_ends([row]) == ["g/1"]
    assert loose_ends([row, Framework(key="g", title="G", items=items)]) == []
