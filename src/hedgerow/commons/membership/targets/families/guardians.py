"""Which guardians the lines speak of: children of one family have the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from hedgerow.commons.people.making import made_code
from hedgerow.foundation.targets import Diff, Record, Value

from .fields import column
from .here import Here
from .learners import without_code
from .rules import Known, Shared, Told, joined
from .said import said_of

COMPARED = {"email": "address", "phone": "digits", "language": "language"}
ROLE = "guardian"


@dataclass(slots=True)
class Mention:
    """What the lines say of a guardian, and where first."""

    record: Record
    guardian: str
    code: str
    name: str
    said: Told
    has_address: bool = True
    """Not where it is somebody else's, with whom it is shared."""

    @property
    def values(self) -> Mapping[str, Value]:
        """The guardian as a person's row; what nobody says stays as it is."""
        more = {name: getattr(self.said, name) for name in ("email", "phone", "language")}
        if not self.has_address:
            del more["email"]
        given = {name: text for name, text in more.items() if text}
        return {"code": self.code, "name": self.name, "role": ROLE, **given}


@dataclass(slots=True)
class Guardians:
    """Guardians here and in the lines so far; what is unsure is noted, and nobody merged by it."""

    here: Here
    own: str
    found: Diff
    shared: Shared
    known: Known = field(init=False)
    mentions: dict[int, Mention] = field(default_factory=dict)
    by_code: dict[str, int] = field(default_factory=dict)
    first_new: int = 0

    def __post_init__(self) -> None:
        self.known = Known(self.shared)
        for one in self.here.elders:
            self.by_code[one.code] = self.known.add(one)
        self.first_new = len(self.known.told)

    def take(self, record: Record, guardian: str, learner: str) -> Mention | None:
        """The guardian whom the line names there; None where none is, or a problem is noted."""
        said = said_of(record, guardian)
        if not (said.name or said.email or said.phone or said.code):
            return None
        if not said.name:
            self._nameless(record, guardian, said)
            return None
        at = self._sure(record, guardian, said, learner)
        if at is None:
            return None
        if at not in self.mentions:
            return self._first(record, guardian, at, said, learner)
        self._agree(record, guardian, self.mentions[at], said)
        self.mentions[at].said = joined(self.mentions[at].said, said)
        self.known.join(at, said)
        return self.mentions[at]

    def _nameless(self, record: Record, guardian: str, said: Told) -> None:
        """Somebody with a number is refused; an address alone is passed over, and the learner comes in."""
        if said.code:
            expected = _("the guardian's name")
            self._refuse(record, guardian, "name", expected, "membership.no_guardian")
            return
        why = _(
            "the guardian is not brought in without a name: add it in a column for it, and send the list in again"
        )
        name = "email" if said.email else "phone"
        self.found.pass_over(record, column(guardian, name), why, "membership.no_guardian")

    def _sure(self, record: Record, guardian: str, said: Told, learner: str) -> int | None:
        """The number of the guardian, a new one where nobody is like them."""
        same, unsure = self.known.like(said)
        if not same:
            same = list(self._theirs(said, learner))
        if len(same) == 1:
            return same[0]
        if near := [*same, *unsure]:
            self._refuse(
                record, guardian, "name", self._which(near[0]), "membership.guardian_unsure"
            )
            return None
        return self.known.add(said)

    def _theirs(self, said: Told, learner: str) -> Iterator[int]:
        """The learner's guardian of that name, whose address may have changed."""
        for code in self.here.ties.get(learner, ()):
            at = self.by_code[code]
            known = self.known.told[at]
            if known.folded == said.folded and said.code in ("", known.code):
                yield at

    def _which(self, near: int) -> str:
        if near in self.mentions:
            expected = _("what tells whether it is the guardian of line %(line)s: the same name with "
                         "the same e-mail address or telephone, else a number for each")  # fmt: skip
            return expected % {"line": self.mentions[near].record.line}
        return _("what tells whether it is somebody who is here: the same name with the same e-mail "
                 "address or telephone, else a number")  # fmt: skip

    def _first(
        self, record: Record, guardian: str, at: int, said: Told, learner: str
    ) -> Mention | None:
        known = self.known.told[at]
        if at < self.first_new and not known.code:
            self._refuse(record, guardian, "name", without_code(known.name), "membership.no_code")
            return None
        code = known.code or said.code or self._made(said, learner)
        self.known.join(at, said)
        has_address = self._has_address(known.folded, said.address)
        self.mentions[at] = Mention(record, guardian, code, known.name, said, has_address)
        return self.mentions[at]

    def _has_address(self, folded: str, address: str) -> bool:
        """Of those who share one it is that of who has it here, else of the first in the file."""
        names = self.shared.get(address, ())
        here = (one.folded for one in self.here.elders if one.address == address)
        return not names or folded == next((one for one in here if one in names), names[0])

    def _made(self, said: Told, learner: str) -> str:
        """By what they are found again: the address, else the telephone, else whose guardian it is."""
        return made_code(self.own, ROLE, said.folded, said.address or said.digits or learner)

    def _agree(self, record: Record, guardian: str, mention: Mention, said: Told) -> None:
        """Note where a line says something else of a guardian than an earlier one."""
        for name, compared in COMPARED.items():
            before, now = getattr(mention.said, compared), getattr(said, compared)
            if before and now and before != now:
                expected = _("what line %(line)s says of the same guardian: %(value)s")
                expected %= {"line": mention.record.line, "value": getattr(mention.said, name)}
                self._refuse(record, guardian, name, expected, "membership.two_persons")

    def _refuse(self, record: Record, guardian: str, name: str, expected: str, code: str) -> None:
        self.found.refuse(record, column(guardian, name), expected, code)
