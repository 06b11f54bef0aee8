"""What an ecosystem says of itself as a whole, as sections of a blueprint."""

from typing import Any

from django.db.models import Q

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_planting import LONGEST
from hedgerow.foundation.permissions import Actor

from .keys import Keys, key_from
from .tellings import called, telling

Rows = list[dict[str, Any]]


def identity(row: Ecosystem) -> dict[str, Any]:
    vocabulary = {
        key: {language: word for language, word in words.items() if word}
        for key, words in row.vocabulary.items()
    }
    return {
        "key": key_from(row.slug),
        **called(row),
        "kind": key_from(row.kind),
        "summary": telling(row, "summary", row.summary[:LONGEST], row),
        "purpose": telling(row, "purpose", row.purpose[:LONGEST], row),
        "languages": row.languages or ["en"],
        "time_zone": row.time_zone,
        "vocabulary": {key: words for key, words in vocabulary.items() if words},
    }


def territory(row: Ecosystem) -> dict[str, Any]:
    """How many could be reached is told as last stated."""
    last = {
        (one.dimension, one.group, one.source): {
            "dimension": one.dimension, "group": one.group, "value": one.value,
            "title": telling(one, "title", one.title, row),
            "source": one.source, "simulated": one.origin == "simulated",
        }
        for one in row.populations.exclude(source="").order_by("as_of", "pk")
    }  # fmt: skip
    return {
        "name": row.territory,
        "country": row.country,
        "latitude": row.latitude,
        "longitude": row.longitude,
        "population": list(last.values()),
    }


def parts(row: Ecosystem, actor: Actor) -> Rows:
    keys = Keys()
    seen = Ecosystem.objects.visible_to(actor).filter(parent=row).order_by("pk")
    return [
        {
            "key": keys.new(part.slug.removeprefix(f"{row.slug}-")),
            **called(part), "summary": telling(part, "summary", part.summary[:LONGEST], part), "kind": key_from(part.kind), "territory": part.territory,
            "country": part.country or None, "latitude": part.latitude,
            "longitude": part.longitude, "languages": part.languages, "time_zone": part.time_zone,
        }
        for part in seen
    ]  # fmt: skip


def figures(row: Ecosystem) -> Rows:
    """A figure of which unit, date or source is not told would be worth nothing elsewhere."""
    told = row.figures.exclude(Q(unit="") | Q(as_of="") | Q(source=""))
    return [
        {
            **{name: telling(one, name, getattr(one, name), row) for name in one.tellable},
            "value": one.value, "as_of": one.as_of, "source": one.source,
        }
        for one in told.order_by("position", "pk")
    ]  # fmt: skip
