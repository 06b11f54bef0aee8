"""Whose guardian somebody is invited to be: chosen by who invites, tied once it is accepted."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.actions import register_guardians
from hedgerow.commons.people.bars import require_not_barred, without_barred
from hedgerow.commons.people.models import Person, PersonQuerySet
from hedgerow.commons.people.permissions import EDIT_PEOPLE
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor, require

from ..models import Assignment, Invitation
from ..newcomers import FAMILY


def learners_of(ecosystem: Ecosystem) -> PersonQuerySet:
    """Learners whom the ecosystem keeps: of whom its staff may say who answers for them."""
    held = Assignment.objects.filter(
        ecosystem=ecosystem, role="learner", ends=None, person=OuterRef("pk")
    )
    return Person.objects.filter(Exists(held), kept_by=ecosystem, erased_at=None)


def check_wards(ecosystem: Ecosystem, role: str, wards: Collection[UUID], by: Actor) -> None:
    """Raise Invalid for another role than a guardian's, NotPermitted, OutOfReach, or NotFound."""
    if not wards:
        return
    if role != FAMILY:
        raise Invalid({"wards": [_("Only a guardian answers for a learner.")]})
    require(by, EDIT_PEOPLE, within=ecosystem.pk)
    seen = Person.objects.visible_to(by).values("pk")
    rows = learners_of(ecosystem).filter(uuid__in=wards, pk__in=seen)
    found = list(rows.values_list("pk", flat=True))
    if len(found) < len(set(wards)):
        raise NotFound
    require_not_barred(by, found)


def tie_wards(invitation: Invitation, guardian: Person, *, by: Actor, at: datetime) -> None:
    """Note who accepted as guardian of the learners chosen; nobody where a court bars it.

    ``by`` is the guardian with what it takes. Part of accepting.
    """
    place = invitation.ecosystem
    rows = learners_of(place).filter(uuid__in=invitation.wards).exclude(pk=guardian.pk)
    learners = sorted(without_barred(by, list(rows.values_list("pk", flat=True))))
    ties = [{"guardian_id": guardian.pk, "learner_id": pk, "ends": None} for pk in learners]
    if ties:
        register_guardians(place, ties, by=by, at=at)
