"""What waits: for the family, for either organisation, for a lead; and for who can name a lead."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import not_closed
from hedgerow.commons.membership.permissions import ASSIGN_ROLES
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.waiting import Waiting

from .. import rules
from ..models import Concern, Referral
from .leads import leads_for
from .sides import answered_by

MOST = 20
SENDERS = ("declined", "stopped")
RECEIVERS = ("sent", "seen", "accepted")


def waiting_for(actor: Actor) -> Iterable[Waiting]:
    """Referrals on one's side, and whatever is overdue for both; concerns for leads."""
    if actor.person_id is None:
        return
    now = timezone.now()
    yield from _referrals(actor, now)
    new = Concern.objects.visible_to(actor).exclude(state=Concern.State.CLOSED)
    for row in new.select_related("ecosystem").order_by("at")[:MOST]:
        url = reverse("concerns", args=[row.ecosystem.slug])
        yield Waiting(_("A concern for a child"), url, row.ecosystem.name, due=row.at)
    yield from _nameless(actor, now)


def referrals_waiting(actor: Actor, now: datetime) -> list[Referral]:
    """Referrals that wait on the actor's side; of the sender also those overdue elsewhere."""
    mine = Referral.objects.from_side(actor).filter(Q(state__in=SENDERS) | Q(due_at__lt=now))
    theirs = Referral.objects.to_side(actor).filter(state__in=RECEIVERS)
    family = Referral.objects.of_family(actor).filter(state=rules.ASKED)
    sides = (mine, theirs, family)
    found = Q(pk__in=())
    for rows in sides:
        found |= Q(pk__in=rows.values("pk"))
    rows = Referral.objects.visible_to(actor).filter(found, not_closed(), due_at__isnull=False)
    related = rows.select_related("ecosystem", "learner", "sender", "receiver")
    others = set(mine.values_list("pk", flat=True)) | set(theirs.values_list("pk", flat=True))
    few = list(related.order_by("due_at", "pk")[: 2 * MOST])
    asked = _asked(actor, few, now)
    return [row for row in few if row.pk in others or row.pk in asked]


def _asked(actor: Actor, rows: Iterable[Referral], now: datetime) -> set[int]:
    """Ids of those to which the actor, for the family, has not answered."""
    return answered_by(actor, [row for row in rows if row.state == rules.ASKED], now)


def _referrals(actor: Actor, now: datetime) -> Iterable[Waiting]:
    rows = referrals_waiting(actor, now)[:MOST]
    asked = _asked(actor, rows, now)
    for row in rows:
        said = {"name": row.learner.called or row.learner.name, "other": row.receiver.name}
        family = row.pk in asked
        url = (
            reverse("own-referrals") if family
            else reverse("referral", args=[row.ecosystem.slug, row.uuid])
        )  # fmt: skip
        why = _("overdue") if row.due_at and row.due_at < now else str(row.get_state_display())
        yield Waiting(
            _("Referral of %(name)s to %(other)s") % said, url, row.ecosystem.name, why, row.due_at
        )


def _nameless(actor: Actor, now: datetime) -> Iterable[Waiting]:
    """Where something waits that nobody may read, whoever gives roles is asked to name a lead."""
    places = actor.ecosystems_with(ASSIGN_ROLES)
    rows = Concern.objects.filter(ecosystem__in=places).exclude(state=Concern.State.CLOSED)
    told = set()
    for row in rows.select_related("ecosystem"):
        if row.ecosystem_id not in told and not leads_for(row, now):
            told.add(row.ecosystem_id)
            url = reverse("role-new", args=[row.ecosystem.slug])
            yield Waiting(
                _("Name a safeguarding lead"), url, row.ecosystem.name,
                _("Nobody can read what is told in confidence."),
            )  # fmt: skip
