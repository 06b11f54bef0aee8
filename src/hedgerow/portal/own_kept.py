"""What is kept about one person, what for, and until when, for whoever may read all of it."""

from __future__ import annotations

from dataclasses import dataclass

from hedgerow.commons.people.models import Person
from hedgerow.foundation import privacy
from hedgerow.foundation.permissions import Actor

from .exporting import handed_out
from .kept import period_of
from .retention import label
from .wording import Text, record


@dataclass(frozen=True, slots=True)
class KeptKind:
    """Rows of one kind: how many, what for, and for how many days after they ended.

    ``days`` is None for what is kept as long as the person takes part; ``left`` says what stays
    of it when the person is erased, and why.
    """

    label: str
    name: Text
    why: Text
    rows: int
    days: int | None
    left: Text
    is_person: bool

    @property
    def period(self) -> str:
        """The time in the largest unit that it is a whole number of."""
        return "" if self.days is None else period_of(self.days)


@dataclass(frozen=True, slots=True)
class OwnKept:
    """``kinds`` of which there is something, the person first; ``others`` have nothing to show.

    What is kept from everybody it speaks of, such as what was told in confidence, is among these,
    be there any or not.
    """

    name: str
    kinds: tuple[KeptKind, ...]
    others: tuple[KeptKind, ...]


def own_kept(person: Person, *, by: Actor) -> OwnKept:
    """Every kind that has a rule, as far as rows of it are handed out with the person's record.

    For whom the record may be handed to; nothing of a row is told, so it is no opening of it.
    Raises NotFound to outsiders, or NotPermitted.
    """
    row = handed_out(person, by=by)
    kinds = [
        KeptKind(
            label(rule), record(rule.model), rule.why, sum(1 for _ in rule.export(row.pk)),
            rule.keep.days if rule.keep else None, rule.left, rule.model is Person,
        )
        for rule in privacy.rules()
    ]  # fmt: skip
    kinds.sort(key=lambda kind: (not kind.is_person, kind.days is None, str(kind.name)))
    return OwnKept(
        row.called or row.name,
        tuple(kind for kind in kinds if kind.rows),
        tuple(kind for kind in kinds if not kind.rows),
    )
