"""Texts in several languages, and names as their language writes them."""

from random import Random

import pytest
from django.conf import settings
from django.utils import translation

from hedgerow.commons.ecosystems.kinds import KINDS
from hedgerow.commons.ecosystems.told_planting import told_in
from hedgerow.edges.blueprints.cards import card
from hedgerow.edges.blueprints.pools import available, pool
from hedgerow.edges.blueprints.schema import available as every_blueprint
from hedgerow.edges.blueprints.schema import load
from hedgerow.edges.blueprints.wishes import Wish, identity

TEXT = {"it": "scuola", "en": "school"}


@pytest.mark.parametrize(
    ("languages", "told"),
    [(("en", "it"), "school"), (("ar", "it"), "scuola"), (("ar",), "scuola"), ((), "scuola")],
)
def test_a_text_is_told_in_the_first_language_it_has(languages, told) -> None:
    assert told_in(TEXT, *languages) == told
    assert told_in("only one", *languages) == "only one"


def test_an_ecosystem_tells_its_purpose_in_its_main_language_and_a_card_in_the_readers() -> None:
    freiburg = load("freiburg")
    own = identity(freiburg, Wish(), has_facts=True)
    english = identity(freiburg, Wish(languages=("en",)), has_facts=True)
    assert own["purpose"] == told_in(freiburg.identity.purpose, "de")
    assert english["purpose"] == told_in(freiburg.identity.purpose, "en") != own["purpose"]
    assert own["told"]["de"] == {}
    assert own["told"]["es"]["summary"] == told_in(freiburg.identity.summary, "es")
    with translation.override("es"):
        assert card("freiburg").summary == told_in(freiburg.identity.summary, "es")
    with translation.override("ko"):
        assert card("freiburg").summary == english["summary"]


def test_a_name_is_told_in_other_languages_unless_the_ecosystem_bears_another() -> None:
    sat = load("sat")
    english = {"en": "Tutorial Learning System (SAT)"}
    assert sat.identity.names == english
    told = {
        name: identity(sat, wish, has_facts=True, name=name)["told"]["en"].get("name")
        for name, wish in ((sat.identity.name, Wish()), ("My town", Wish(facts=True)))
    }
    assert told == {sat.identity.name: english["en"], "My town": None}
    spoken = identity(sat, Wish(languages=("en",)), has_facts=True, name=sat.identity.name)
    assert spoken["told"]["en"] == {}


@pytest.mark.parametrize("key", every_blueprint())
def test_whoever_chooses_a_blueprint_reads_about_it_in_the_own_language(key: str) -> None:
    told = load(key).identity.summary
    assert {code for code, _name in settings.LANGUAGES} <= {*told}


def test_korean_names_are_written_in_one_with_the_family_first() -> None:
    korean = pool("korean")
    names, drawn = korean.people, korean.full(*korean.person(Random(1)))
    assert drawn in {family + given for family in names.family for given in names.given}


@pytest.mark.parametrize("key", available())
def test_no_name_or_place_of_a_pool_stands_there_twice(key: str) -> None:
    one = pool(key)
    for names in (one.places, one.people.given, one.people.family):
        assert len(names) == len({*names})


@pytest.mark.parametrize("key", every_blueprint())
def test_every_kind_of_a_blueprint_has_a_word_in_english(key: str) -> None:
    found = load(key)
    told = {found.identity.kind, *(one.kind for one in found.parts)}
    if found.history:
        told |= {one.kind for one in (*found.history.sites, *found.history.others)}
        told |= {found.history.above.kind} if found.history.above.count else set()
        told |= {found.history.parts.kind} if found.history.parts else set()
    own = {kind for kind, words in found.identity.vocabulary.items() if "en" in words}
    assert told - own - {*KINDS} == set()


@pytest.mark.parametrize("key", every_blueprint())
def test_every_kind_of_ecosystem_and_organisation_has_a_word_in_each_language(key: str) -> None:
    blueprint = load(key)
    made_up = blueprint.history
    kinds = {blueprint.identity.kind, *(one.kind for one in blueprint.parts)}
    if made_up:
        kinds |= {one.kind for one in (*made_up.sites, *made_up.others, made_up.above)}
        kinds |= {made_up.parts.kind} if made_up.parts else set()
    assert kinds - KINDS.keys() == set()
