"""What acts on a set check once: that the ecosystem is seen and that every row is its own."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tongues import wrong_languages
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import in_parts

from ..editors import reaches_all
from ..errors import SignsInElsewhere
from ..models import Person
from ..queries import persons_of


def check_seen(ecosystem: Ecosystem, by: Actor) -> None:
    """Raise NotFound where the ecosystem is not the actor's to see."""
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound


def check_persons(ecosystem: Ecosystem, ids: Iterable[int]) -> None:
    """Raise NotFound if any of the persons does not take part in the ecosystem."""
    for some in in_parts(ids):
        if not persons_of(ecosystem, some) >= set(some):
            raise NotFound


def check_details(rows: Sequence[Mapping[str, Any]], kept: Mapping[str, Person], by: Actor) -> None:
    """Raise Invalid for a language that is none, or SignsInElsewhere.

    The latter if a row moves an address that opens more than the actor may edit. ``kept`` maps
    codes to the persons there are.
    """
    if wrong := wrong_languages(row.get("language", "") for row in rows):
        raise Invalid(wrong)
    given = {row.get("code", ""): row["email"] for row in rows if "email" in row}
    moved = [
        kept[code].pk for code, email in given.items() if code in kept and kept[code].email != email
    ]
    if not reaches_all(by, moved):
        raise SignsInElsewhere
