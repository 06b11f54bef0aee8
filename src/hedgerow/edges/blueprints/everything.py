"""Planting every blueprint with a simulated history, at a size for looking around."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.installation.statistics import renew_statistics
from hedgerow.foundation.jobs import progress_of, work
from hedgerow.foundation.permissions import Actor

from .actions import start_planting
from .errors import PlantingFailed
from .reading import Here, Reading, unread
from .schema import available, load

DEMO_SCALE = 0.07
LARGEST = "tulsa"
PLANTING, READING = 80, 20
"""Parts of the progress that each ecosystem has, those for its profile and its parts' apart."""
PROFILES = "profiles"

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

    ``reading`` reads profiles, in this process unless it is given. Stopped in the middle, the next
    call goes on where it was. Raises PlantingFailed.
    """
    keys, found, reading = in_turn(), list[Planted](), reading or Here()
    total = len(keys) * (PLANTING + READING)

    def tell(name: str, planted: int) -> None:
        telling(name, planted + READING * reading.done, total)

    for place, key in enumerate(keys):
        begun = place * PLANTING
        tell(key, begun)

        def hear(done: int, of: int | None, key: str = key, begun: int = begun) -> None:
            tell(key, begun + PLANTING * done // (of or done or 1))

        row = Ecosystem.objects.filter(slug=key).first()
        new = row is None or row.state == Ecosystem.State.PLANTING
        if new:
            _plant(key, at, scale, hear)
        reading.ask(key, at)
        found.append(Planted(key, new))
    if any(one.new for one in found):
        renew_statistics()  # else pages plan by guesses until the server's hourly job
    for _read in reading.finish():
        tell(PROFILES, len(keys) * PLANTING)
    telling(PROFILES, total, total)
    return found


def is_all_there() -> bool:
    """Whether every blueprint is planted and read, so that there is nothing left to do."""
    keys = available()
    there = Ecosystem.objects.filter(slug__in=keys).exclude(state=Ecosystem.State.PLANTING)
    rows = list(there)
    return len(rows) == len(keys) and not any(map(unread, rows))


def in_turn() -> list[str]:
    """All blueprints, first those of which most is to be read: it is, while others are planted."""
    return sorted(available(), key=lambda key: (key != LARGEST, -len(load(key).parts), key))


def _plant(key: str, at: datetime, scale: float, hear: Callable[[int, int | None], None]) -> None:
    job = start_planting(key, by=Actor.the_steward(), at=at, history=True, scale=scale)
    error = work.finish(job, hear)
    ended = progress_of(job)
    if ended is None or ended.state != "done":
        why = work.describe(error) if error else (ended.error if ended else "the job is gone")
        raise PlantingFailed(slug=key, why=why)
