"""Requesting a placement, setting its host and days, or closing it before it begins."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.activities.actions.enrolling import school_on
from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.customs import AGE
from hedgerow.commons.membership.models import Assignment, Customs
from hedgerow.commons.membership.rules import answers_oneself
from hedgerow.commons.people.bars import require_not_barred
from hedgerow.commons.people.models import Guardian, Organisation, Person
from hedgerow.commons.people.places import organisations_of
from hedgerow.commons.people.queries import people_of
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.placements import dues, rules
from hedgerow.features.engagement.placements.errors import NoHost, PlacedAlready
from hedgerow.features.engagement.placements.models import Placement, PlacementKind, Step, Who
from hedgerow.features.engagement.placements.permissions import ARRANGE
from hedgerow.foundation.closing import require_open
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor

from . import consents
from .asking import ask_host, decline, let_go
from .common import (
    State,
    locked,
    part_in,
    require_fit,
    require_not_own_child,
    require_state,
    seen,
    tell,
)
from .leaving import ask_another

STEWARD = Actor.the_steward()
TAKEN = (State.REQUESTED, State.PREPARING, State.RUNNING)


@transaction.atomic
def request_placement(
    kind: PlacementKind,
    learner: Person,
    *,
    by: Actor,
    at: datetime,
    wish: str = "",
    host: Organisation | None = None,
    starts: date | None = None,
    ends: date | None = None,
    offer: Opportunity | None = None,
) -> Placement:
    """Ask for a placement: the learner, a guardian, or whoever arranges for the learner's school.

    ``offer`` is the opportunity it would be a place of; without ``host`` one is looked for.
    Raises NotFound, NotPermitted, Invalid or PlacedAlready.
    """
    ecosystem = kind.ecosystem
    seen(ecosystem, by)
    require_open(by, ecosystem.pk)
    roles = Assignment.objects.filter(ecosystem=ecosystem, person=learner, role="learner")
    spells = list(roles.order_by("starts", "pk").values_list("starts", "ends", "organisation"))
    if not spells or not kind.in_use or learner.erased_at is not None:
        raise NotFound
    today = day_in(ecosystem, at)
    site = school_on([(one, two, three) for one, two, three in spells if three], today)
    _check_asking(ecosystem, learner, site, by)
    _check_place(ecosystem, host, starts, ends)
    is_late = by.may(ARRANGE, ecosystem.pk) or by.may_at(ARRANGE, ecosystem.pk, site)
    _check_days(starts, ends, kept=starts if is_late else None, today=today)
    _check_offer(ecosystem, offer, by)
    check_lengths(Placement, {"wish": wish})
    _check_new(kind=kind, learner=learner, host=host, starts=starts, offer=offer)
    row = Placement.objects.create(
        ecosystem=ecosystem, kind=kind, learner=learner, site_id=site, host=host, wish=wish,
        starts=starts, ends=ends, offer=offer, requested_by_id=by.person_id, requested_at=at,
        origin=by.origin,
    )  # fmt: skip
    tell("requested", row, by, at, kind=kind.key)
    return row


@transaction.atomic
def arrange_placement(
    placement: Placement,
    *,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    **changes: Any,
) -> Placement:
    """Set ``host``, ``supervisor``, ``starts`` and ``ends``; what its kind requires becomes due.

    A host that did not offer these days itself is asked, and so is one whose days change.
    While it is prepared they may be changed: what is open is due anew, what was done stays, but
    for a yes or no of the family, which was about another plan. A first day that has passed may
    stay, and is not set anew; the last one is today or later.

    Raises NotFound, NotPermitted, WrongState, NoHost, CannotLookAfter, OwnChild, NotOfHost, Invalid
    or Stale.
    """
    row = locked(placement, by)
    part_in(row, by, ("school", "convener"), ARRANGE)
    require_state(row, State.REQUESTED, State.PREPARING)
    said = {name: changes.get(name, getattr(row, name)) for name in ("host", "starts", "ends")}
    if None in said.values():
        raise NoHost
    _check_place(row.ecosystem, said["host"], said["starts"], said["ends"])
    today = day_in(row.ecosystem, at)
    _check_days(said["starts"], said["ends"], kept=row.starts, today=today)
    supervisor = changes.get("supervisor", row.supervisor)
    if supervisor is not None:
        _check_supervisor(row, supervisor, said["host"], at)
    changed = row.revise(revision, **changes, state=State.PREPARING)
    if changed:
        row.save()
        if "host" in changed:
            ask_another(row, by, at)
        consents.ask_anew(row, changed)
        _make_steps(row, today)
        ask_host(row, by, at)
        tell("arranged", row, by, at, fields=sorted(changed))
    return row


@transaction.atomic
def close_placement(placement: Placement, *, by: Actor, at: datetime, reason: str) -> Placement:
    """Decline a request or withdraw it, before it began, saying why. Anybody with a part may.

    A host alone declines for itself: the request stands, and looks for another host.

    Raises NotFound, NotPermitted, WrongState, OwnChild, NobodyAsked or Invalid.
    """
    row = locked(placement, by)
    parts = part_in(row, by, ("learner", "guardian", "school", "host", "convener"), ARRANGE)
    require_state(row, State.REQUESTED, State.PREPARING)
    if not reason.strip():
        raise Invalid({"reason": [_("Say why.")]})
    if parts == {"host"}:
        require_not_own_child(row, parts, by)
        return decline(row, reason, by, at)
    check_lengths(Placement, {"reason": reason})
    row.state, row.reason, row.revision = State.CLOSED, reason, row.revision + 1
    row.save()
    let_go(row, by, at)
    tell("closed", row, by, at)
    return row


def _check_asking(ecosystem: Ecosystem, learner: Person, site: int | None, by: Actor) -> None:
    """Raise NotFound for who does not see the learner, NotPermitted for who may not ask."""
    require_not_barred(by, [learner.pk])
    if by.may(ARRANGE, ecosystem.pk) or by.person_id == learner.pk:
        return
    if not Person.objects.visible_to(by).filter(pk=learner.pk).exists():
        raise NotFound
    ties = Guardian.objects.seeing().filter(
        ecosystem=ecosystem, guardian=by.person_id, learner=learner, ends=None
    )
    if not (by.may_at(ARRANGE, ecosystem.pk, site) or ties.exists()):
        raise NotPermitted(permission=ARRANGE)


def _check_new(**said: Any) -> None:
    if Placement.objects.filter(state__in=TAKEN, **said).exists():
        raise PlacedAlready


def _check_supervisor(row: Placement, supervisor: Person, host: Organisation, at: datetime) -> None:
    """Raise NotFound for who is not there or is the learner, and what ``require_fit`` raises."""
    found = people_of(STEWARD, row.ecosystem).filter(pk=supervisor.pk)
    if supervisor.pk == row.learner_id or not found.exists():
        raise NotFound
    require_fit(row, supervisor, host, at)


def _check_days(starts: date | None, ends: date | None, *, kept: date | None, today: date) -> None:
    """Raise Invalid for a day that has passed; whoever arranges may enter one late, by its first day."""
    if (name := rules.passed(starts, ends, kept=kept, today=today)) is not None:
        raise Invalid({name: [_("That day has passed. Choose today or a later day.")]})


def _check_place(
    ecosystem: Ecosystem, host: Organisation | None, starts: date | None, ends: date | None
) -> None:
    if host is not None:
        found = organisations_of(STEWARD, ecosystem).filter(pk=host.pk)
        if not found.exists():
            raise NotFound
    if starts and ends and ends < starts:
        raise Invalid({"ends": [_("The last day comes before the first.")]})
    if ends and not starts:
        raise Invalid({"starts": [_("Say from which day on.")]})


def _check_offer(ecosystem: Ecosystem, offer: Opportunity | None, by: Actor) -> None:
    """Raise NotFound for an opportunity that is not of the ecosystem or that the actor does not see."""
    if offer is None:
        return
    if not Opportunity.objects.visible_to(by).filter(ecosystem=ecosystem, pk=offer.pk).exists():
        raise NotFound


def _make_steps(row: Placement, today: date) -> None:
    """Each requirement a step, due from the first day as ``dues.step_due`` says."""
    assert row.starts is not None  # noqa: S101 - arranged placements have it
    ages = Customs.objects.filter(ecosystem=row.ecosystem_id)
    age = ages.values_list("age_of_consent", flat=True).first() or AGE
    grown = answers_oneself(row.learner.born, learns=True, age=age, on=today)
    kept = {step.key: step for step in row.steps.all()}
    for one in row.kind.requirements.order_by("position", "pk"):
        due = dues.step_due(today, row.starts, one.due_days)
        if step := kept.get(one.key):
            if step.state == Step.State.OPEN and step.due != due:
                step.due = due
                step.save(update_fields=["due"])
            continue
        who = Who.LEARNER if grown and one.who == Who.GUARDIAN else one.who
        Step.objects.create(
            ecosystem_id=row.ecosystem_id, placement=row, key=one.key, title=one.title,
            help=one.help, who=who, due=due, has_validity=one.has_validity,
            may_waive=one.may_waive, private=one.private, position=one.position, told=one.told,
        )  # fmt: skip
