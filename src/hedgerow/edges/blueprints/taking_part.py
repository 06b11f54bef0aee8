"""What people take part in, as sections of a blueprint: kinds of it, and terms of partners.

An agreement whose words name somebody or some organisation of the place stays there whole.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain
from typing import Any

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_planting import told_in
from hedgerow.features.engagement.opportunities.models import OpportunityKind
from hedgerow.features.engagement.opportunities.planting import SETS
from hedgerow.features.engagement.partners.models import Agreement
from hedgerow.features.engagement.placements.models import PlacementKind

from .keys import Keys, key_from
from .names import Passage, named_in, staying
from .patterns import hours, keys_of
from .tellings import telling

Rows = list[dict[str, Any]]
MONTH = 30
LONGEST_MONTHS = 120
ALIKE = ("title", "scope")
"""Agreements that say the same here are on the same terms."""
REQUIRED = ("who", "due_days", "has_validity", "may_waive", "private")


def opportunity_kinds(
    rows: Iterable[OpportunityKind], kinds: Mapping[int, str], place: Ecosystem
) -> Rows:
    """Each by its key; ``kinds`` are keys of kinds of activity, by number."""
    rows = list(rows)
    keys = keys_of(rows)
    return [
        {
            "key": keys[one.pk], "title": telling(one, "name", one.name, place),
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
            "key": keys.new(one.key), "title": telling(one, "title", one.title, row),
            "counts_as": kinds[one.activity_kind_id],
            "opportunity_kind": offered.get(one.opportunity_kind_id or 0),
            "hours": hours(one.goal_minutes),
            "asked": {
                key_from(key): telling(one, f"asked.{key}", title, row) for key, title in one.asked
            },
            "levels": [telling(one, f"scale.{level}", words, row) for level, words in one.scale],
            "requirements": _requirements(one, row),
        }
        for one in rows.prefetch_related("requirements")
    ]  # fmt: skip


def _requirements(kind: PlacementKind, place: Ecosystem) -> Rows:
    keys = Keys()
    rows = sorted(kind.requirements.all(), key=lambda one: (one.position, one.pk))
    return [
        {
            "key": keys.new(one.key),
            **{name: getattr(one, name) for name in REQUIRED},
            **{name: telling(one, name, getattr(one, name), place) for name in one.tellable},
        }
        for one in rows
    ]


def agreements(row: Ecosystem, kinds: Mapping[int, str], kept: Rows, held: list[Passage]) -> Rows:
    """Terms on which partners deliver, without the partner: those carried, then those agreed here.

    What stays behind is added to ``held``.
    """
    keys, seen = Keys(), {words for one in kept for words in _in_each_language(one)}
    for one in kept:
        keys.new(one["key"])
    rows = Agreement.objects.filter(ecosystem=row, state=Agreement.State.AGREED).order_by("-pk")
    by_words = {
        tuple(getattr(one, said) for said in ALIKE): one for one in rows.prefetch_related("kinds")
    }
    found = [one for words, one in by_words.items() if words not in seen]
    named = named_in(row, chain(*(_words(one) for one in found)))
    told: Rows = []
    for agreed in reversed(found):
        stays = staying(f"agreements / {agreed.title}", _words(agreed), named)
        held += stays
        told += [] if stays else [_terms(agreed, row, keys, kinds)]
    return [*kept, *told]


def _in_each_language(one: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """By what terms that are carried are known again, in whichever language an agreement has them."""
    title = one["title"]
    spoken = [*title] if isinstance(title, dict) else [""]
    return [tuple(told_in(one[said], code) for said in ALIKE) for code in spoken]


def _words(one: Agreement) -> list[str]:
    """All that it says of itself, in every language."""
    own = [getattr(one, name) for name in one.tellable]
    return [*own, *chain(*(texts.values() for texts in one.told.values()))]


def _terms(
    one: Agreement, place: Ecosystem, keys: Keys, kinds: Mapping[int, str]
) -> dict[str, Any]:
    return {
        "key": keys.new(one.title), "shares": one.shares,
        **{name: telling(one, name, getattr(one, name), place) for name in one.tellable},
        "kinds": sorted(kinds[kind.pk] for kind in one.kinds.all()),
        "months": _months(one.starts, one.ends),
    }  # fmt: skip


def _months(starts: date, ends: date | None) -> int:
    days = (ends - starts).days if ends else 12 * MONTH
    return min(max(round(days / MONTH), 1), LONGEST_MONTHS)
