"""Referrals that somebody can act on, and those that are overdue with somebody else."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q, QuerySet

from hedgerow.commons.ecosystems.models import not_closed
from hedgerow.commons.membership.holders import holders_at
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
    told, to whoever sent it or may act in the whole. Twelve queries at most, however many.
    """
    sent, got = Referral.objects.from_side(actor), Referral.objects.to_side(actor)
    family = Referral.objects.of_family(actor).filter(state=rules.ASKED)
    mine = (
        got.filter(
            site_scope(actor, HANDLE_REFERRALS, "receiver_id")
            | _silent(actor, got, HANDLE_REFERRALS, "receiver", RECEIVERS, now),
            state__in=RECEIVERS,
        ),
        sent.filter(
            site_scope(actor, REFER, "sender_id")
            | _asked_by(actor)
            | _silent(actor, sent, REFER, "sender", SENDERS, now),
            state__in=SENDERS,
        ),
    )
    late = (sent.filter(due_at__lt=now), got.filter(due_at__lt=now))
    found = Q(pk__in=())
    for rows in (*mine, *late, family):
        found |= Q(pk__in=rows.values("pk"))
    seen = Referral.objects.visible_to(actor).filter(found, not_closed(), due_at__isnull=False)
    related = seen.select_related("ecosystem", "learner", "sender", "receiver")
    waiting = list(related.order_by("due_at", "pk")[: 2 * MOST])
    own = _among(waiting, *mine)
    own |= answered_by(actor, [row for row in waiting if row.state == rules.ASKED], now)
    told = own | _among(waiting, *late)
    shown = [(row, row.pk in own) for row in waiting if row.pk in told]
    return dict(shown[:MOST])


def _asked_by(actor: Actor) -> Q:
    """Those that the actor referred, or asked elsewhere, in person."""
    steps = ReferralStep.objects.filter(by=actor.person_id or 0, act__in=("refer", "redirect"))
    return Q(pk__in=steps.values("referral"))


def _among(waiting: list[Referral], *many: QuerySet[Referral]) -> set[int]:
    ids = [row.pk for row in waiting]
    return {pk for rows in many for pk in rows.filter(pk__in=ids).values_list("pk", flat=True)}


def _silent(
    actor: Actor,
    rows: QuerySet[Referral],
    permission: str,
    side: str,
    states: tuple[str, ...],
    now: datetime,
) -> Q:
    """Rows of the whole that wait for an organisation where nobody can act. Two queries at most."""
    found = Q(pk__in=())
    if not actor.ecosystems_with(permission):
        return found
    waiting = rows.filter(scope(actor, permission), state__in=states).order_by()
    sites = set(waiting.values_list("ecosystem_id", f"{side}_id").distinct())
    for place, site in sites - holders_at(permission, sites, now).keys() if sites else ():
        found |= Q(**{"ecosystem": place, side: site})
    return found
