"""The kit's few template tags; everything else is plain HTML with its classes."""

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import zip_longest
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language_bidi

from hedgerow.foundation.ui import cells, numerals
from hedgerow.foundation.ui.leaf import FeatureReading, leaf
from hedgerow.foundation.ui.table_pages import Cell
from hedgerow.foundation.ui.zones import UTC, place_name, there

register = template.Library()


@register.simple_tag
def table_lines(rows: Sequence[Sequence[Cell]]) -> str:
    """The rows of a table."""
    return cells.lines(rows)


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
    return {"value": value, "unit": unit, "n": numerals.tally(n), "url": url}


@register.filter
def tally(value: object, decimals: int | None = None) -> object:
    """A number as people read it: from five digits on the thousands stand apart.

    With ``decimals`` it is rounded to so many at most.
    """
    return numerals.tally(value, decimals)


@register.filter
def counted(value: float) -> int:
    """By what a plural of the number is chosen: ``{% blocktranslate count n=hours|counted … %}``."""
    return numerals.counted(value)


@register.filter
def aligned(value: object, decimals: int = 1) -> object:
    """A number of a column: always so many decimals, so that they stand in line."""
    return numerals.aligned(value, decimals)


@register.filter
def signs(formula: str) -> str:
    """A formula in signs; what follows an underscore stands below the line."""
    parts = re.split(r"_(\w+)", formula)
    pairs = zip_longest(parts[::2], parts[1::2], fillvalue="")
    return format_html_join(
        "",
        "{}{}",
        ((text, format_html("<sub>{}</sub>", low) if low else "") for text, low in pairs),
    )


@register.inclusion_tag("ui/chip.html")
def chip(name: str, url: str = "", kind: str = "person") -> dict[str, Any]:
    """A person or an ``organisation``, with initials."""
    initials = "".join(word[0] for word in name.split()[:2])
    return {"name": name, "url": url, "kind": kind, "initials": initials}


@register.inclusion_tag("ui/clocks.html")
def clocks(zone: str = "") -> dict[str, Any]:
    """By whose clocks times are given: of that zone, or of the page's."""
    name = zone or timezone.get_current_timezone_name()
    return {"city": "" if name in UTC else place_name(name)}


@register.inclusion_tag("ui/elsewhere.html")
def elsewhere(zone: str, at: datetime | None) -> dict[str, Any]:
    """What the clocks of that zone say where they say other than the page's; else nothing.

    A time that the page gives is the reader's: whoever goes there goes by the clocks there.
    """
    return {"there": there(at, zone) if at else ""}


@register.inclusion_tag("ui/simulated.html")
def simulated() -> dict[str, Any]:
    """Marks simulated people and histories wherever they are shown."""
    return {}
