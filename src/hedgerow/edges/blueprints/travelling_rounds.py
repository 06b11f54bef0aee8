"""Rounds of choice as a section of a blueprint; a text that names somebody of the place stays there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.features.engagement.choice.models import Criterion, Offer, Round
from hedgerow.features.engagement.choice.naming import is_of
from hedgerow.features.engagement.choice.planting import OPEN_TO_ALL

from .keys import Keys, key_from
from .names import Passage, named_in, staying
from .tellings import Telling, telling

Rows = list[dict[str, Any]]


def rounds(row: Ecosystem, frameworks: Rows, kept: Rows, held: list[Passage]) -> Rows:
    """Each with what is offered and who goes first; who may choose by name or school stays.

    What is offered is the framework whose items it is, or else what is listed. Of ``kept``, as the
    blueprint had it, comes what no round says: where it takes place, how many choose in a history.
    What stays behind because its texts name somebody is added to ``held``.
    """
    keys, before = Keys(), {one["key"]: one for one in kept}
    judged = Criterion.objects.order_by("position", "pk")
    found = list(Round.objects.filter(ecosystem=row).order_by("opens_on", "pk"))
    offers, rules = defaultdict(list), defaultdict(list)
    for offer in (
        Offer.objects.filter(round__in=found).select_related("site").order_by("position", "pk")
    ):
        offers[offer.round_id].append(offer)
    for rule in judged.filter(round__in=found):
        rules[rule.round_id].append(rule)
    texts = (_texts(one, offers[one.pk], rules[one.pk]) for one in found)
    named = named_in(row, chain.from_iterable(texts))
    for one in found:
        held += _staying(one, offers[one.pk], rules[one.pk], named)
    return [
        _round(one, row, keys, offers[one.pk], rules[one.pk], frameworks, before, {*named})
        for one in found
        if not {*_said(one)} & named.keys()
    ]


def _staying(
    one: Round, offers: Sequence[Offer], rules: Sequence[Criterion],
    named: Mapping[str, tuple[str, ...]],
) -> list[Passage]:  # fmt: skip
    """The texts for which the round stays, or else what is offered in it and who goes first."""
    where = f"rounds / {one.title}"
    parts: list[Offer | Criterion] = [*offers, *rules]
    return staying(where, _said(one), named) or [
        passage
        for part in parts
        for passage in staying(f"{where} / {part.title}", _said(part), named)
    ]


def _texts(one: Round, offers: Sequence[Offer], rules: Sequence[Criterion]) -> Iterable[str]:
    yield from _said(one)
    yield from chain(*(_said(offer) for offer in offers))
    yield from chain(*(_said(rule) for rule in rules))


def _said(one: Round | Offer | Criterion) -> list[str]:
    """All that it says of itself, in every language."""
    own = [getattr(one, name) for name in one.tellable]
    return [*own, *chain(*(texts.values() for texts in one.told.values()))]


def _round(
    one: Round, place: Ecosystem, keys: Keys, offers: Sequence[Offer], rules: Sequence[Criterion],
    frameworks: Rows, before: Mapping[str, dict[str, Any]], named: set[str],
) -> dict[str, Any]:  # fmt: skip
    key = keys.new(one.key)
    old = before.get(key, {})
    told = [rule for rule in rules if not {*_said(rule)} & named and rule.kind in OPEN_TO_ALL]
    kinds = {offer.site.kind for offer in offers if offer.site}
    sites = key_from(kinds.pop()) if len(kinds) == 1 else ""
    return {
        "key": key, **_told(one, place), "grades": one.grades,
        "opportunity_kind": old.get("opportunity_kind"), "most_wishes": one.most_wishes,
        **_offered(place, offers, told, frameworks, named),
        "sites": sites or old.get("sites", ""), "share": old.get("share", 0.8),
        "begins": old.get("begins", 0),
        "rules": [_rule(rule, place) for rule in told if rule.offer_id is None],
        "days": max((one.closes_on - one.opens_on).days, 1),
    }  # fmt: skip


def _offered(
    place: Ecosystem,
    offers: Sequence[Offer],
    rules: Sequence[Criterion],
    frameworks: Rows,
    named: set[str],
) -> dict[str, Any]:
    """A framework and the seats of each item, where that says it all; else each offer."""
    seats, titles = {one.seats for one in offers}, [_told(one, place)["title"] for one in offers]
    plain = not any(one.summary for one in offers) and not any(one.offer_id for one in rules)
    if plain and len(seats) == 1:
        for framework in frameworks:
            items = framework["items"]
            if len(titles) == len(items) and all(map(_is_item, titles, items)):
                return {"framework": framework["key"], "seats": seats.pop()}
    own = defaultdict(list)
    for rule in rules:
        own[rule.offer_id].append(_rule(rule, place))
    return {
        "offers": [
            {**_told(one, place), "seats": one.seats, "rules": own[one.pk]}
            for one in offers
            if not {*_said(one)} & named
        ]
    }


def _is_item(title: Telling, item: Mapping[str, Any]) -> bool:
    """Whether something that is offered is called as the item is, in every language."""
    called: Telling = item["title"]
    if isinstance(title, str) or isinstance(called, str):
        return (
            isinstance(title, str)
            and isinstance(called, str)
            and is_of(title, item["code"], called)
        )
    same = title.keys() == called.keys()
    return same and all(is_of(title[code], item["code"], called[code]) for code in called)


def _told(one: Round | Offer | Criterion, place: Ecosystem) -> dict[str, Any]:
    return {name: telling(one, name, getattr(one, name), place) for name in one.tellable}


def _rule(rule: Criterion, place: Ecosystem) -> dict[str, Any]:
    return {
        **_told(rule, place), "kind": rule.kind, "grades": rule.grades,
        "kilometres": rule.kilometres, "reserved": rule.seats,
    }  # fmt: skip
