"""One entry of an ecosystem's navigation; ``config/navigation.py`` lists them."""

from dataclasses import dataclass

from django.utils.functional import Promise

from hedgerow.foundation.permissions import Actor


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of an ecosystem: its address' name, title, and the permission that shows it.

    ``also`` names pages that belong to it though their addresses do not begin with its own.
    """

    name: str
    title: str | Promise
    permission: str | None = None
    also: tuple[str, ...] = ()

    def is_for(self, actor: Actor, ecosystem: int) -> bool:
        """Whether the actor holds the permission in the ecosystem or for one of its sites."""
        if self.permission is None:
            return True
        return actor.may_somewhere(self.permission, ecosystem)
