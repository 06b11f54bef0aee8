"""What acts on a set check once: that the ecosystem is seen and that every row is its own."""

from collections.abc import Iterable

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from ..queries import persons_of


def check_seen(ecosystem: Ecosystem, by: Actor) -> None:
    """Raise NotFound where the ecosystem is not the actor's to see."""
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound


def check_persons(ecosystem: Ecosystem, ids: Iterable[int]) -> None:
    """Raise NotFound if any of the persons does not take part in the ecosystem."""
    wanted = set(ids)
    if wanted and not wanted <= persons_of(ecosystem):
        raise NotFound
