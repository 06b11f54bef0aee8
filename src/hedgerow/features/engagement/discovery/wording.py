"""How a search is put in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hedgerow.features.engagement.opportunities import wording

from .rules import DISTANCES, Asked, degrees

LTR, END = "\u2066", "\u2069"
"""Around degrees: a minus stays before its number where one reads from the right."""


@dataclass(frozen=True, slots=True)
class Told:
    """A condition in words, and the address of the same search without it."""

    name: str
    words: str
    without: str


def address(asked: Asked, **more: object) -> str:
    """The part of an address that holds the whole search."""
    said = {name: value for name, value in {**asked.said(), **more}.items() if value != ""}
    return f"?{urlencode(said, doseq=True)}" if said else "?"


def farther(asked: Asked, **more: object) -> str:
    """The same search in the next larger circle; empty where it is near nothing or as far as it goes."""
    wider = [km for km in DISTANCES if km > asked.km]
    return address(replace(asked, km=wider[0]), **more) if asked.near and wider else ""


def kept(asked: Asked) -> list[tuple[str, object]]:
    """All but the words, as fields of a form that asks for other words and the same otherwise."""
    said = asked.without("words").said()
    return [
        (name, one)
        for name, value in said.items()
        for one in (value if isinstance(value, list) else [value])
    ]


def told(
    asked: Asked, kinds: Sequence[tuple[str, str]], *, easy: bool = False, **more: object
) -> list[Told]:
    """Every condition of the search; ``more`` is said in each address besides."""
    words = {name: condition(asked, name, dict(kinds), easy=easy) for name in asked.conditions}
    return [Told(name, said, address(asked.without(name), **more)) for name, said in words.items()]


def condition(asked: Asked, name: str, kinds: Mapping[str, str], *, easy: bool = False) -> str:
    """One condition, as it completes “Found by: …”; ``easy``: degrees are not told."""
    value: Any = getattr(asked, name)
    if name == "near" and easy and degrees(value):
        return _("at most %(km)s km from the place you gave") % {"km": asked.km}
    if name == "near":
        place = f"{LTR}{value}{END}" if degrees(value) else value
        return _("at most %(km)s km from %(place)s") % {"km": asked.km, "place": place}
    if name in ("starts", "ends"):
        day = {"day": date_format(value, "DATE_FORMAT")}
        return (_("from %(day)s") if name == "starts" else _("until %(day)s")) % day
    if name == "age":
        return ngettext("for a %(n)s-year-old", "for a %(n)s-year-old", value) % {"n": value}
    if name == "grade":
        return _("grade %(grade)s") % {"grade": value}
    if name == "language":
        return _("in %(language)s") % {"language": wording.language(value)}
    if name == "access":
        return wording.listed([wording.ACCESS.get(key, key) for key in value])
    if name == "cost":
        return _("costs at most %(amount)s") % {"amount": value} if value else _("costs nothing")
    if name == "places":
        return _("has a free place")
    return kinds.get(value, value) if name == "kind" else f"“{value}”"


def title(asked: Asked, kinds: Sequence[tuple[str, str]]) -> str:
    """What a saved search is called, unless its owner says otherwise."""
    said = [one.words for one in told(asked, kinds)]
    return (wording.listed(said) or _("Everything that is offered"))[:120]
