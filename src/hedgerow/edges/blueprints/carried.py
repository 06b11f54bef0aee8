"""Sections that the product reads and checks, and that apps to come take over as their own."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from hedgerow.commons.ecosystems.told_planting import Named, Told
from hedgerow.foundation.blueprints import Invented, Key, Words

Lines = Annotated[tuple[Named, ...], Field(min_length=1)]


class Practice(Invented):
    """Something members do that others may take up."""

    key: Key
    title: Named
    summary: Told = ""
    steps: tuple[Named, ...] = ()
    source: str = ""


class Badge(Invented):
    """What somebody must have shown to be given it."""

    key: Key
    title: Named
    criteria: Lines


class CreditRule(Invented):
    """A bound on credits: ``scope`` is what it bounds, as in credits of one institution."""

    key: Key
    title: Named
    value: Decimal
    unit: Named
    scope: Told = ""
    source: Words
