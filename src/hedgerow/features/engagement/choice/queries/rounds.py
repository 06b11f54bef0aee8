"""Rounds as lists and pages show them."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy

from hedgerow.foundation.jobs.queries import progress_of
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.steps import Step

from ..models import Criterion, Draw, Offer, Round, Run, WishList
from ..naming import is_untitled
from ..permissions import RUN_ROUNDS
from .afterwards import untied_in
from .barred import not_offered, out_in, waits_to_enrol
from .choosers import choosers, is_choosing, missing
from .claims import claims
from .enrolled import unenrolled
from .lines import DrawLine, Kept, OfferLine, RoundPage, RuleLine, RunLine, Work
from .offered import opportunities_in

State = Round.State
SHOWN = (State.PUBLISHED, State.OVER)


def round_page(actor: Actor, row: Round) -> RoundPage:
    """The round, for somebody to whom ``round_row`` gave it."""
    runs = actor.holds(RUN_ROUNDS, row.ecosystem_id)
    rules = rules_of(row)
    return RoundPage(
        slug=row.ecosystem.slug, uuid=row.uuid, key=row.key, title=row.said("title"),
        summary=row.said("summary"), kept=Kept(row.title, row.summary, row.told),
        state=row.state, state_label=row.get_state_display(), opens_on=row.opens_on,
        closes_on=row.closes_on, answer_by=row.answer_by, most_wishes=row.most_wishes,
        grades=row.grades, group=row.group.name if row.group else "",
        site=row.site.name if row.site else "", offers=_offers(actor, row, rules, runs=runs),
        rules=[one for one in rules if one.seats is None], draw=draw_of(row),
        revision=row.revision, simulated=row.origin == "simulated",
        is_choosing=is_choosing(row, timezone.now()),
        work=_work(actor, row) if runs else None, rules_stand=rules_stand(row),
    )  # fmt: skip


def rules_stand(row: Round) -> bool:
    """Whether somebody has chosen by the rules as they are."""
    return row.state != State.DRAFT and row.lists.exists()


def draw_of(row: Round) -> DrawLine | None:
    found = Draw.objects.filter(round=row).first()
    if found is None:
        return None
    return DrawLine(found.commitment, found.committed_at, found.seed, found.revealed_at)


def rules_of(row: Round) -> list[RuleLine]:
    rows = Criterion.objects.filter(round=row).select_related("offer")
    return [
        RuleLine(
            one.uuid, one.said("title"), one.get_kind_display(),
            one.offer.said("title") if one.offer else "", one.seats, Kept(one.title, "", one.told),
        )
        for one in rows.order_by("position", "pk")
    ]  # fmt: skip


def _offers(actor: Actor, row: Round, rules: Sequence[RuleLine], *, runs: bool) -> list[OfferLine]:
    rows = Offer.objects.filter(round=row).select_related("site", "activity")
    shown = opportunities_in(actor, row)
    asked = {one.opportunity_id for one in rows} - {None} if runs and row.state not in SHOWN else ()
    claimed = [one for one in claims(row, [pk for pk in asked if pk]) if not one.is_later]
    return [
        OfferLine(
            one.uuid, one.said("title"), one.said("summary"), one.seats, one.site.name if one.site else "",
            one.activity.uuid if one.activity else None, shown.get(one.opportunity_id or 0),
            [rule for rule in rules if rule.seats is not None and rule.offer == one.said("title")],
            is_untitled(one.title), Kept(one.title, one.summary, one.told), [has for has in claimed if has.opportunity == one.opportunity_id],
        )
        for one in rows.order_by("position", "pk")
    ]  # fmt: skip


def _work(actor: Actor, row: Round) -> Work:
    runs = Run.objects.filter(round=row).select_related("by").order_by("-number")
    chosen = WishList.objects.filter(round=row, wishes__isnull=False).distinct().count()
    waits = missing(row).count() if row.state == State.OPEN else 0
    return Work(
        learners=choosers(row).count(),
        chosen=chosen,
        missing=waits,
        is_dirty=row.is_dirty,
        reminded_at=row.reminded_at,
        progress=progress_of(row.job) if row.job else None,
        runs=[
            RunLine(one.number, one.at, one.by.name if one.by else "", one.reason, one.learners,
                    one.placed, one.blocking, one.digest)
            for one in runs
        ],
        waits=waits_to_enrol(actor, row, timezone.now()) if row.state in SHOWN else (),
        taken_out=out_in(actor, row),
        gone=not_offered(row) if row.state not in SHOWN else (),
        untied=untied_in(row),
        to_enrol=unenrolled().filter(round=row).count(),
        steps=_steps(row),
    )  # fmt: skip


ORDER = (
    (State.DRAFT, gettext_lazy("Prepare it")),
    (State.OPEN, gettext_lazy("Learners choose")),
    (State.CLOSED, gettext_lazy("Run it")),
    (State.PREVIEWED, gettext_lazy("Look at the result")),
    (State.PUBLISHED, gettext_lazy("Places are answered for")),
    (State.OVER, gettext_lazy("Over")),
)


def _steps(row: Round) -> list[Step]:
    at = [state for state, _words in ORDER].index(State(row.state))
    return [Step(words, "", done=number < at) for number, (_state, words) in enumerate(ORDER)]
