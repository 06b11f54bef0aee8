"""Guardians who accepted an invitation and of whom nobody has said whose guardian they are."""

from typing import Final

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hedgerow.commons.ecosystems.models import Ecosystem, not_closed
from hedgerow.commons.people.doors import Part, asked
from hedgerow.commons.people.models import Guardian
from hedgerow.commons.people.permissions import EDIT_PEOPLE
from hedgerow.foundation.permissions import Actor, scope
from hedgerow.foundation.waiting import Waiting

from .models import Assignment, Invitation
from .newcomers import FAMILY
from .permissions import INVITE

WHY: Final = _("on the learner’s page, add them as guardian")


def parts(actor: Actor) -> list[Part]:
    """Of "my week" of who invites: guardians without a child."""
    return [Part(_childless, [_accepted(actor)])]


def waiting_for(actor: Actor) -> list[Waiting]:
    """What waits for somebody here."""
    return asked(actor, parts)


def _accepted(actor: Actor) -> QuerySet[Invitation]:
    """Their invitations, where the actor may invite and say whose guardian somebody is."""
    rows = Invitation.objects.filter(scope(actor, INVITE), scope(actor, EDIT_PEOPLE), role=FAMILY)
    mine = {"ecosystem": OuterRef("ecosystem"), "ends": None}
    holds = Assignment.objects.filter(**mine, person=OuterRef("accepted_by"), role=FAMILY)
    tied = Guardian.objects.filter(**mine, guardian=OuterRef("accepted_by"))
    return rows.filter(Exists(holds), ~Exists(tied), accepted_at__isnull=False)


def _childless(actor: Actor) -> list[Waiting]:
    """A line an ecosystem. Two queries."""
    counted = _accepted(actor).filter(not_closed()).order_by().values("ecosystem")
    found = {
        row["ecosystem"]: row["n"]
        for row in counted.annotate(n=Count("accepted_by", distinct=True))
    }
    return [
        Waiting(
            ngettext("%(n)s guardian without a child", "%(n)s guardians without a child", n)
            % {"n": n},
            f"{reverse('people', args=[place.slug])}?role={FAMILY}",
            place.where,
            WHY,
        )
        for place in Ecosystem.objects.filter(pk__in=found).order_by("name")
        for n in [found[place.pk]]
    ]
