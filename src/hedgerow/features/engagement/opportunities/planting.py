"""What a blueprint says of kinds of opportunity and of what is offered, and how kinds are planted."""

from collections.abc import Sequence
from datetime import datetime, time
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_planting import Named, in_languages
from hedgerow.foundation.blueprints import Count, Invented, Key, Language, Words
from hedgerow.foundation.permissions import Actor

from . import actions, rules

Audience = Literal["learners", "adults", "teachers", "members"]
Hours = Annotated[Decimal, Field(gt=0)]
Summary = Annotated[str, Field(min_length=1, max_length=2000)]
SETS = ("audience", "one_press", "guardian_agrees", "judged", "in_sessions")


class OpportunityKind(Invented):
    """A kind of opportunity that partners offer, with how one joins."""

    key: Key
    title: Named
    audience: Audience = "learners"
    one_press: bool = False
    guardian_agrees: bool = True
    judged: bool = False
    in_sessions: bool = True
    minimum_hours: Hours | None = None
    activity_kind: Key | None = None


class Offered(Invented):
    """Something offered in a simulated history: ``in_days`` from the day of planting, or ``days_ago``.

    ``taken`` people have a place, and ``waiting`` wait for one. What is past was held without so many
    who were ``absent`` from each session, its entries were judged, and it is closed or ``archived``.
    """

    title: Named
    kind: Key
    summary: Summary | Annotated[dict[Language, Summary], Field(min_length=1)]
    in_days: Count | None = None
    days_ago: Count | None = None
    lasts_days: Count = 0
    begins: time | None = None
    minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    place: str = Field("", max_length=300)
    latitude: float | None = None
    longitude: float | None = None
    online_address: str = ""
    sight: Literal["public", "members", "site"] = "public"
    age_from: Count | None = None
    age_to: Count | None = None
    grades: tuple[Words, ...] = ()
    languages: tuple[Language, ...] = ()
    access: tuple[Annotated[str, Field(pattern=f"^({'|'.join(rules.ACCESS)})$")], ...] = ()
    access_note: str = ""
    takes_signups: bool = True
    by_invitation: bool = False
    capacity: Annotated[int, Field(ge=1)] | None = None
    cost_amount: Decimal = Decimal(0)
    cost_currency: str = ""
    cost_note: str = ""
    contact: str = ""
    website: str = ""
    sponsored: bool = False
    taken: Count = 0
    waiting: Count = 0
    rubric: tuple[Words, ...] = ()
    judges: Count = 0
    entries: tuple[Words, ...] = ()
    absent: Count = 0
    archived: bool = False

    @model_validator(mode="after")
    def _is_past_or_to_come(self) -> Self:
        if self.days_ago is None:
            if self.archived or self.absent:
                raise ValueError("archived and absent of what was some days_ago")
        elif self.in_days is not None:
            raise ValueError("either in_days or days_ago")
        elif self.days_ago <= self.lasts_days:
            raise ValueError("more days_ago than it lasts_days")
        return self


def plant_opportunity_kinds(
    ecosystem: Ecosystem, kinds: Sequence[OpportunityKind], *, by: Actor, at: datetime
) -> None:
    """Save the kinds of opportunity; the usual ones where the blueprint names none."""
    if not kinds:
        actions.add_usual_kinds(ecosystem, by=by, at=at)
        return
    known = dict(Kind.objects.filter(ecosystem=ecosystem).values_list("key", "pk"))
    rows = [
        {
            "key": one.key,
            **in_languages({"name": one.title}, ecosystem.languages),
            **{name: getattr(one, name) for name in SETS},
            "minimum_minutes": int(one.minimum_hours * 60) if one.minimum_hours else None,
            "activity_kind_id": known.get(one.activity_kind or ""),
        }
        for one in kinds
    ]
    actions.save_kinds(ecosystem, rows, by=by, at=at)
