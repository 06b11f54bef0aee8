"""What waits for somebody about placements: steps, requests, hours, evaluations."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import day_in, first_day_anywhere, moment_of
from hedgerow.commons.ecosystems.models import not_closed
from hedgerow.commons.people.doors import Part, asked
from hedgerow.commons.people.ties import oneself_and_wards
from hedgerow.foundation.permissions import Actor, scope, site_scope
from hedgerow.foundation.waiting import Waiting

from . import hosts, news, rules, supervisors
from .going import confirmed, runs
from .guardians import nobody, not_agreed, waits_for_guardian, without_guardian
from .kin import children_of
from .looking_after import looked_after_by
from .models import Evaluation, HostAsk, HoursEntry, Placement, Step
from .parts import parts_among
from .permissions import HOST, VIEW_PLACEMENTS

SHOWN = 60
ARRANGING = frozenset[rules.Part]({"school", "convener"})
State = Placement.State
OPEN = (State.REQUESTED, State.PREPARING, State.RUNNING)
OVER = (State.ENDED, State.STOPPED)


def parts(actor: Actor) -> list[Part]:
    """Of "my week": what the actor can act on in placements that are open or to be evaluated."""
    mine = Q(learner__in=oneself_and_wards(actor)) | looked_after_by(actor)
    mine |= scope(actor, VIEW_PLACEMENTS) | site_scope(actor, HOST, "host_id")
    rows = Placement.objects.filter(mine | site_scope(actor, VIEW_PLACEMENTS, "site_id"))
    day = first_day_anywhere(timezone.now())
    to_say = Q(evaluate_until=None) | Q(evaluate_until__gte=day)
    claims = HoursEntry.objects.filter(placement=OuterRef("pk"), state="claimed")
    over = rows.filter(to_say | Exists(claims), state__in=OVER)
    return [Part(_to_act_on, [rows.filter(state__in=OPEN), over])]


def waiting_for(actor: Actor) -> list[Waiting]:
    """What waits for somebody here."""
    return asked(actor, parts)


def _to_act_on(actor: Actor) -> list[Waiting]:
    """Overdue steps first."""
    now = timezone.now()
    said = Evaluation.objects.filter(placement=OuterRef("pk"))
    claims = HoursEntry.objects.filter(placement=OuterRef("pk"), state="claimed")
    done = Q(state__in=OVER)
    rows = Placement.objects.visible_to(actor).filter(
        Q(state__in=OPEN) | done, not_closed()
    ).annotate(
        claims=Exists(claims),
        by_learner=Exists(said.filter(side="learner")),
        by_host=Exists(said.filter(side="host")),
        confirmed=confirmed(),
    )  # fmt: skip
    busy = rows.exclude(done & ~Q(claims=True) & Q(by_learner=True) & Q(by_host=True))
    own_parts = parts_among(actor, _first(busy))
    arranged = [row for row, own in own_parts.items() if ARRANGING & own]
    lone = without_guardian([row for row in arranged if row.state == State.PREPARING])
    silent = hosts.unheard(arranged, now)
    unnamed = [row for row in arranged if row.state == State.PREPARING and not row.supervisor_id]
    alone = supervisors.without_school([row for row in unnamed if row.site_id], now)
    children = children_of(actor)
    heard = news.unread(actor, {row: own for row, own in own_parts.items() if not ARRANGING & own})
    found = [_waiting(row, why, None) for row, why in heard]
    found += [
        one
        for row, own in own_parts.items()
        for one in _of(
            row,
            own - {"host"} if row.learner_id in children else own,
            now,
            lone=row.pk in lone,
            alone=row.pk in alone,
            silence=silent.get(row.pk),
        )
    ]
    return sorted(found, key=lambda one: (one.due is None, one.due or now))[:SHOWN]


def _first(rows: QuerySet[Placement]) -> list[Placement]:
    related = rows.select_related("ecosystem", "kind", "learner", "host", "site")
    asks = Prefetch("asks", HostAsk.objects.select_related("host"))
    return list(related.order_by("starts", "pk").prefetch_related("steps", asks)[:SHOWN])


def _of(
    row: Placement,
    parts: frozenset[rules.Part],
    now: datetime,
    *,
    lone: bool,
    alone: bool,
    silence: hosts.Silence | None,
) -> Iterator[Waiting]:
    today = day_in(row.ecosystem, now)
    arranges = bool(ARRANGING & parts)
    if row.state == State.REQUESTED and arranges:
        yield _waiting(row, _find_host(row), None)
    if row.state == State.PREPARING:
        ask = hosts.live_ask(row)
        is_sure = ask is not None and ask.state == HostAsk.State.ACCEPTED
        yield from _asked(row, ask, parts, today, silence)
        yield from _steps(row, parts if is_sure else parts - {"host"}, today, lone)
        if alone and "convener" in parts:
            yield _waiting(row, _nobody_there(row), row.starts)
        if is_sure and arranges and _is_ready(row, today):
            yield _waiting(row, _("Everything is there: let it begin"), row.starts)
    if row.state == State.RUNNING and arranges and row.ends and row.ends < today:
        yield _waiting(row, _("Its last day has passed: end it"), row.ends)
    if row.state in (State.PREPARING, State.RUNNING) and arranges:
        yield from (_waiting(row, why, row.starts) for why in not_agreed(row))
    if getattr(row, "claims") and "host" in parts:  # noqa: B009 - annotated
        yield _waiting(row, _("Confirm the hours"), None)
    elif getattr(row, "claims") and arranges and silence:  # noqa: B009 - annotated
        why = _("The hours wait for somebody else at %(host)s, or for the convener")
        yield _waiting(row, why % {"host": row.host.name if row.host else ""}, None)
    if row.state == State.RUNNING and not arranges:
        yield from runs(row, parts, today)
    yield from _evaluations(row, parts, today)


def _nobody_there(row: Placement) -> str:
    why = _("Nobody of %(school)s is here, so families ask you: name who looks after the learner")
    return why % {"school": row.site.name if row.site else ""}


def _is_ready(row: Placement, today: date) -> bool:
    """Whether it may begin today: nothing is lacking, and its first day has come."""
    lacks = any(step.state in rules.LACKING for step in row.steps.all())
    return not lacks and (row.starts is None or row.starts <= today)


def _find_host(row: Placement) -> str:
    """Whoever declined last, and why, is said with it."""
    last = hosts.last_ask(row)
    if last is None or last.state != HostAsk.State.DECLINED:
        complete = row.host and row.starts and row.ends
        return _("Ask the host, or decline") if complete else _("Find a host, or decline")
    said = {"host": last.host.name, "reason": last.reason}
    return _("%(host)s declined (%(reason)s): find another host, or decline") % said


def _asked(
    row: Placement,
    ask: HostAsk | None,
    parts: frozenset[rules.Part],
    today: date,
    silence: hosts.Silence | None,
) -> Iterator[Waiting]:
    """A host says yes or no; whoever arranges hears of it where nobody can, or does in time."""
    if ask is None or ask.state != HostAsk.State.ASKED:
        return
    if "host" in parts:
        yield _waiting(row, _("Say whether you take the learner"), ask.due)
    elif silence and ARRANGING & parts:
        if silence == hosts.Silence.FAMILY:
            why = _(
                "It waits for somebody else at %(host)s, not of the family: "
                "ask there, and enter what they say"
            )
        else:
            why = _("Nobody answers for %(host)s here: ask there, and enter what they say")
        yield _waiting(row, why % {"host": ask.host.name}, ask.due)
    elif ask.due < today and ARRANGING & parts:
        yield _waiting(row, _("Waiting for %(who)s") % {"who": ask.host.name}, ask.due)


def _steps(
    row: Placement, parts: frozenset[rules.Part], today: date, lone: bool
) -> Iterator[Waiting]:
    """One's own steps, and a guardian's where none is known; others' overdue ones in one line."""
    late: list[Step] = []
    for step in row.steps.all():
        if step.state != Step.State.OPEN or not rules.may_act(
            step.who, parts, own_child="guardian" in parts
        ):
            continue
        if lone and waits_for_guardian(step):
            yield _waiting(row, f"{step.shown}: {nobody(step)}", step.due)
        elif step.who in parts:
            yield _waiting(row, _("Next: %(title)s") % {"title": step.shown}, step.due)
        elif step.due < today:
            late.append(step)
    if late:
        by: dict[str, list[str]] = {}
        for step in late:
            by.setdefault(str(step.get_who_display()), []).append(step.shown)
        comma = _(", ")
        said = (f"{who} ({comma.join(titles)})" for who, titles in by.items())
        why = _("Waiting for %(who)s") % {"who": comma.join(said)}
        yield _waiting(row, why, min(step.due for step in late))


def _evaluations(row: Placement, parts: frozenset[rules.Part], today: date) -> Iterator[Waiting]:
    over = row.state in (State.ENDED, State.STOPPED)
    late = row.evaluate_until is not None and row.evaluate_until < today
    for side in ("learner", "host"):
        if over and not late and side in parts and not getattr(row, f"by_{side}"):
            yield _waiting(row, _("Say how it was"), row.evaluate_until)


def _waiting(row: Placement, why: str, due: date | None) -> Waiting:
    return Waiting(
        f"{row.kind.shown} · {row.learner.name}",
        reverse("placement", args=[row.ecosystem.slug, row.uuid]),
        row.ecosystem.where,
        why,
        moment_of(row.ecosystem, due, time(12)) if due else None,
        zone=row.ecosystem.time_zone,
    )
