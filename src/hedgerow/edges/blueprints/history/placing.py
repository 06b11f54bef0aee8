"""Learners at hosts: placements in every stage, from a request to what both said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from math import gcd

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Person
from hedgerow.edges.blueprints.plot import Plot, Step
from hedgerow.features.engagement.placements import actions
from hedgerow.features.engagement.placements.models import HoursEntry, Placement, PlacementKind

from . import codes
from .days import morning
from .partnering import acting

STAGES = (
    "requested", "late", "forms", "ready", "running", "disputed", "ended", "stopped", "declined",
)  # fmt: skip
DAY = timedelta(days=1)
LONG = 56 * DAY
DONE = (
    gettext_lazy("Watched and asked"), gettext_lazy("Helped with the files"),
    gettext_lazy("Went along to a visit"), gettext_lazy("Measured and noted"),
)  # fmt: skip


@dataclass(frozen=True)
class _Hosts:
    """Who hosts in turn, and who arranges."""

    people: Sequence[Assignment]
    conveners: Sequence[int]


def steps(plot: Plot) -> Iterator[Step]:
    if not plot.blueprint.placement_kinds:
        return
    for number in range(min(plot.history.placements, plot.sizes.learners)):
        yield Step("placements", partial(_placement, number=number))


def _placement(plot: Plot, number: int) -> None:
    kinds = list(PlacementKind.objects.filter(ecosystem=plot.ecosystem).order_by("pk"))
    code = codes.learner(number * stride(plot.sizes.learners) % plot.sizes.learners)
    learner = Person.objects.filter(kept_by=plot.ecosystem, code=code).exclude(code="").first()
    roles = Assignment.objects.filter(ecosystem=plot.ecosystem)
    hosts = roles.filter(role="partner").select_related("organisation", "person").order_by("pk")
    conveners = list(roles.filter(role="convener").values_list("person", flat=True)[:1])
    found = _Hosts(list(hosts[:60]), conveners)
    if learner is not None and kinds and found.people:
        _play(plot, kinds[number % len(kinds)], learner, number, found)


def stride(learners: int) -> int:
    """Steps that come to every learner before any comes again."""
    return next(step for step in (3, 5, 7, 11, 1) if gcd(step, learners) == 1)


def _play(plot: Plot, kind: PlacementKind, learner: Person, number: int, hosts: _Hosts) -> None:
    """Bring one placement to its stage, each act on a day of its own."""
    stage = STAGES[number % len(STAGES)]
    host = hosts.people[number % len(hosts.people)]
    first = {
        "late": plot.today + 3 * DAY, "forms": plot.today + 21 * DAY, "ready": plot.today + 5 * DAY,
        "ended": plot.today - 80 * DAY,
    }.get(stage, plot.today - 30 * DAY)  # fmt: skip
    asked = morning(plot, min(first, plot.today) - 20 * DAY)
    row = actions.request_placement(
        kind, learner, by=acting(learner.pk), at=asked, wish=_("See how the work is done")
    )
    if stage == "requested":
        return
    ours = acting(hosts.conveners[0] if hosts.conveners else None)
    row = actions.arrange_placement(
        row, by=ours, at=asked + DAY, host=host.organisation, supervisor=host.person, starts=first,
        ends=first + LONG,
    )  # fmt: skip
    if stage == "late":
        return
    answers = acting(host.person_id)
    row = actions.answer_for_host(
        row, by=answers, at=asked + 2 * DAY, accepts=stage != "declined",
        reason=_("We move house in those weeks") if stage == "declined" else "",
    )  # fmt: skip
    if stage == "declined":
        return
    _see_to(row, stage, asked + 3 * DAY, (ours.person_id, host.person_id, learner.pk))
    if stage in ("forms", "ready"):
        return
    row = actions.start_placement(row, by=ours, at=morning(plot, first))
    _work(plot, row, stage, learner.pk, host.person_id)
    if stage in ("ended", "stopped"):
        _end(plot, row, stage, learner.pk, host.person_id, ours.person_id)


def _see_to(
    row: Placement, stage: str, at: datetime, people: tuple[int | None, int | None, int]
) -> None:
    """All steps, or of one still being prepared the first alone."""
    convener, host, learner = people
    by = {"host": host, "learner": learner}
    steps = list(row.steps.order_by("position", "pk"))
    assert row.ends is not None  # noqa: S101 - it is arranged
    for step in steps[: {"forms": 1}.get(stage, len(steps))]:
        until = row.ends + 200 * DAY if step.has_validity else None
        who = acting(by.get(step.who, convener))
        note = _("Told on the telephone by the family") if step.who == "guardian" else ""
        actions.complete_step(step, by=who, at=at, valid_until=until, note=note)


def _work(plot: Plot, row: Placement, stage: str, learner: int, host: int) -> None:
    """Six days of two or three hours; the host confirmed the first four, and disputes one."""
    assert row.starts is not None  # noqa: S101 - it has begun
    entries: list[HoursEntry] = []
    for turn in range(6):
        day = row.starts + turn * 4 * DAY
        entries.append(
            actions.log_hours(
                row, day, by=acting(learner), at=morning(plot, day + DAY),
                minutes=120 + 60 * (turn % 2), done=str(DONE[turn % len(DONE)]),
            )
        )  # fmt: skip
    done = entries if stage == "ended" else entries[:4]
    at = morning(plot, entries[-1].day + 2 * DAY)
    actions.confirm_hours(row, [one.pk for one in done], by=acting(host), at=at)
    if stage == "disputed":
        reason = _("That day it was one hour")
        actions.dispute_hours(entries[4], by=acting(host), at=at, reason=reason)


def _end(
    plot: Plot, row: Placement, stage: str, learner: int, host: int, convener: int | None
) -> None:
    """It ends; of one that ended early only the learner has said how it was."""
    assert row.ends is not None  # noqa: S101 - it has begun
    ended = row.ends if stage == "ended" else plot.today - 2 * DAY
    at = morning(plot, ended + DAY)
    reason = "" if stage == "ended" else _("The host moved")
    actions.end_placement(row, ended, by=acting(convener), at=at, reason=reason)
    for side, person in (("learner", learner), ("host", host)):
        if stage == "ended" or side == "learner":
            best = max((level for level, _words in row.kind.levels_of(side)), default=0)
            ratings = {key: best for key, _title in row.kind.asked_of(side)}
            actions.evaluate_placement(
                row, side, by=acting(person), at=at, ratings=ratings,  # type: ignore[arg-type]
            )  # fmt: skip
