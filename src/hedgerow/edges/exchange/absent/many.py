"""What is ended of those whom a set lacks: as it was chosen, by one statement for however many."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Q, QuerySet

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import end_found
from hedgerow.commons.membership.gone import touched_by_ending
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor

from ..models import Import, Lacking
from .days import begin_later

if TYPE_CHECKING:
    import polars as pl

    from ..outcomes import Preview


@dataclass(frozen=True, slots=True)
class EndingOfMany:
    """Roles that a set lacks and that are to be ended, ``on`` being the last day: of all who are gone, of
    all who moved, and of these numbers."""

    of: int
    gone: bool
    moved: bool
    numbers: Collection[int]
    on: date

    @classmethod
    def asked(cls, row: Import, args: Mapping[str, Any]) -> "EndingOfMany | None":
        """What a job was asked to end, if anything."""
        said = args.get("end_lacking")
        if said is None:
            return None
        on = date.fromisoformat(args["last_day"])
        return cls(row.pk, said["gone"], said["moved"], said["numbers"], on)

    def args(self) -> dict[str, object]:
        """What a job needs to be asked the same."""
        numbers = sorted(self.numbers)
        said = {"gone": self.gone, "moved": self.moved, "numbers": numbers}
        return {"end_lacking": said, "last_day": self.on.isoformat()}

    def still(self, found: "Preview", by: Actor) -> "EndingOfMany | None":
        """What of it is still to be done; of what waits only that is left: what is chosen, is missing
        now, and may be ended by the actor."""
        import polars as pl  # slow to import

        from hedgerow.foundation.columns import frame_of

        chosen = Q(number__in=self.numbers)
        for said, gone in ((self.gone, True), (self.moved, False)):
            chosen |= Q(gone=gone) if said else Q(pk__in=())
        waiting = Lacking.objects.filter(chosen, of=self.of)
        mine = endable(self._roles(waiting), by).values_list("pk")
        try:
            keys = frame_of(mine, {"key": pl.Int64})
        except EmptyResultSet:  # nothing is chosen, or nobody may be seen
            keys = pl.DataFrame(schema={"key": pl.Int64})
        now = found.lacking.rows.join(keys, on="key", how="semi") if found.lacking else None
        keep(self.of, now)
        return None if now is None or now.is_empty() else self

    def later(self) -> int:
        """How many of them begin after the last day."""
        return begin_later([self._roles(Lacking.objects.filter(of=self.of))], self.on)

    def touched(self, ecosystem: Ecosystem) -> Iterable[QuerySet[Any]]:
        """The rows that may change by it; with roles goes what people have by them."""
        roles = self._roles(Lacking.objects.filter(of=self.of))
        yield roles
        yield from touched_by_ending(ecosystem, roles)

    def carry_out(self, ecosystem: Ecosystem, *, by: Actor, at: datetime) -> int:
        """End them; return how many. Raises what ending one by hand raises."""
        roles = self._roles(Lacking.objects.filter(of=self.of))
        return end_found(ecosystem, roles, self.on, by=by, at=at)

    @staticmethod
    def _roles(lacking: QuerySet[Lacking]) -> QuerySet[Assignment]:
        return Assignment.objects.filter(pk__in=lacking.values("key"))


def endable(roles: QuerySet[Assignment], actor: Actor) -> QuerySet[Assignment]:
    """Those of whom the actor may see; nobody ends their own role by a set."""
    theirs = roles.filter(ends=None, person__in=Person.objects.visible_to(actor))
    return theirs.exclude(person=actor.person_id or 0)


def keep(of: int, rows: "pl.DataFrame | None") -> None:
    """What a set lacks in place of what was kept of that before; nothing where it lacks nobody."""
    Lacking.objects.filter(of=of).delete()
    if rows is not None and not rows.is_empty():
        from hedgerow.foundation import columns  # polars is slow to import

        numbered = rows.with_row_index("number", 1)
        columns.insert(Lacking, numbered, of_id=of)


def forget(of: Iterable[int]) -> None:
    """Drop what was kept for imports that wait no more."""
    Lacking.objects.filter(of__in=of).delete()
