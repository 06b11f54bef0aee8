"""Which function does which job; filled by the ``tasks`` module of each app."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils.module_loading import module_has_submodule

if TYPE_CHECKING:
    from hedgerow.foundation.jobs.running import Running

Handler = Callable[["Running"], None]
Continuous = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Schedule:
    """One job of ``name`` in each period."""

    name: str
    period: timedelta
    background: bool


_handlers: dict[str, Handler] = {}
_continuous: dict[str, Continuous] = {}
_schedules: dict[str, Schedule] = {}


def handler(name: str) -> Callable[[Handler], Handler]:
    """Register the function that does jobs of ``name`` (``app.verb``). It must be idempotent."""

    def register(function: Handler) -> Handler:
        _claim_name(name, function, _handlers)
        _handlers[name] = function
        return function

    return register


def continuous(name: str) -> Callable[[Continuous], Continuous]:
    """Register what each worker calls again and again, in a thread of its own.

    The function does one short piece of work that is safe beside other workers, and returns whether
    there was any: then it is called again at once, otherwise after a pause below a second.
    """

    def register(function: Continuous) -> Continuous:
        _claim_name(name, function, _continuous)
        _continuous[name] = function
        return function

    return register


def every(name: str, *, days: int = 0, hours: int = 0, minutes: int = 0, seconds: int = 0) -> None:
    """Have one job of ``name`` enqueued in each such period, however many workers run.

    Nobody waits for one that comes once an hour or more seldom: it is done in the background.
    """
    period = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    if period < timedelta(seconds=1):
        raise ValueError("a period is at least a second long")
    _schedules[name] = Schedule(name, period, background=period >= timedelta(hours=1))


def _claim_name(
    name: str, function: Callable[..., object], taken: Mapping[str, Callable[..., object]]
) -> None:
    other = taken.get(name)
    if other and (other.__module__, other.__qualname__) != (
        function.__module__,
        function.__qualname__,
    ):
        raise ValueError(f"two functions want to be {name!r}")


def load() -> None:
    """Import the ``tasks`` module of every installed app that has one."""
    for config in apps.get_app_configs():
        if config.module and module_has_submodule(config.module, "tasks"):
            import_module(f"{config.name}.tasks")


def handler_of(name: str) -> Handler | None:
    return _handlers.get(name)


def continuous_work() -> dict[str, Continuous]:
    return dict(_continuous)


def schedules() -> tuple[Schedule, ...]:
    return tuple(_schedules.values())
