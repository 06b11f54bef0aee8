"""A kind is told in words: the ecosystem's own, the product's, or the key's."""

import pytest
from django.utils import translation

from hedgerow.commons.ecosystems.kinds import KINDS, kind_word, kinds_word

OWN = {
    "school": {"it": "scuola", "en": "Senza Zaino school"},
    "pole-school": {"it": "scuola polo"},
    "pole-school-plural": {"it": "scuole polo"},
}


@pytest.mark.parametrize(
    ("kind", "language", "one", "many"),
    [
        ("school", "it", "scuola", "scuola"),
        ("school", "en-gb", "Senza Zaino school", "Senza Zaino school"),
        ("library", "ar", "مكتبة", "مكتبات"),
        ("pole-school", "ar", "scuola polo", "scuole polo"),
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
