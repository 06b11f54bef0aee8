"""Who may record nothing about whom: asked of each fact, whatever the act asked before.

An app registers its guard when it is loaded (``AppConfig.ready``). A guard that raises refuses the
fact, and the act is undone with it.
"""

from collections.abc import Callable, Mapping, Sequence

from hedgerow.foundation.permissions import Actor

Guard = Callable[[Actor, Mapping[str, Sequence[str]]], None]
"""Takes who acts, and the public ids of whatever the fact is about by kind."""

GUARDS: dict[str, Guard] = {}


def register_guard(name: str, guard: Guard) -> None:
    """Ask ``guard`` before each fact is recorded."""
    GUARDS[name] = guard


def require_unguarded(by: Actor, about: Mapping[str, Sequence[str]]) -> None:
    """Raise what a guard raises of that actor and what the fact is about."""
    for guard in GUARDS.values():
        guard(by, about)
