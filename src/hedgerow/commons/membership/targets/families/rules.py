"""Whether two mentions of a guardian are one person. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from hedgerow.commons.people.rules import sort_name

Verdict = Literal["same", "other", "unsure"]


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a guardian, or known; ``code`` is empty where nobody gave one."""

    name: str
    code: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""

    @property
    def address(self) -> str:
        return self.email.casefold()

    @property
    def digits(self) -> str:
        """The telephone number without signs; its last nine digits, whatever stands before."""
        return "".join(one for one in self.phone if one.isdigit())[-9:]

    @property
    def folded(self) -> str:
        return sort_name(self.name)


def verdict(one: Told, other: Told) -> Verdict:
    """One code is one person; else one address, and without it one telephone, and the same name."""
    if one.code and other.code:
        return "same" if one.code == other.code else "other"
    alike = one.folded == other.folded
    if one.address and other.address:
        if one.address == other.address:
            return "same" if alike else "unsure"
        return "unsure" if alike and one.digits and one.digits == other.digits else "other"
    if not alike:
        return "other"
    if one.digits and other.digits:
        return "same" if one.digits == other.digits else "other"
    return "unsure"


def joined(known: Told, said: Told) -> Told:
    """What is known with what is said; nothing said leaves what is known, and so does the name."""
    return replace(
        known,
        code=known.code or said.code,
        email=said.email or known.email,
        phone=said.phone or known.phone,
        language=said.language or known.language,
    )


Shared = Mapping[str, Sequence[str]]
"""Addresses that two guardians have together → their folded names."""


def shared_addresses(beside: Iterable[tuple[Told, Told]]) -> Shared:
    """What the two guardians of a line have together: there they are two, whatever they share."""
    found: dict[str, list[str]] = {}
    for one, other in beside:
        are_two = one.folded and other.folded and one.folded != other.folded
        if are_two and one.address and one.address == other.address:
            names = found.setdefault(one.address, [])
            names += [name for name in (one.folded, other.folded) if name not in names]
    return found


class Known:
    """Guardians by number, of whom mentions are told apart; those alike are found by what they share."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.told: list[Told] = []
        self._by: dict[tuple[str, str], set[int]] = {}

    def add(self, told: Told) -> int:
        self.told.append(told)
        self._note(len(self.told) - 1)
        return len(self.told) - 1

    def join(self, at: int, said: Told) -> None:
        """Learn what a further mention says of a guardian."""
        self.told[at] = joined(self.told[at], said)
        self._note(at)

    def like(self, said: Told) -> tuple[list[int], list[int]]:
        """Guardians who are the one mentioned, and those who may be."""
        near = sorted({at for key in _keys(said) for at in self._by.get(key, ())})
        near = [at for at in near if not self._are_two(self.told[at], said)]
        verdicts = [(at, verdict(self.told[at], said)) for at in near]
        return ([at for at, one in verdicts if one == "same"],
                [at for at, one in verdicts if one == "unsure"])  # fmt: skip

    def _are_two(self, one: Told, other: Told) -> bool:
        """Whether both are of those who have one address together."""
        names = self.shared.get(one.address, ()) if one.address == other.address else ()
        return one.folded != other.folded and one.folded in names and other.folded in names

    def _note(self, at: int) -> None:
        for key in _keys(self.told[at]):
            self._by.setdefault(key, set()).add(at)


def _keys(told: Told) -> Iterable[tuple[str, str]]:
    said = (("name", told.folded), ("code", told.code), ("email", told.address))
    return ((kind, text) for kind, text in said if text)
