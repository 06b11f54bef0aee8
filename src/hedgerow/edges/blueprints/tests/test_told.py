"""What is told in several languages travels with a blueprint in all of them."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from hedgerow.commons.membership.actions import set_customs
from hedgerow.commons.observations.words import KNOWN
from hedgerow.edges.blueprints.schema import UNTITLED, Blueprint, available, load
from hedgerow.edges.blueprints.showing import carriages
from hedgerow.edges.blueprints.tellings import Telling
from hedgerow.features.engagement.choice.actions import save_criterion, save_offer
from hedgerow.features.engagement.opportunities.models import OpportunityKind
from hedgerow.features.engagement.placements.models import PlacementKind, Requirement
from hedgerow.foundation.ui.speaking import reading_as

from .test_exporting import exported, plant
from .test_taking_part import BY, again, round_of, same, town

UNSAID = ("share", "year", "rank")

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_what_is_named_in_several_languages_travels_in_all_of_them(tmp_path: Path) -> None:
    place = town()
    OpportunityKind.objects.update(told={"en": {}, "ar": {"name": "يوم مفتوح"}})
    PlacementKind.objects.update(told={"en": {}, "ar": {"asked.On_time": "حضر", "scale.1": "لا"}})
    Requirement.objects.update(told={"en": {}, "es": {"title": "Formulario"}})
    tiers: Any = {"tiers": [("core", "Core")], "told": {"ar": {"tier.core": "أساسي"}}}
    set_customs(place, age_of_consent=16, **tiers, **BY)
    row = round_of(place, "paths", told={"ar": {"title": "مسارات"}})
    save_offer(row, {"title": "Arts", "seats": 3, "told": {"es": {"title": "Artes"}}}, **BY)
    rule = {"kind": "sibling", "title": "Brothers", "told": {"es": {"title": "Hermanos"}}}
    save_criterion(row, rule, **BY)
    first, second = again(place, tmp_path)
    (kind,), (placement,) = first.opportunity_kinds, first.placement_kinds
    assert kind.title == {"en": "Open day", "ar": "يوم مفتوح"}
    assert placement.asked == {"on-time": {"en": "Was on time", "ar": "حضر"}}
    assert placement.levels == ({"en": "no", "ar": "لا"}, "yes")
    assert placement.requirements[0].title["es"] == "Formulario"
    assert first.tiers[0].title == {"en": "Core", "ar": "أساسي"}
    assert first.tiers == second.tiers
    assert first.rounds[0].title == {"en": "Choice paths", "ar": "مسارات"}
    assert first.rounds[0].offers[0].title == {"en": "Arts", "es": "Artes"}
    assert first.rounds[0].rules[0].title == {"en": "Brothers", "es": "Hermanos"}
    same(first, second)


@pytest.mark.parametrize("key", available())
def test_a_blueprint_tells_everything_in_its_own_languages_and_in_english(key: str) -> None:
    found = load(key)
    asked = {*found.identity.languages, "en"}
    for text in tellable(found):
        told = {found.identity.languages[0]} if isinstance(text, str) else {*text}
        assert asked <= told or not text, text


@pytest.mark.slow
@pytest.mark.parametrize("key", available())
def test_what_a_blueprint_tells_comes_back_in_all_languages(key: str, tmp_path: Path) -> None:
    plant(key, key)
    back = [*tellable(exported(key, tmp_path))]
    made_up = {"opportunities": (), "history": None, "mentoring": None}
    for text in tellable(load(key).model_copy(update=made_up)):
        assert not text or text in back


@pytest.mark.slow
def test_each_reader_meets_what_came_along_in_their_own_language() -> None:
    row = plant("beit-jann", "beit-jann")
    said = {}
    for language in ("ar", "he", "en"):
        with reading_as(language):
            said[language] = {
                line for section in carriages(row) for one in section.entries
                for line in (one.title, *one.lines, *one.steps, *one.criteria)
            }  # fmt: skip
    told = load("beit-jann")
    for one in (*told.practices, *told.badges, *told.calendar):
        assert all(one.title[language] in said[language] for language in said)
    assert all(badge.criteria[0]["ar"] in said["ar"] for badge in told.badges)
    assert not said["ar"] & said["en"]


def tellable(found: Blueprint) -> Iterator[Telling]:
    """All that a blueprint may tell in several languages and that has words."""
    identity = found.identity
    yield from (identity.summary, identity.purpose, *identity.vocabulary.values())
    named = (found.tiers, found.activity_kinds, found.opportunity_kinds, found.calendar)
    yield from (one.title for one in chain(*named))
    for figure in found.figures:
        yield from (figure.name, figure.qualifier)
        yield from () if figure.unit in UNSAID else (figure.unit,)
    for body in (*found.bodies, *filter(None, [found.history and found.history.site_body])):
        yield from (body.title, *(one.title for one in body.constituencies))
    for indicator in found.indicators:
        yield from (indicator.title, "" if indicator.unit in [*KNOWN] else indicator.unit)
    yield from _worked_towards(found)
    yield from _come_along(found)
    yield from _taken_part_in(found)


def _worked_towards(found: Blueprint) -> Iterator[Telling]:
    for framework in found.frameworks:
        yield from (
            framework.title,
            *(one.title for one in framework.items if one.title != UNTITLED),
            *(one.description for one in framework.items),
        )
    for scale in found.scales:
        yield from (scale.title, *scale.levels)
    yield from (one.name for one in found.terms)
    yield from (one.title for one in found.territory.population)


def _come_along(found: Blueprint) -> Iterator[Telling]:
    for practice in found.practices:
        yield from (practice.title, practice.summary, *practice.steps)
    for badge in found.badges:
        yield from (badge.title, *badge.criteria)
    for rule in found.credit_rules:
        yield from (rule.title, rule.unit, rule.scope)
    for terms in found.agreements:
        yield from (terms.title, terms.scope, terms.shared_for)


def _taken_part_in(found: Blueprint) -> Iterator[Telling]:
    for kind in found.placement_kinds:
        yield from (kind.title, *kind.asked.values(), *kind.levels)
    yield from (one.title for one in (found.mentoring.checks if found.mentoring else ()))
    requirements = chain.from_iterable(one.requirements for one in found.placement_kinds)
    yield from chain.from_iterable((one.title, one.help) for one in requirements)
    offers = [*chain.from_iterable(one.offers for one in found.rounds)]
    rules = chain.from_iterable(one.rules for one in chain(found.rounds, offers))
    yield from (rule.title for rule in rules)
    for offered in chain(found.opportunities, found.rounds, offers):
        yield from (offered.title, offered.summary)
