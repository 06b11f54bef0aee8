"""What one check of ``hedgerow doctor`` says, and all of them together."""

from __future__ import annotations

from dataclasses import dataclass

from hedgerow.foundation.journal.verification import ChainHead


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: whether it is well, what was found, what to do if not."""

    name: str
    well: bool
    found: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All checks, and how far each intact chain of seals goes."""

    checks: tuple[Check, ...]
    chains: tuple[ChainHead, ...]

    @property
    def is_well(self) -> bool:
        return all(check.well for check in self.checks)
