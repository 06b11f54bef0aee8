"""Rooms of an ecosystem, and those to choose from."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from hedgerow.commons.activities.models import Room
from hedgerow.commons.activities.permissions import EDIT_ACTIVITIES, VIEW_ACTIVITIES
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.people.models import Organisation
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

MOST: Final = 100

LASTING: Final = timedelta(days=1)


def rooms_of(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Room]:
    """The ecosystem's rooms, for its members; none for others."""
    rows = Room.objects.visible_to(actor).filter(ecosystem=ecosystem)
    rows = rows.select_related("organisation", "ecosystem")
    return rows if actor.may(VIEW_ACTIVITIES, ecosystem.pk) else rows.none()


def room_row(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> Room:
    """The room of that public id; raises NotFound."""
    row = rooms_of(actor, ecosystem).filter(uuid=uuid).first()
    if row is None:
        raise NotFound
    return row


def rooms_to_choose(
    actor: Actor, ecosystem: Ecosystem, site: int | None, now: int | None = None
) -> QuerySet[Room]:
    """Rooms in use and the one chosen ``now``, those of the activity's own site first."""
    rows = rooms_of(actor, ecosystem).filter(Q(in_use=True) | Q(pk=now or 0))
    first = Q(organisation=site) if site else Q(pk__in=())
    return rows.alias(near=first).order_by("-near", "organisation__name", "name", "pk")


def organisations_with_rooms(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Organisation]:
    """Members for which the actor may add rooms."""
    members = OrganisationMembership.objects.filter(ecosystem=ecosystem, ends__isnull=True)
    rows = Organisation.objects.filter(pk__in=members.values("organisation")).order_by("name", "pk")
    if actor.may(EDIT_ACTIVITIES, ecosystem.pk):
        return rows
    return rows.filter(pk__in=actor.sites_with(EDIT_ACTIVITIES, ecosystem.pk))
