"""Seats of one opportunity among several rounds: none is given twice, and who opened first goes first. Pure."""


def seats_for(left: int, promised: int, earlier: int, later: int, now: int = 0) -> int:
    """How many of ``left`` free seats a round has to give.

    ``promised`` other rounds have given already, ``earlier`` are held by rounds that opened before it,
    ``later`` by rounds that opened after it; ``now`` it holds itself, which later ones do not take.
    """
    rest = max(0, left - promised - earlier)
    return max(min(now, rest), rest - later)
