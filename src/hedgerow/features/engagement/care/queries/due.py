"""Referrals that somebody can act on, and those that are overdue with somebody else."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from hedgerow.commons.ecosystems.models import not_closed
from hedgerow.commons.membership.holders import held_among
from hedgerow.foundation.permissions import Actor, scope, site_scope

from .. import rules
from ..models import Referral, ReferralStep
from ..permissions import HANDLE_REFERRALS, REFER
from .sides import answered_by

MOST = 20
SENDERS = ("declined", "stopped")
RECEIVERS = ("sent", "seen", "accepted")


def referrals_waiting(actor: Actor, now: datetime) -> Mapping[Referral, bool]:
    """Referrals that wait for the actor, and whether for the actor's own act.

    The act is one's own for the family, for who referred, for who refers or takes on at the very
    organisation, and for who may do so in the whole where nobody there can. Of others' only what is overdue is
    told, to whoever sent it or may act in the whole. Seven queries at most, however many.
    """
    sent, got = Referral.objects.from_side(actor), Referral.objects.to_side(actor)
    family = Referral.objects.of_family(actor).filter(state=rules.ASKED)
    lone_got, lone_sent = _silent(actor, got, sent, now)
    mine = (
        got.filter(
            site_scope(actor, HANDLE_REFERRALS, "receiver_id") | lone_got, state__in=RECEIVERS
        ),
        sent.filter(
            site_scope(actor, REFER, "sender_id") | _asked_by(actor) | lone_sent, state__in=SENDERS
        ),
    )
    late = (sent.filter(due_at__lt=now), got.filter(due_at__lt=now))
    seen = Referral.objects.visible_to(actor).annotate(is_own=_any(*mine), is_late=_any(*late))
    due = seen.filter(
        Q(is_own=True) | Q(is_late=True) | _any(family), not_closed(), due_at__isnull=False
    )
    related = due.select_related("ecosystem", "learner", "sender", "receiver")
    waiting: list[Any] = list(related.order_by("due_at", "pk")[: 2 * MOST])
    said = answered_by(actor, [row for row in waiting if row.state == rules.ASKED], now)
    shown = [
        (row, row.is_own or row.pk in said)
        for row in waiting
        if row.is_own or row.is_late or row.pk in said
    ]
    return dict(shown[:MOST])


def _any(*many: QuerySet[Referral]) -> Q:
    found = Q(pk__in=())
    for rows in many:
        found |= Q(pk__in=rows.values("pk"))
    return found


def _asked_by(actor: Actor) -> Q:
    """Those that the actor referred, or asked elsewhere, in person."""
    steps = ReferralStep.objects.filter(by=actor.person_id or 0, act__in=("refer", "redirect"))
    return Q(pk__in=steps.values("referral"))


def _silent(
    actor: Actor, got: QuerySet[Referral], sent: QuerySet[Referral], now: datetime
) -> tuple[Q, Q]:
    """Rows of the whole that wait for an organisation where nobody can act: got, and sent.

    Three queries at most.
    """
    waiting = [
        (permission, place, site)
        for rows, permission, side, states in (
            (got, HANDLE_REFERRALS, "receiver_id", RECEIVERS), (sent, REFER, "sender_id", SENDERS),
        )
        if actor.ecosystems_with(permission)
        for place, site in rows.filter(scope(actor, permission), state__in=states)
        .order_by().values_list("ecosystem_id", side).distinct()
    ]  # fmt: skip
    heard = held_among(waiting, now) if waiting else frozenset()
    lone = {HANDLE_REFERRALS: Q(pk__in=()), REFER: Q(pk__in=())}
    for permission, place, site in set(waiting) - heard:
        side = "receiver" if permission == HANDLE_REFERRALS else "sender"
        lone[permission] |= Q(**{"ecosystem": place, side: site})
    return lone[HANDLE_REFERRALS], lone[REFER]
