"""Scales travel with what is rated on them, titles in every language, and what is made up says so."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.commons.activities.planting import ActivityKind, plant_kinds
from hedgerow.commons.ecosystems.actions import state_populations
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.planting import plant_populations
from hedgerow.commons.ecosystems.telling import kept_told
from hedgerow.commons.ecosystems.term_planting import Term, plant_terms
from hedgerow.commons.ecosystems.told_planting import in_languages
from hedgerow.commons.frameworks.models import Framework as Row
from hedgerow.commons.frameworks.planting import Framework, plant_frameworks
from hedgerow.commons.frameworks.scale_planting import Scale
from hedgerow.commons.membership.tests.factories import ecosystem
from hedgerow.edges.blueprints.schema import Blueprint, BlueprintError, available, load, read
from hedgerow.edges.blueprints.tellings import telling

from .test_exporting import AT, STEWARD, exported
from .test_schema import changed

HOW = {"by": STEWARD, "at": AT}
SCALES = (
    Scale(key="ready", title={"he": "מוכנות", "ar": "جاهزية"}, levels=["א", {"he": "ב", "en": "B"}],
          simulated=True),
    Scale(key="own", title={"ar": "خاص", "en": "Own"}, levels=[{"ar": "أ", "en": "a"}, {"ar": "ب"}]),
)  # fmt: skip
ITEMS = (
    {"code": "1", "title": {"he": "אחת", "ar": "واحد"}, "scale": "own"},
    {
        "code": "2",
        "title": {"he": "שתיים", "en": "Two"},
        "description": {"he": "תיאור", "en": "Said"},
    },
    {"code": "3"},
)
FRAMEWORKS = (
    Framework(key="f", title={"he": "מסגרת", "ar": "إطار"}, scale="ready", items=ITEMS),
    Framework(key="g", title="אחרת", items=[{"code": "1", "title": "אחת"}]),
)


def planted(found: Blueprint | None = None) -> Ecosystem:
    eco = ecosystem(languages=["he", "ar"])
    frameworks, scales = (found.frameworks, found.scales) if found else (FRAMEWORKS, SCALES)
    plant_frameworks(eco, frameworks, scales, **HOW)
    terms = found.terms if found else [
        Term(name={"he": "מחצית", "ar": "فصل"}, starts="09-01", ends="12-28", simulated=True),
        Term(name="קיץ", starts="04-01", ends="06-20"),
    ]  # fmt: skip
    plant_terms(eco, terms, **HOW)
    kinds = found.activity_kinds if found else [
        ActivityKind(key="club", title={"he": "חוג", "en": "Club"}, simulated=True),
        ActivityKind(key="talk", title="שיחה"),
    ]  # fmt: skip
    plant_kinds(eco, kinds, **HOW)
    plant_populations(eco, found.territory.population if found else (), **HOW)
    return eco


@pytest.mark.django_db
def test_what_is_planted_exported_and_planted_again_is_the_same(tmp_path: Path) -> None:
    eco = planted()
    figure = {"dimension": "age", "group": "7", "title": "בני שבע", "value": 3, "source": "s",
              "as_of": date(2026, 9, 1), "told": {"ar": {"title": "سبعة"}}}  # fmt: skip
    state_populations(eco, [figure], **HOW)
    first = exported(eco.slug, tmp_path)
    assert (first.scales, first.frameworks) == (SCALES, FRAMEWORKS)
    assert {(str(one.name), one.simulated) for one in first.terms} == {
        (str({"he": "מחצית", "ar": "فصل"}), True), ("קיץ", False),
    }  # fmt: skip
    assert [one.simulated for one in first.activity_kinds] == [True, False]
    (group,) = first.territory.population
    assert group.title == {"he": "בני שבע", "ar": "سبعة"}
    second = exported(planted(first).slug, tmp_path)
    for name in ("scales", "frameworks", "terms", "activity_kinds", "territory"):
        assert getattr(first, name) == getattr(second, name)


def test_a_scale_that_is_not_there_is_refused(tmp_path: Path) -> None:
    old = '[[frameworks]]\nkey = "components"\n'
    path = changed(tmp_path, old, f'{old}scale = "depth"\n')
    path.write_text(path.read_text(encoding="utf-8").replace('scale = "stage"\n', ""), "utf-8")
    with pytest.raises(BlueprintError, match="scales that are there; not depth"):
        read(path)


@pytest.mark.parametrize("key", available())
def test_a_blueprint_brings_no_scale_on_which_nothing_is_rated(key: str) -> None:
    found = load(key)
    rated = {one.scale for row in found.frameworks for one in (row, *row.items)} - {""}
    assert rated == {one.key for one in found.scales}


@pytest.mark.parametrize("key", available())
def test_a_step_of_a_scale_is_called_otherwise_than_what_is_rated_on_it(key: str) -> None:
    found = load(key)
    steps = {one.key: {str(level) for level in one.levels} for one in found.scales}
    for row in found.frameworks:
        for item in row.items:
            assert str(item.title) not in steps.get(item.scale or row.scale, ())


ABOUT_THE_PLACE = {
    "benchmarks", "components", "conditions", "implementation-review", "pathways", "pillars",
    "steps", "tools",
}  # fmt: skip
"""Frameworks on which schools, sites and structures are rated."""


@pytest.mark.parametrize("key", available())
def test_learners_are_rated_on_what_is_about_learners(key: str) -> None:
    history = load(key).history
    assert history is not None
    rated = {name.partition("/")[0] for name in history.learning.progress}
    assert not rated & ABOUT_THE_PLACE


WORDS = st.text("אבجدab ", min_size=1, max_size=8).map(str.strip).filter(bool)
TITLES = WORDS | st.dictionaries(st.sampled_from(["he", "ar", "en"]), WORDS, min_size=1)


@given(TITLES)
def test_a_title_comes_back_in_every_language_that_it_was_written_in(title: object) -> None:
    place = Ecosystem(languages=["he", "ar"])
    said = in_languages({"title": title}, place.languages)  # type: ignore[dict-item]
    row = Row(title=said["title"], told=kept_told(Row, said["told"], place))
    plain = title["he"] if isinstance(title, dict) and [*title] == ["he"] else title
    assert telling(row, "title", row.title, place) == plain
