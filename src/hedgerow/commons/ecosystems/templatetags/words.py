"""``{% word "learner" %}``: what the page's ecosystem calls it."""

from typing import Any

from django import template

from hedgerow.commons.ecosystems.words import Vocabulary, headings
from hedgerow.commons.ecosystems.words import word as word_of

register = template.Library()


@register.simple_tag(takes_context=True)
def word(context: dict[str, Any], key: str) -> str:
    """The ecosystem's own word in the reader's language; outside of one, the product's."""
    return word_of(_vocabulary(context), key)


@register.simple_tag(takes_context=True)
def own_heading(context: dict[str, Any], key: str) -> str:
    """The ecosystem's own word at the head of a column; empty where it has none."""
    return headings(_vocabulary(context), {key: key}).get(key, "")


def _vocabulary(context: dict[str, Any]) -> Vocabulary:
    place = context.get("place")
    return place.vocabulary if place else {}
