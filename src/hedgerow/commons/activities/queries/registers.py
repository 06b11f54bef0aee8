"""The register of a session as its page shows it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from hedgerow.commons.activities import rules
from hedgerow.commons.activities.models import Attendance, Session
from hedgerow.commons.activities.sides import on_same_side
from hedgerow.commons.ecosystems.clock import on_the_wall
from hedgerow.commons.ecosystems.models import not_closed
from hedgerow.commons.membership.namesakes import told_apart
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.sight import not_barred
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import among

from .absences import excuses_on
from .around import Around, around
from .lines import Line, Said, line_of
from .names import places_on, short_names


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """The register of one session; ``opens`` is from when it can be marked, None once it can;
    ``going_on`` from an hour before to two after."""

    uuid: UUID
    slug: str
    activity: str
    activity_uuid: UUID
    starts_at: datetime
    minutes: int
    state: str
    revision: int
    may_confirm: bool
    confirmed: bool
    needs_confirmation: bool
    opens: datetime | None
    going_on: bool
    reason: str
    lines: Sequence[Line] = field(default_factory=tuple)
    around: Around | None = None
    room: str = ""
    may_mark: bool = False

    @property
    def away(self) -> Sequence[Line]:
        """Those of whom it was told ahead that they do not come; empty for who may not mark."""
        return [line for line in self.lines if line.excuse]

    @property
    def tally(self) -> Mapping[str, int]:
        """How many are marked so, by status; "left" is who is not marked."""
        counts = Counter(line.status or "left" for line in self.lines)
        return {name: counts[name] for name in (*Attendance.Status.values, "left")}

    @property
    def unknown(self) -> int:
        """How many late marks that are saved have no minutes."""
        return sum(line.status == "late" and line.late_by is None for line in self.lines)


def session_row(actor: Actor, slug: str, uuid: UUID) -> Session:
    """A session that the actor runs or confirms; raises NotFound to everybody else."""
    rows = Session.objects.visible_to(actor).filter(ecosystem__slug=slug, uuid=uuid)
    rows = rows.select_related("activity__kind", "ecosystem", "room")
    # most who ask run it, which is found out sooner than whether they may open it at all
    row = rows.filter(among(Session.objects.markable_by(actor), "pk")).first()
    row = row or rows.filter(among(Session.objects.opened_by(actor), "pk")).first()
    if row is None:
        raise NotFound
    return row


def may_mark(actor: Actor, session: Session) -> bool:
    """Whether the actor may mark here; of a closed ecosystem the register is only read."""
    rows = Session.objects.markable_by(actor).filter(not_closed())
    return rows.filter(pk=session.pk).exists()


def on_register(actor: Actor, session: Session) -> dict[UUID, int]:
    """Keys of those on the register, in the order of its page."""
    marked = Attendance.objects.filter(session=session).values_list("person", flat=True)
    return dict(_shown(actor, session, marked).values_list("uuid", "pk"))


def register_page(
    actor: Actor,
    session: Session,
    said: Mapping[str, Said] | None = None,
    theirs: Mapping[str, object] | None = None,
) -> RegisterPage:
    """The register: those with a place that day and those marked, by name, but for whom the actor is barred from.

    Who was said not to come is told to those who may mark alone.

    ``said`` are the reader's own unsaved marks by person id; ``theirs`` what was saved meanwhile.
    """
    marking = may_mark(actor, session)
    lines = _lines(actor, session, said or {}, theirs or {}, closely=marking)
    return RegisterPage(
        session.uuid,
        session.ecosystem.slug,
        session.activity.said("title"),
        session.activity.uuid,
        on_the_wall(session.starts_at, session.ecosystem.time_zone),
        session.minutes,
        session.state,
        session.revision,
        _may_confirm(actor, session),
        session.confirmed_at is not None,
        session.activity.kind.needs_confirmation,
        _opens(session),
        rules.on_duty(session.starts_at, session.minutes, timezone.now()),
        session.reason,
        lines,
        None if lines else around(actor, session),
        session.room.name if session.room else "",
        marking,
    )


def _lines(
    actor: Actor,
    session: Session,
    said: Mapping[str, Said],
    theirs: Mapping[str, object],
    *,
    closely: bool,
) -> list[Line]:
    marks = {row.person_id: row for row in _saved(session)}
    people = list(_shown(actor, session, marks))
    names = _names(actor, session, people, closely=closely)
    excuses = excuses_on(session, [one.pk for one in people]) if closely else {}
    return [
        line_of(
            one, names[one.pk], marks.get(one.pk), said.get(str(one.pk)),
            str(theirs.get(str(one.pk), "")), excuses.get(one.pk),
        )
        for one in people
    ]  # fmt: skip


def _names(
    actor: Actor, session: Session, people: Sequence[Person], *, closely: bool
) -> dict[int, str]:
    return told_apart(actor, session.ecosystem, people, short_names(people), closely=closely)


def _saved(session: Session) -> QuerySet[Attendance]:
    return Attendance.objects.filter(session=session).select_related("session")


def _shown(actor: Actor, session: Session, marked: Iterable[int]) -> QuerySet[Person]:
    # one list of few: of two, joined by OR, PostgreSQL asks every person of a country
    wanted = {*places_on(session).values_list("person", flat=True), *marked}
    shown = Person.objects.filter(not_barred(actor, "pk"), pk__in=wanted, erased_at__isnull=True)
    return shown.order_by("sort_name", "pk")


def _opens(session: Session) -> datetime | None:
    if rules.may_be_marked(session.starts_at, timezone.now()):
        return None
    return on_the_wall(rules.opens(session.starts_at), session.ecosystem.time_zone)


def _may_confirm(actor: Actor, session: Session) -> bool:
    """Whether the actor may confirm here, and stands on another side than who marked it."""
    if session.ecosystem.closed_on is not None:
        return False
    if actor.steward:
        return True
    is_held = session.state == Session.State.HELD
    if is_held and on_same_side([session], actor.person_id):
        return False
    return Session.objects.filter(pk=session.pk).confirmable_by(actor).exists()
