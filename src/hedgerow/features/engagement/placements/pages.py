"""A placement, its steps, its hours and what both said, as pages and the API show them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Sum
from django.utils import timezone
from django.utils.functional import Promise

from hedgerow.commons.files.queries import files_by_owner
from hedgerow.foundation import subjects
from hedgerow.foundation.permissions import Actor

from . import hosts, rules
from .guardians import hints, is_consent, to_fill, unheard_family
from .kin import is_own_child
from .lines import HoursLine, StepLine
from .models import Evaluation, HoursEntry, Placement, PlacementKind, Step
from .parts import parts_of
from .permissions import WAIVE
from .shown import PlacementPage, Said

Text = str | Promise
State = Placement.State


def _when(row: Placement, today: date) -> dict[str, Any]:
    return {
        "starts": row.starts,
        "ends": row.ends,
        "is_early": row.starts is not None and row.starts > today,
        "is_past": rules.passed(row.starts, row.ends, kept=row.starts, today=today) is not None,
    }


def placement_page(actor: Actor, row: Placement, today: date) -> PlacementPage:
    """The placement, for somebody to whom ``placement_for`` gave it."""
    parts = parts_of(actor, row)
    evaluations = {one.side: one for one in row.evaluations.select_related("by")}
    own = is_own_child(actor, row)
    steps = step_lines(actor, row, parts, today, own_child=own)
    sums = dict(row.hours.order_by().values_list("state").annotate(sum=Sum("minutes")))
    missing = _missing(row, evaluations)
    goal = row.kind.goal_minutes
    asks = hosts.ask_lines(row, parts, today)
    return PlacementPage(
        uuid=row.uuid,
        slug=row.ecosystem.slug,
        **_names(row),
        state=row.state,
        words=row.get_state_display(),
        stage=_stage(row, asks, len(evaluations), today),
        wish=row.wish,
        reason=row.reason,
        offer=_offer(actor, row),
        steps=steps,
        hours=hours_lines(row, parts, actor, own_child=own),
        confirmed=sums.get("confirmed", 0) / 60,
        unconfirmed=(sums.get("claimed", 0) + sums.get("disputed", 0)) / 60,
        goal=goal / 60 if goal else None,
        said=_said(row, evaluations, parts, today),
        waits_for=[words for side, words in Evaluation.Side.choices if side in missing],
        evaluate_until=row.evaluate_until,
        parts=parts,
        revision=row.revision,
        simulated=row.origin == "simulated",
        waiting_sides=missing,
        asks=asks,
        may_answer=hosts.may_answer(row, parts, asks, own_child=own),
        own_child=own,
        silence=_silence(row, parts),
        host_id=row.host_id,
        **_when(row, today),
        beside=_beside(row, parts),
    )  # fmt: skip


def _silence(row: Placement, parts: frozenset[rules.Part]) -> str:
    """For who arranges: why nobody at the host may answer, confirm or sign; empty if somebody may."""
    if not {"school", "convener"} & parts or row.state in (State.REQUESTED, State.CLOSED):
        return ""
    why = hosts.unheard([row], timezone.now()).get(row.pk)
    return why.value if why else ""


def _beside(row: Placement, parts: frozenset[rules.Part]) -> str:
    """For who may ask the host by one press: that the family has not agreed yet."""
    asks = {"school", "convener"} & parts and row.state == State.REQUESTED and row.host_id
    return unheard_family(row) if asks else ""


def _stage(
    row: Placement, asks: Sequence[hosts.AskLine], evaluations: int, today: date
) -> rules.Stage:
    return rules.stage(
        row.state,
        open_steps=row.steps.filter(state__in=rules.LACKING).count(),
        evaluations=evaluations,
        until=row.evaluate_until,
        today=today,
        is_asked=not any(one.state == "accepted" for one in asks),
    )


def _missing(row: Placement, given: Mapping[str, Evaluation]) -> frozenset[str]:
    """Sides that have not said yet how it was; nobody is asked before it began."""
    has_begun = row.state in (State.RUNNING, State.ENDED, State.STOPPED)
    return frozenset({*Evaluation.Side.values} - given.keys()) if has_begun else frozenset()


def _names(row: Placement) -> dict[str, Any]:
    """What it is, and who has a part in it."""
    return {
        "kind": row.kind.shown,
        "learner": row.learner.name,
        "learner_uuid": row.learner.uuid,
        "host": row.host.name if row.host else "",
        "host_uuid": row.host.uuid if row.host else None,
        "supervisor": row.supervisor.name if row.supervisor else "",
        "site": row.site.name if row.site else "",
    }


def _offer(actor: Actor, row: Placement) -> subjects.Link | None:
    """The opportunity that it is a place of, as far as the reader may see it."""
    kind = "opportunities.opportunity"
    if row.offer is None or kind not in subjects.KINDS:
        return None
    return subjects.resolve(actor, kind, [row.offer.uuid]).get(row.offer.uuid)


def step_lines(
    actor: Actor, row: Placement, parts: frozenset[rules.Part], today: date, *, own_child: bool
) -> list[StepLine]:
    """Steps in their order, each with its files."""
    preparing = row.state == State.PREPARING
    live = preparing or row.state == State.RUNNING
    waives = actor.may(WAIVE, row.ecosystem_id) or actor.may_at(
        WAIVE, row.ecosystem_id, row.site_id
    )
    rows = Step.objects.visible_to(actor).filter(placement=row).select_related("done_by")
    found = list(rows.order_by("position", "pk"))
    said = hints(row, found, parts) if live else {}
    is_inside = bool(parts - {"host"}) or not parts
    arranges = bool({"school", "convener"} & parts)
    open_to = [
        one for one in found
        if preparing and not rules.vouches_for_own(one.who, parts, own_child=own_child)
    ]  # fmt: skip
    files = files_by_owner(actor, "placements.step", [one.uuid for one in found])
    return [
        StepLine(
            one.uuid, one.shown, one.said("help"), one.get_who_display(), one.due, one.state,
            one.get_state_display(), one.has_validity, one.valid_until,
            one.note if is_inside or not is_consent(one) else "",
            one.done_by.name if one.done_by else "", one.done_at,
            live and one.state == "open" and one.due < today, one.private,
            live and rules.may_act(one.who, parts, own_child=own_child)
            and (one.state == "open" or one.has_validity or is_consent(one)),
            one in open_to and one.state == "open" and one.may_waive and waives,
            one in open_to and one.state in ("done", "waived") and arranges,
            files.get(one.uuid, ()), said.get(one.pk, ""),
            is_consent(one), one.who in parts, to_fill(row, one, parts) if live else "",
        )
        for one in found
    ]  # fmt: skip


def hours_lines(
    row: Placement, parts: frozenset[rules.Part], actor: Actor, *, own_child: bool
) -> list[HoursLine]:
    """The log, the newest day first; one query."""
    me = actor.person_id
    rows = row.hours.select_related("logged_by", "decided_by").order_by("-day", "-pk")
    logs = bool({"learner", "school", "convener"} & parts) and not own_child

    def decides(one: HoursEntry) -> bool:
        same = me is not None and me in (one.logged_by_id, row.learner_id)
        return rules.may_decide(parts, same_person=same, own_child=own_child)

    return [
        HoursLine(
            one.uuid, one.day, one.begins, one.minutes, one.done, one.state,
            one.get_state_display(), one.logged_by.name if one.logged_by else "",
            one.decided_by.name if one.decided_by else "", one.reason, one.revision,
            logs and one.state != "confirmed",
            one.state != "confirmed" and decides(one),
            one.state == "confirmed" and decides(one),
        )
        for one in rows
    ]  # fmt: skip


def _said(
    row: Placement, given: Mapping[str, Evaluation], parts: frozenset[rules.Part], today: date
) -> list[Said]:
    """Evaluations that the reader may read: those above the sides all, a side its own first."""
    above = bool({"school", "convener"} & parts) or not parts
    found = []
    for side, one in sorted(given.items(), reverse=True):
        own = {"learner": {"learner", "guardian"}, "host": {"host"}}[side]
        other = "host" if side == "learner" else "learner"
        is_own = bool(own & parts)
        both = rules.opens_other(other in given, True, row.evaluate_until, today)
        if above or is_own or both:
            found.append(_as_said(row.kind, one))
    return found


def _as_said(kind: PlacementKind, one: Evaluation) -> Said:
    """With its words: learners were once asked what hosts are, and these answers stay as they were."""
    own = kind.asked_of(one.side)
    side = one.side if {key for key, _title in own} & one.ratings.keys() else "host"
    titles, levels = dict(kind.asked_of(side)), dict(kind.levels_of(side))
    ratings = [
        (titles[key], str(levels.get(level, level)))
        for key, level in one.ratings.items()
        if key in titles
    ]
    words = one.get_side_display()
    return Said(one.side, words, one.by.name if one.by else "", one.at, ratings, one.comment)
