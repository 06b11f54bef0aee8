"""Texts in several languages, and names as their language writes them."""

from random import Random

import pytest
from django.utils import translation

from hedgerow.commons.ecosystems.planting import told_in
from hedgerow.edges.blueprints.cards import card
from hedgerow.edges.blueprints.pools import available, pool
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
    with translation.override("ar"):
        assert card("freiburg").summary == english["summary"]


def test_korean_names_are_written_in_one_with_the_family_first() -> None:
    names = pool("korean").people
    drawn = pool("korean").person(Random(1))
    assert drawn in {family + given for family in names.family for given in names.given}


@pytest.mark.parametrize("key", available())
def test_no_name_or_place_of_a_pool_stands_there_twice(key: str) -> None:
    one = pool(key)
    for names in (one.places, one.people.given, one.people.family):
        assert len(names) == len({*names})
