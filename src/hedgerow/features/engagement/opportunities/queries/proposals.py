"""What families and other members propose: what they wait for, and who looks at it."""

from datetime import timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem, not_closed
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Guardian, Organisation
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.permissions import OFFER
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor, scope, site_scope
from hedgerow.foundation.waiting import Waiting

from .own_proposal import WITHDRAWN

LONG: Final = timedelta(days=7)
"""After so long who convenes the whole is asked too."""
MOST: Final = 60


def reviewing_sites(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Organisation]:
    """Organisations at which one or one's children hold a role here: they look at what one proposes."""
    wards = Guardian.objects.seeing().filter(
        guardian=actor.person_id or 0, ends__isnull=True, ecosystem=ecosystem
    )
    held = Assignment.objects.filter(
        Q(person=actor.person_id or 0) | Q(person__in=wards.values("learner")),
        ecosystem=ecosystem, ends__isnull=True, organisation__isnull=False,
    )  # fmt: skip
    return Organisation.objects.filter(pk__in=held.values("organisation")).order_by("name", "pk")


def own_proposals(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Opportunity]:
    """What the actor sent in here, the newest first; ``withdrawn`` is what was taken back."""
    rows = Opportunity.objects.filter(ecosystem=ecosystem, entered_by=actor.person_id or 0)
    back = Fact.objects.filter(
        ecosystem=ecosystem.pk, kind=WITHDRAWN,
        subjects__kind="opportunities.opportunity", subjects__uuid=OuterRef("uuid"),
    )  # fmt: skip
    told = rows.exclude(proposed_at=None).annotate(withdrawn=Exists(back))
    return told.order_by("-proposed_at", "-pk")


def proposed_to(actor: Actor) -> QuerySet[Opportunity]:
    """What waits for the actor to look at it."""
    long = timezone.now() - LONG
    whole = scope(actor, OFFER) & (Q(organisation=None) | Q(proposed_at__lt=long))
    return Opportunity.objects.filter(
        whole | site_scope(actor, OFFER), state=Opportunity.State.DRAFT, proposed_at__isnull=False
    )


def to_review(actor: Actor) -> list[Waiting]:
    """Proposals to the actor's organisations; those to none, or that wait long, to who convenes."""
    found = (
        proposed_to(actor)
        .filter(not_closed())
        .select_related("ecosystem")
        .order_by("proposed_at", "pk")[:MOST]
    )
    return [
        Waiting(
            row.said("title"), reverse("opportunity", args=[row.ecosystem.slug, row.uuid]),
            row.ecosystem.where, _("A family or member offers this: open it or decline"),
        )
        for row in found
    ]  # fmt: skip
