"""What is asked where an ecosystem may be closed: to read it, or to act without a permission."""

from .errors import Closed, NotPermitted
from .permissions import Actor, require


def require_open(actor: Actor, within: int | None) -> None:
    """Raise Closed where that ecosystem is: for what is done without holding a permission."""
    if within is not None and not actor.steward and within in actor.closed:
        raise Closed(actor.closed[within])


def require_held(actor: Actor, permission: str, *, within: int, at_a_site: bool = False) -> None:
    """Raise NotPermitted unless held, be the ecosystem closed: for what is only read.

    With ``at_a_site``, to hold it for one of its sites is enough.
    """
    if actor.holds(permission, within):
        return
    if not at_a_site or not actor.sites_with(permission, within):
        raise NotPermitted(permission=permission)


def require_somewhere(actor: Actor, permission: str, *, within: int) -> None:
    """Raise NotPermitted unless held in that ecosystem or for a site of it; Closed as ``require``."""
    if not actor.may_somewhere(permission, within):
        require(actor, permission, within=within)
