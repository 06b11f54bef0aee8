"""What waits: for the family, for either organisation, for a lead; and for who can name a lead."""

from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hedgerow.commons.ecosystems.clock import shown
from hedgerow.commons.ecosystems.models import not_closed
from hedgerow.commons.membership.permissions import ASSIGN_ROLES
from hedgerow.commons.people.doors import Part, asked
from hedgerow.commons.people.sight import not_barred
from hedgerow.commons.people.ties import oneself_and_wards
from hedgerow.foundation.permissions import Actor, scope, site_scope
from hedgerow.foundation.waiting import Waiting

from .. import rules
from ..models import LEADS, Concern, Referral
from ..permissions import HANDLE_REFERRALS, LEAD_CONCERNS, REFER
from .due import MOST, referrals_waiting
from .leads import without_leads

Text = str | Promise


STEPS: Mapping[str, Text] = {
    rules.ASKED: gettext_lazy("say whether you agree"),
    rules.SENT: gettext_lazy("say whether you take it on"),
    rules.SEEN: gettext_lazy("say whether you take it on"),
    rules.ACCEPTED: gettext_lazy("help, and say when it is done"),
    rules.DECLINED: gettext_lazy("ask elsewhere, or close it"),
    rules.STOPPED: gettext_lazy("ask elsewhere, or close it"),
}
"""What whoever it waits for does next, by state."""


def parts(actor: Actor) -> list[Part]:
    """Of "my week": referrals on one's side, and what is overdue for both; concerns for leads."""
    near = Q(learner__in=oneself_and_wards(actor))
    for permission, side in ((REFER, "sender_id"), (HANDLE_REFERRALS, "receiver_id")):
        near |= scope(actor, permission) | site_scope(actor, permission, side)
    told = Concern.objects.exclude(state=Concern.State.CLOSED)
    return [
        Part(_referrals, [Referral.objects.filter(near, due_at__isnull=False)]),
        Part(_concerns, [told.filter(scope(actor, LEAD_CONCERNS))]),
        Part(_nameless, [told.filter(scope(actor, ASSIGN_ROLES))]),
    ]


def waiting_for(actor: Actor) -> list[Waiting]:
    """What waits for somebody here."""
    return asked(actor, parts)


def _referrals(actor: Actor) -> Iterable[Waiting]:
    for row, own in referrals_waiting(actor, timezone.now()).items():
        yield _referral(row, own=own)


def _concerns(actor: Actor) -> Iterable[Waiting]:
    new = Concern.objects.visible_to(actor).exclude(state=Concern.State.CLOSED)
    for concern in new.select_related("ecosystem").order_by("at", "pk")[:MOST]:
        place = concern.ecosystem
        told = date_format(shown(concern.at), "DATE_FORMAT")
        yield Waiting(
            _("A concern for a child"), reverse("concerns", args=[place.slug]), place.where,
            _("read it, and say what is done"), concern.at, _("told on %(day)s") % {"day": told},
        )  # fmt: skip


def _referral(row: Referral, *, own: bool) -> Waiting:
    said = {"name": row.learner.called or row.learner.name, "other": row.receiver.name}
    family = own and row.state == rules.ASKED
    url = (
        reverse("own-referrals") if family
        else reverse("referral", args=[row.ecosystem.slug, row.uuid])
    )  # fmt: skip
    why = STEPS[row.state] if own else _overdue(row)
    title = _("Referral of %(name)s to %(other)s") % said
    place = row.ecosystem
    return Waiting(title, url, place.where, why, row.due_at, zone=place.time_zone)


def _overdue(row: Referral) -> str:
    """With whom it is, for who can do no more than ask."""
    who = {"family": _("the family"), "sender": row.sender.name, "receiver": row.receiver.name}
    side = rules.waits_for(row.state) or "sender"
    return _("waiting for %(who)s: ask how it stands") % {"who": who[side]}


def _nameless(actor: Actor) -> Iterable[Waiting]:
    """Where something waits that nobody may read, whoever gives roles is asked to name a lead.

    Whom it accuses or is about, and who is barred from the child, learns nothing of it: another
    who gives roles is asked.
    """
    places = actor.ecosystems_with(ASSIGN_ROLES)
    rows = Concern.objects.filter(not_closed(), ecosystem__in=places).exclude(
        state=Concern.State.CLOSED
    )
    rows = rows.exclude(Q(about=actor.person_id) | Q(against=actor.person_id))
    rows = rows.filter(not_barred(actor, "about"), not_barred(actor, "raised_by"))
    told = {
        row.ecosystem for row in without_leads(rows.select_related("ecosystem"), timezone.now())
    }
    for place in sorted(told, key=lambda one: (one.name, one.pk)):
        url = f"{reverse('role-new', args=[place.slug])}?role={LEADS[0]}"
        why = _("Nobody can read what is told in confidence.")
        yield Waiting(_("Name a safeguarding lead"), url, place.where, why)
