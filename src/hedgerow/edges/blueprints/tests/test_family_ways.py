"""The words in which families are told, and their rule, travel with a blueprint."""

from pathlib import Path

import pytest

from hedgerow.commons.membership.tests import factories
from hedgerow.edges.blueprints.exporting import as_toml, taken_along
from hedgerow.edges.blueprints.schema import BlueprintError, load, read_text
from hedgerow.edges.blueprints.tests.test_exporting import STEWARD, exported, plant
from hedgerow.edges.blueprints.tests.test_held_back import BY
from hedgerow.edges.blueprints.wishes import Wish
from hedgerow.features.engagement.families.actions import choose_rule, edit_template
from hedgerow.features.engagement.families.models import FamilyRule, MessageTemplate
from hedgerow.foundation.ui.speaking import reading_as

pytestmark = pytest.mark.django_db
LATE = {"en": ["{child} was late", "Dear {family}, on {day}."], "es": ["Tarde", "{day}"]}


def test_messages_and_the_rule_are_the_same_elsewhere(tmp_path: Path) -> None:
    place = factories.ecosystem()
    edit_template(place, "late", LATE, True, **BY)
    choose_rule(place, "not", **BY)
    first = exported(place.slug, tmp_path)
    there = plant(str(tmp_path / f"{place.slug}.toml"), "there", name="There")
    (row,) = MessageTemplate.objects.filter(ecosystem=there)
    assert (row.key, row.texts, row.asks) == ("late", LATE, True)
    assert FamilyRule.objects.get(ecosystem=there).until_said == "not"
    assert exported("there", tmp_path).families == first.families


def test_a_message_that_names_or_reaches_somebody_stays_whole() -> None:
    place = factories.ecosystem()
    factories.named(place, "Ida Quill")
    edit_template(place, "late", {"en": ["Late", "Call 044 123 45 67."]}, False, **BY)
    edit_template(place, "choir", {"en": ["Choir", "Yours, Ida Quill"]}, False, **BY)
    taken = taken_along(STEWARD, place.slug)
    assert taken.blueprint.families.templates == ()
    assert [(one.where, one.names, one.whole) for one in taken.held] == [
        ("families / choir", ("Ida Quill",), True),
        ("families / late", ("044 123 45 67",), True),
    ]


def test_where_families_are_told_as_usual_nothing_is_said() -> None:
    assert "families" not in as_toml(taken_along(STEWARD, factories.ecosystem().slug).blueprint)


def test_a_blank_that_is_not_known_is_refused_when_the_file_is_read() -> None:
    told = as_toml(taken_along(STEWARD, factories.ecosystem().slug).blueprint)
    wrong = '[[families.templates]]\nkey = "a"\nsubject = { en = "A" }\nbody = { en = "{who}" }'
    with pytest.raises(BlueprintError, match=r"families\.templates\.0: expected blanks of"):
        read_text(f"{told}\n{wrong}\n", "mine.toml")


@pytest.mark.slow
def test_a_hive_that_is_due_says_so_in_each_language_and_again_elsewhere(tmp_path: Path) -> None:
    row = plant("hive", "hive").parts.get(slug="hive-uk-1")
    for language, said in dict(
        next(one.summary for one in load("hive").parts if one.key == "uk-1")
    ).items():
        with reading_as(language):
            assert row.said("summary") == said
    found = exported("hive", tmp_path)
    plant(str(tmp_path / "hive.toml"), "there", name="There", wish=Wish(facts=True))
    assert [one.summary for one in exported("there", tmp_path).parts] == [
        one.summary for one in found.parts
    ]
