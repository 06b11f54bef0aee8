"""On which scales the items of a framework are rated, as pages show it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q

from .models import Framework, Item, Scale


@dataclass(frozen=True, slots=True)
class Rated:
    """A scale with its labels from lowest to highest; ``codes`` are the items that alone are rated on it."""

    name: str
    steps: tuple[str, ...]
    simulated: bool
    codes: tuple[str, ...] = ()


def scales_of(row: Framework, items: Sequence[Item]) -> Iterator[Rated]:
    """That of the framework first, then those on which some of its items are rated."""
    if row.scale is not None:
        yield rated(row.scale)
    own: dict[int, list[Item]] = defaultdict(list)
    for one in items:
        if one.scale_id not in (None, row.scale_id):
            own[one.scale_id].append(one)
    for some in own.values():
        if some[0].scale is not None:
            yield rated(some[0].scale, [one.code for one in some])


def frameworks_on(scale: Scale) -> Sequence[tuple[str, str]]:
    """Identifier and title of each framework that is rated on the scale, as a whole or in an item."""
    items = Item.objects.filter(scale=scale).values("framework")
    found = Framework.objects.filter(Q(scale=scale) | Q(pk__in=items))
    return [
        (
            str(one.uuid),
            f"{one.said('title')} ({one.version})" if one.version != "1" else one.said("title"),
        )
        for one in found.order_by("title", "pk")
    ]


def rated(scale: Scale, codes: Sequence[str] = ()) -> Rated:
    """The scale in the best language for the reader."""
    labels = tuple(label for _value, label in scale.said_steps)
    return Rated(scale.said("name"), labels, scale.simulated, tuple(codes))
