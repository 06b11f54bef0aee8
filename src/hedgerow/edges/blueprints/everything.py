"""Planting every blueprint with a simulated history, at a size for looking around."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from hedgerow.commons.activities.models import Activity
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import warehouse
from hedgerow.foundation.jobs import progress_of, work
from hedgerow.foundation.permissions import Actor
from hedgerow.profile.actions import compute_profile
from hedgerow.profile.models import Snapshot

from .actions import start_planting
from .beside import Reading
from .errors import PlantingFailed
from .schema import available, load

DEMO_SCALE = 0.07
LARGEST = "tulsa"
SHARE = 100
"""Parts of the progress that each ecosystem has, the last of them for its profile."""

Telling = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Planted:
    """What became of one blueprint; ``new`` if it was not there before."""

    slug: str
    new: bool


def plant_all(
    at: datetime, telling: Telling, *, reading: Reading | None = None, scale: float = DEMO_SCALE
) -> list[Planted]:
    """Plant what is not there yet and have its profile read; ``telling`` hears key, done and total.

    ``reading`` reads a profile, in this process unless it is given. Stopped in the middle, the next
    call goes on where it was. Raises PlantingFailed.
    """
    keys, found = in_turn(), []
    total = len(keys) * SHARE
    for place, key in enumerate(keys):
        begun = place * SHARE
        telling(key, begun, total)

        def hear(done: int, of: int | None, key: str = key, begun: int = begun) -> None:
            telling(key, begun + (SHARE - 1) * done // (of or done or 1), total)

        row = Ecosystem.objects.filter(slug=key).first()
        new = row is None or row.state == Ecosystem.State.PLANTING
        if new:
            _plant(key, at, scale, hear)
        read_all(Ecosystem.objects.get(slug=key), at, reading or read_profile)
        found.append(Planted(key, new))
        telling(key, begun + SHARE, total)
    return found


def read_all(planted: Ecosystem, at: datetime, reading: Reading) -> None:
    """Have an ecosystem read that was not yet, after its parts; a part in which nothing happened waits."""
    for one in _unread(planted):
        reading(one.slug, at)


def is_all_there() -> bool:
    """Whether every blueprint is planted and read, so that there is nothing left to do."""
    keys = available()
    there = Ecosystem.objects.filter(slug__in=keys).exclude(state=Ecosystem.State.PLANTING)
    rows = list(there)
    return len(rows) == len(keys) and not any(map(_unread, rows))


def _unread(planted: Ecosystem) -> list[Ecosystem]:
    parts = planted.parts.filter(pk__in=Activity.objects.values("ecosystem")).order_by("pk")
    return [one for one in (*parts, planted) if not Snapshot.objects.filter(ecosystem=one).exists()]


def in_turn() -> list[str]:
    """All blueprints, first those of which most is to be read: it is, while others are planted."""
    return sorted(available(), key=lambda key: (key != LARGEST, -len(load(key).parts), key))


def read_profile(slug: str, at: datetime) -> None:
    """Keep the first reading of an ecosystem's profile, from what the warehouse then has."""
    row = Ecosystem.objects.get(slug=slug)
    warehouse.refresh(row.pk)
    compute_profile(row.pk, by=Actor.the_steward(), at=at)


def _plant(key: str, at: datetime, scale: float, hear: Callable[[int, int | None], None]) -> None:
    job = start_planting(key, by=Actor.the_steward(), at=at, history=True, scale=scale)
    error = work.finish(job, hear)
    ended = progress_of(job)
    if ended is None or ended.state != "done":
        why = work.describe(error) if error else (ended.error if ended else "the job is gone")
        raise PlantingFailed(slug=key, why=why)
