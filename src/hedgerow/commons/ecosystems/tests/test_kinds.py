"""A kind is told in words: the ecosystem's own, the product's, or the key's."""

import pytest
from django.utils import translation

from hedgerow.commons.ecosystems.kinds import KINDS, dimension_word, kind_word, kinds_word

OWN = {
    "school": {"it": "scuola", "en": "Senza Zaino school"},
    "hill-school": {"it": "scuola di collina"},
    "hill-school-plural": {"it": "scuole di collina"},
}


@pytest.mark.parametrize(
    ("kind", "language", "one", "many"),
    [
        ("school", "it", "scuola", "scuola"),
        ("school", "en-gb", "Senza Zaino school", "Senza Zaino school"),
        ("library", "ar", "مكتبة", "مكتبات"),
        ("hill-school", "ar", "scuola di collina", "scuole di collina"),
        ("primary-school", "en", "primary school", "primary schools"),
        ("sewing-circle", "en", "sewing circle", "sewing circle"),
        ("tutor_group", "en", "tutor group", "tutor group"),
    ],
)
def test_the_own_word_comes_first_then_the_products(kind, language, one, many) -> None:
    with translation.override(language):
        assert kind_word(OWN, kind) == one
        assert kinds_word(OWN, kind) == many


def test_no_word_of_the_product_is_a_key_itself() -> None:
    words = {str(word) for pair in KINDS.values() for word in pair}
    assert [word for word in words if "-" in word or "_" in word] == []


@pytest.mark.parametrize(
    ("key", "language", "said"),
    [
        ("home-language", "es", "idioma del hogar"),
        ("gender", "ar", "النوع"),
        ("shoe-size", "es", "shoe size"),
    ],
)
def test_what_parts_a_population_is_told_in_the_readers_language(key, language, said) -> None:
    with translation.override(language):
        assert dimension_word(key) == said
