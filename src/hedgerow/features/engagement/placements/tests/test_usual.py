"""Usual kinds of placement, with what each requires, in every language of the catalogue."""

import tomllib
from pathlib import Path

import pytest
from django.utils.translation import override

import hedgerow
from hedgerow.features.engagement.placements import actions, usual
from hedgerow.features.engagement.placements.kind_forms import KindForm, kind_said
from hedgerow.features.engagement.placements.kind_views import _values
from hedgerow.features.engagement.placements.models import PlacementKind
from hedgerow.foundation.errors import NotPermitted

from .factories import NOW, Clinic, clinic

BLUEPRINTS = Path(hedgerow.__file__).parent / "edges" / "blueprints" / "data"
pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Clinic:
    return clinic()


def test_they_are_added_once_with_steps_and_what_their_hours_count_as(town: Clinic) -> None:
    done = actions.add_usual_placement_kinds(town.ecosystem, by=town.ada, at=NOW)
    assert (done.new, done.unchanged) == (len(usual.KINDS.names), 0)
    kind = PlacementKind.objects.get(ecosystem=town.ecosystem, key="apprenticeship")
    assert kind.activity_kind.key == "internship"
    assert kind.requirements.filter(key="contract", may_waive=False).exists()
    again = actions.add_usual_placement_kinds(town.ecosystem, by=town.ada, at=NOW)
    assert (again.new, again.unchanged) == (0, len(usual.KINDS.names))


def test_who_may_not_set_up_kinds_adds_none(town: Clinic) -> None:
    with pytest.raises(NotPermitted):
        actions.add_usual_placement_kinds(town.ecosystem, by=town.ed, at=NOW)
    assert PlacementKind.objects.count() == 1


def test_all_their_words_follow_the_reader_and_saving_in_another_language_keeps_them(
    town: Clinic,
) -> None:
    actions.add_usual_placement_kinds(town.ecosystem, by=town.ada, at=NOW)
    kind = PlacementKind.objects.get(ecosystem=town.ecosystem, key="internship")
    step = kind.requirements.get(key="insurance")
    with override("ar"):
        assert kind.shown == usual.KINDS.words("internship")["ar"] != kind.title
        assert step.shown == usual.STEPS.words("insurance")["ar"]
        assert kind.levels_of("host")[0] == (1, usual.LEVELS.words("1")["ar"])
        assert ("care", usual.ASKED.words("care")["ar"]) in kind.asked_of("host")
        form = KindForm(kind_said(kind), ecosystem=town.ecosystem)
        assert form.is_valid(), form.errors
        said = _values(kind, form.cleaned_data)
    assert (said["title"], said["asked"], said["scale"]) == (kind.title, kind.asked, kind.scale)
    assert {one["title"] for one in said["requirements"]} == set(
        kind.requirements.values_list("title", flat=True)
    )


def test_a_kind_that_a_blueprint_gave_a_key_of_its_own_follows_the_reader_too(town: Clinic) -> None:
    assert (town.kind.key, town.kind.title) == ("shadowing", "Job shadowing")
    with override("ar"):
        assert town.kind.shown == usual.KINDS.words("job-shadowing")["ar"] != town.kind.title
        assert (
            usual.STEPS.shown("safeguarding", "Safeguarding check of the supervisor")
            == (usual.STEPS.words("safeguarding-check")["ar"])
        )


@pytest.mark.parametrize("name", ["long-beach", "tulsa"])
def test_what_english_blueprints_require_and_ask_is_shown_in_the_readers_language(
    name: str,
) -> None:
    said = tomllib.loads((BLUEPRINTS / f"{name}.toml").read_text("utf-8"))
    for kind in said["placement_kinds"]:
        for one in kind["requirements"]:
            assert usual.STEPS.is_usual(one["key"], in_english(one["title"])), one
        for key, title in kind["asked"].items():
            assert usual.ASKED.is_usual(key, in_english(title)), title
        for level, words in enumerate(kind["levels"], 1):
            assert usual.LEVELS.is_usual(str(level), in_english(words)), words


def in_english(told: str | dict[str, str]) -> str:
    return told if isinstance(told, str) else told["en"]
