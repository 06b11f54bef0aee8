"""One entry of an ecosystem's navigation; ``config/navigation.py`` lists them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

from django.utils.functional import Promise

from hedgerow.foundation.permissions import Actor

Question = Callable[[Actor, Any], bool]
_asked: Final[dict[str, Question]] = {}


def ask_before(name: str, question: Question) -> None:
    """Lead to the page of that name only those of whom ``question`` holds, beside its permission.

    It is asked of the actor and the ecosystem: for pages on which others never find anything.
    """
    _asked[name] = question


def leads(name: str, actor: Actor, ecosystem: Any) -> bool:
    """Whether what an app asks before its page of that name holds; of others nothing is asked."""
    question = _asked.get(name)
    return question is None or question(actor, ecosystem)


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of an ecosystem: its address' name, title, and the permission that shows it.

    ``also`` names pages that belong to it though their addresses do not begin with its own.
    ``only`` says that it is shown while the ecosystem is open, or once it is closed.
    ``group`` is the heading under which it stands; without one it is always in sight.
    """

    name: str
    title: str | Promise
    permission: str | None = None
    also: tuple[str, ...] = ()
    only: Literal["", "open", "closed"] = ""
    group: str | Promise = ""

    def is_for(self, actor: Actor, ecosystem: int, *, closed: bool = False) -> bool:
        """Whether the actor holds the permission in the ecosystem or for one of its sites."""
        if self.only and closed != (self.only == "closed"):
            return False
        if self.permission is None:
            return True
        return actor.may_somewhere(self.permission, ecosystem)
