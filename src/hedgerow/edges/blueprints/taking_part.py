"""What people take part in, as sections of a blueprint: kinds, rounds of choice, terms of partners.

A word of an agreement or a round in which somebody or some organisation of the place is named stays
there with all that it is a word of.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import Q

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.features.engagement.choice.models import Criterion, Offer, Round
from hedgerow.features.engagement.choice.planting import OPEN_TO_ALL, title_of
from hedgerow.features.engagement.opportunities.models import OpportunityKind
from hedgerow.features.engagement.opportunities.planting import SETS
from hedgerow.features.engagement.partners.models import Agreement
from hedgerow.features.engagement.placements.models import PlacementKind

from .keys import Keys, key_from
from .patterns import hours, keys_of

Rows = list[dict[str, Any]]
MONTH = 30
LONGEST_MONTHS = 120
REQUIRED = ("title", "help", "who", "due_days", "has_validity", "may_waive", "private")


def opportunity_kinds(rows: Iterable[OpportunityKind], kinds: Mapping[int, str]) -> Rows:
    """Each by its key; ``kinds`` are keys of kinds of activity, by number."""
    rows = list(rows)
    keys = keys_of(rows)
    return [
        {
            "key": keys[one.pk], "title": one.name,
            **{name: getattr(one, name) for name in SETS},
            "minimum_hours": hours(one.minimum_minutes),
            "activity_kind": kinds.get(one.activity_kind_id or 0),
        }
        for one in rows
    ]  # fmt: skip


def offered_kinds(row: Ecosystem) -> list[OpportunityKind]:
    """Kinds of opportunity that are in use, in their order."""
    found = OpportunityKind.objects.filter(ecosystem=row, in_use=True)
    return list(found.order_by("position", "pk"))


def placement_kinds(row: Ecosystem, kinds: Mapping[int, str], offered: Mapping[int, str]) -> Rows:
    """Those in use, each with what it requires and what is evaluated."""
    keys = Keys()
    rows = PlacementKind.objects.filter(ecosystem=row, in_use=True).order_by("pk")
    return [
        {
            "key": keys.new(one.key), "title": one.title, "counts_as": kinds[one.activity_kind_id],
            "opportunity_kind": offered.get(one.opportunity_kind_id or 0),
            "hours": hours(one.goal_minutes),
            "asked": {key_from(key): title for key, title in one.asked},
            "levels": [words for _level, words in one.scale],
            "requirements": _requirements(one),
        }
        for one in rows.prefetch_related("requirements")
    ]  # fmt: skip


def _requirements(kind: PlacementKind) -> Rows:
    keys = Keys()
    rows = sorted(kind.requirements.all(), key=lambda one: (one.position, one.pk))
    return [
        {"key": keys.new(one.key), **{name: getattr(one, name) for name in REQUIRED}}
        for one in rows
    ]


def agreements(row: Ecosystem, kinds: Mapping[int, str], kept: Rows) -> Rows:
    """Terms on which partners deliver, without the partner: those carried, then those agreed here."""
    keys, seen = Keys(), {(one["title"], one["scope"]) for one in kept}
    for one in kept:
        keys.new(one["key"])
    rows = Agreement.objects.filter(ecosystem=row, state=Agreement.State.AGREED).order_by("-pk")
    by_words = {(one.title, one.scope): one for one in rows.prefetch_related("kinds")}
    found = [one for words, one in by_words.items() if words not in seen]
    named = named_in(row, chain(*(_words(one) for one in found)))
    told = [_terms(one, keys, kinds) for one in reversed(found) if not {*_words(one)} & named]
    return [*kept, *told]


def _words(one: Agreement) -> tuple[str, str, str]:
    return one.title, one.scope, one.shared_for


def _terms(one: Agreement, keys: Keys, kinds: Mapping[int, str]) -> dict[str, Any]:
    return {
        "key": keys.new(one.title), "title": one.title, "scope": one.scope,
        "kinds": sorted(kinds[kind.pk] for kind in one.kinds.all()),
        "shares": one.shares, "shared_for": one.shared_for,
        "months": _months(one.starts, one.ends),
    }  # fmt: skip


def _months(starts: date, ends: date | None) -> int:
    days = (ends - starts).days if ends else 12 * MONTH
    return min(max(round(days / MONTH), 1), LONGEST_MONTHS)


def rounds(row: Ecosystem, frameworks: Rows, kept: Rows) -> Rows:
    """Each with what is offered and who goes first; who may choose by name or school stays.

    What is offered is the framework whose items it is, or else what is listed. Of ``kept``, as the
    blueprint had it, comes what no round says: where it takes place, how many choose in a history.
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
    return [
        _round(one, keys, offers[one.pk], rules[one.pk], frameworks, before, named)
        for one in found
        if not {one.title, one.summary} & named
    ]


def _texts(one: Round, offers: Sequence[Offer], rules: Sequence[Criterion]) -> Iterable[str]:
    yield from (one.title, one.summary)
    yield from chain(*((offer.title, offer.summary) for offer in offers))
    yield from (rule.title for rule in rules)


def _round(
    one: Round, keys: Keys, offers: Sequence[Offer], rules: Sequence[Criterion],
    frameworks: Rows, before: Mapping[str, dict[str, Any]], named: set[str],
) -> dict[str, Any]:  # fmt: skip
    key = keys.new(one.key)
    old = before.get(key, {})
    told = [rule for rule in rules if rule.title not in named and rule.kind in OPEN_TO_ALL]
    kinds = {offer.site.kind for offer in offers if offer.site}
    sites = key_from(kinds.pop()) if len(kinds) == 1 else ""
    return {
        "key": key, "title": one.title, "summary": one.summary, "grades": one.grades,
        "most_wishes": one.most_wishes, **_offered(offers, told, frameworks, named),
        "sites": sites or old.get("sites", ""), "share": old.get("share", 0.8),
        "rules": [_rule(rule) for rule in told if rule.offer_id is None],
        "days": max((one.closes_on - one.opens_on).days, 1),
    }  # fmt: skip


def _offered(
    offers: Sequence[Offer], rules: Sequence[Criterion], frameworks: Rows, named: set[str]
) -> dict[str, Any]:
    """A framework and the seats of each item, where that says it all; else each offer."""
    seats, titles = {one.seats for one in offers}, [one.title for one in offers]
    plain = not any(one.summary for one in offers) and not any(one.offer_id for one in rules)
    if plain and len(seats) == 1:
        for framework in frameworks:
            if titles == [title_of(one["code"], one["title"]) for one in framework["items"]]:
                return {"framework": framework["key"], "seats": seats.pop()}
    own = defaultdict(list)
    for rule in rules:
        own[rule.offer_id].append(_rule(rule))
    return {
        "offers": [
            {"title": one.title, "summary": one.summary, "seats": one.seats, "rules": own[one.pk]}
            for one in offers
            if not {one.title, one.summary} & named
        ]
    }


def _rule(rule: Criterion) -> dict[str, Any]:
    return {
        "kind": rule.kind, "title": rule.title, "grades": rule.grades,
        "kilometres": rule.kilometres, "reserved": rule.seats,
    }  # fmt: skip


def named_in(row: Ecosystem, texts: Iterable[str]) -> set[str]:
    """Which of the texts say the name of an organisation or a person of the ecosystem."""
    told = {text: f" {_spaced(text)} " for text in texts if text}
    if not told:
        return set()
    everything = " ".join(told.values())
    here = Q(kept_by=row)
    organisations = Organisation.objects.filter(here | Q(memberships__ecosystem=row)).distinct()
    people = Person.objects.filter(here | Q(assignments__ecosystem=row)).distinct()
    names = chain(
        *(rows.values_list("name", flat=True).iterator() for rows in (organisations, people))
    )
    spaced = {f" {_spaced(name)} " for name in names}
    said = [name for name in spaced if name.strip() and name in everything]
    return {text for text, words in told.items() if any(name in words for name in said)}


def _spaced(text: str) -> str:
    """Its words alone, so that a name is found whatever stands beside it."""
    return " ".join(re.findall(r"\w+", text.casefold()))
