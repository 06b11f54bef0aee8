"""``{% word "learner" %}``: what the page's ecosystem calls it."""

from typing import Any

from django import template

from hedgerow.commons.ecosystems.words import word as word_of

register = template.Library()


@register.simple_tag(takes_context=True)
def word(context: dict[str, Any], key: str) -> str:
    """The ecosystem's own word in the reader's language; outside of one, the product's."""
    place = context.get("place")
    return word_of(place.vocabulary if place else {}, key)
