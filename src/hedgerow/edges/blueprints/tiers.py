"""Which organisations of a simulated history stand in which tier. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from hedgerow.commons.membership.planting import Tier

from .simulated import History

PARTNER = "partner"


def in_turn(tiers: Sequence[Tier], weights: Mapping[str, int], kind: str, sector: str) -> list[str]:
    """The tiers that admit organisations of that kind, each as often as it is weighed."""
    admitting = [one.key for one in tiers if one.admits(kind, sector)]
    return [key for key in admitting for _ in range(weights.get(key, 1))]


def may_have(tiers: Sequence[Tier], role: str, kind: str, sector: str) -> bool:
    """Whether somebody may have that role in an organisation of that kind; where no tiers are, all may."""
    return not tiers or any(one.admits(kind, sector) and role in one.roles for one in tiers)


def without_tier(tiers: Sequence[Tier], history: History) -> list[str]:
    """Kinds of organisation of the history, and whom there is in them, that no tier is for.

    Or that stand in one whose members have no such role.
    """
    found = []
    for kind, sector, role in made(history):
        admitting = [one for one in tiers if one.admits(kind, sector)]
        if not admitting or (role and any(role not in one.roles for one in admitting)):
            found.append(f"{kind} ({sector}{', ' if role else ''}{role})")
    return sorted({*found})


def made(history: History) -> Iterator[tuple[str, str, str]]:
    """Kind and sector of each organisation of the history, and the role that somebody there has."""
    for site in history.sites:
        yield site.kind, site.sector.value, "learner"
    for sector in history.partners:
        yield PARTNER, sector.value, "partner"
    for other in history.others:
        yield other.kind, other.sector.value, ""
    if history.above.count:
        yield history.above.kind, "school", ""
