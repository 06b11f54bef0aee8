"""What is ended of those who are absent: as it was chosen, by the same import."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet

from hedgerow.commons.activities.actions import end_place
from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import end_assignments, end_places
from hedgerow.commons.membership.gone import touched_by_ending
from hedgerow.commons.membership.models import Assignment, GroupPlace
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import in_parts

from .days import begin_later

if TYPE_CHECKING:
    from ..outcomes import Preview


@dataclass(frozen=True, slots=True)
class Ending:
    """The rows of a target to be ended, ``on`` being the last day."""

    target: str
    keys: Collection[int]
    on: date

    @classmethod
    def asked(cls, target: str, args: Mapping[str, Any]) -> "Ending | None":
        """What a job was asked to end, if anything."""
        keys = args.get("end")
        return cls(target, keys, date.fromisoformat(args["last_day"])) if keys else None

    def args(self) -> dict[str, object]:
        """What a job needs to be asked the same."""
        return {"end": sorted(self.keys), "last_day": self.on.isoformat()}

    def still(self, found: "Preview", _by: Actor) -> "Ending | None":
        """What of it is still to be done: the rows of those who are absent now."""
        keys = {*self.keys} & {one.key for one in found.absent}
        return replace(self, keys=keys) if keys else None

    def rows(self) -> Iterable[QuerySet[Any]]:
        """The rows that end, in parts."""
        models: dict[str, type[Model]] = {"group-members": GroupPlace, "enrolments": Enrolment}
        for some in in_parts(self.keys):
            yield models.get(self.target, Assignment)._default_manager.filter(pk__in=some)

    def later(self) -> int:
        """How many of them begin after the last day."""
        return begin_later(self.rows(), self.on)

    def touched(self, ecosystem: Ecosystem) -> Iterable[QuerySet[Any]]:
        """The rows that may change by it; with roles goes what people have by them."""
        for roles in self.rows():
            yield roles
            if roles.model is Assignment:
                yield from touched_by_ending(ecosystem, roles)

    def carry_out(self, ecosystem: Ecosystem, *, by: Actor, at: datetime) -> int:
        """End them; return how many. Raises what ending one by hand raises."""
        if self.target == "group-members":
            return end_places(ecosystem, self._places(), self.on, by=by, at=at)
        if self.target == "enrolments":
            return self._end_enrolments(ecosystem, by, at)
        return end_assignments(ecosystem, self.keys, self.on, by=by, at=at)

    def _places(self) -> list[dict[str, int]]:
        return [
            {"group_id": group, "person_id": person}
            for some in in_parts(self.keys)
            for group, person in GroupPlace.objects.filter(pk__in=some).values_list(
                "group_id", "person_id"
            )
        ]

    def _end_enrolments(self, ecosystem: Ecosystem, by: Actor, at: datetime) -> int:
        here = Enrolment.objects.filter(ecosystem=ecosystem)
        rows = [row for some in in_parts(self.keys) for row in here.filter(pk__in=some)]
        for row in rows:
            end_place(row, max(self.on, row.starts), dropped=True, by=by, at=at)
        return len(rows)
