"""The kit's few template tags; everything else is plain HTML with its classes."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.translation import get_language_bidi

from hedgerow.foundation.ui.leaf import FeatureReading, leaf

register = template.Library()


@register.inclusion_tag("ui/leaf.html")
def profile_leaf(
    readings: Sequence[FeatureReading], name: str, key: str = "leaf", changed: bool = False
) -> dict[str, Any]:
    """The large leaf, mirrored for languages written from right to left."""
    drawn = leaf(readings, name=name, key=key, mirrored=get_language_bidi(), changed=changed)
    return {"leaf": drawn}


@register.inclusion_tag("ui/leaf_small.html")
def small_leaf(readings: Sequence[FeatureReading], name: str, key: str) -> dict[str, Any]:
    """The 32 px leaf of lists: no words, a tooltip and an accessible name."""
    return {"leaf": leaf(readings, name=name, key=key, mirrored=get_language_bidi())}


@register.inclusion_tag("ui/leaf_table.html")
def leaf_table(readings: Sequence[FeatureReading], name: str) -> dict[str, Any]:
    """The leaf's readings in words."""
    return {"leaf": leaf(readings, name=name)}


@register.inclusion_tag("ui/figure.html")
def figure(value: object, unit: str = "", n: object = None, url: str = "") -> dict[str, Any]:
    """A number with its unit, the records behind it (``n``) and the way to them."""
    return {"value": value, "unit": unit, "n": n, "url": url}


@register.inclusion_tag("ui/chip.html")
def chip(name: str, url: str = "", kind: str = "person") -> dict[str, Any]:
    """A person or an ``organisation``, with initials."""
    initials = "".join(word[0] for word in name.split()[:2])
    return {"name": name, "url": url, "kind": kind, "initials": initials}


@register.inclusion_tag("ui/simulated.html")
def simulated() -> dict[str, Any]:
    """Marks simulated people and histories wherever they are shown."""
    return {}
