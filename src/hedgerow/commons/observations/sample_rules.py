"""Which records a sample takes, and what it tells of all of them. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256

CONFIDENCE = 0.95
Frame = Sequence[tuple[str, object]]
"""Each record's key, and the stratum it belongs to (its site)."""


def chosen(frame: Frame, size: int, seed: str) -> list[str]:
    """The keys that the seed draws, in the order of drawing: whoever has frame and seed gets the same.

    Each stratum gives its share of ``size``, by largest remainders, and at least one where there
    are enough. Within it, those come first whose hash with the seed is least.
    """
    strata: dict[object, list[str]] = defaultdict(list)
    for key, stratum in frame:
        strata[stratum].append(key)
    ranked = {stratum: sorted(keys, key=lambda key: _rank(seed, key))
              for stratum, keys in strata.items()}  # fmt: skip
    shares = allotted({stratum: len(keys) for stratum, keys in ranked.items()}, size)
    drawn = [key for stratum, n in shares.items() for key in ranked[stratum][:n]]
    return sorted(drawn, key=lambda key: _rank(seed, key))


def allotted(sizes: dict[object, int], size: int) -> dict[object, int]:
    """How many of each stratum, as its size asks; never more than there are."""
    whole = sum(sizes.values())
    size = min(size, whole)
    if not whole:
        return {}
    exact = {one: size * n / whole for one, n in sizes.items()}
    least = 1 if size >= len(sizes) else 0
    found = {one: max(least, int(share)) for one, share in exact.items()}
    order = sorted(sizes, key=lambda one: (int(exact[one]) - exact[one], str(one)))
    while (left := size - sum(found.values())) != 0:
        step = 1 if left > 0 else -1
        for one in order if step > 0 else reversed(order):
            if left and least <= found[one] + step <= sizes[one]:
                found[one] += step
                left -= step
    return found


def digest(frame: Frame) -> str:
    """What the frame was drawn from, in 64 characters: another frame has another digest."""
    told = sha256()
    for key, stratum in sorted(frame, key=lambda one: one[0]):
        told.update(f"{key}\t{stratum}\n".encode())
    return told.hexdigest()


def share_within(hits: int, n: int) -> tuple[float, float]:
    """Between which shares the true one lies (Clopper and Pearson, Biometrika 26, 1934): exact."""
    from scipy.special import betaincinv

    if not n:
        return 0.0, 1.0
    tail = (1 - CONFIDENCE) / 2
    low = float(betaincinv(hits, n - hits + 1, tail)) if hits else 0.0
    high = float(betaincinv(hits + 1, n - hits, 1 - tail)) if hits < n else 1.0
    return low, high


def _rank(seed: str, key: str) -> str:
    return sha256(f"{seed}\n{key}".encode()).hexdigest()
