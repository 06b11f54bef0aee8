"""Invitations: whom the ecosystem asked in, to which role, by a link whose secret is hashed."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation.permissions import Actor, scope
from hedgerow.foundation.rows import PublicRow

from ..permissions import INVITE

UNANSWERED = Q(accepted_at__isnull=True, withdrawn_at__isnull=True)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, actor: Actor) -> Self:
        """Invitations of ecosystems to which the actor may invite: they hold addresses."""
        return self.filter(scope(actor, INVITE))

    def open_at(self, at: datetime) -> Self:
        """Those that can be accepted at that moment."""
        return self.filter(UNANSWERED, expires_at__gt=at)


class Invitation(PublicRow):
    """An invitation to a role; the link's secret is kept as a hash."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    email = models.EmailField(help_text="In lower case.")
    role = models.CharField(max_length=30)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="+"
    )
    language = models.CharField(max_length=10, blank=True)
    message = models.CharField(max_length=500, blank=True, help_text="A personal line.")
    invited_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    sending = models.PositiveSmallIntegerField(
        default=1, help_text="Which letter is the valid one; each has a link of its own."
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True, help_text="The valid letter.")
    trouble = models.CharField(max_length=20, blank=True, help_text="Why no letter arrives.")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    hands_over = models.BooleanField(
        default=False, help_text="Whoever invited steps back once it is accepted."
    )
    successor = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="+",
        help_text="Who is asked, where it is somebody known here.",
    )  # fmt: skip
    wards = models.JSONField(
        default=list, help_text="Public ids of the learners whose guardian is asked in."
    )
    stays_as = models.CharField(max_length=30, blank=True, help_text="The role then kept.")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ecosystem", "email", "role", "organisation"),
                condition=UNANSWERED & Q(organisation__isnull=False),
                name="one_open_invitation_a_site",
            ),
            models.UniqueConstraint(
                fields=("ecosystem", "email", "role"),
                condition=UNANSWERED & Q(organisation__isnull=True, hands_over=False),
                name="one_open_invitation_to_the_whole",
            ),
            models.UniqueConstraint(
                fields=("ecosystem", "invited_by"),
                condition=UNANSWERED & Q(hands_over=True),
                name="one_open_handover",
            ),
            models.CheckConstraint(
                condition=Q(hands_over=True, role="convener", organisation__isnull=True)
                | Q(hands_over=False, successor__isnull=True, stays_as=""),
                name="invitation_that_hands_over",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_accepted_or_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="invitation_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.uuid}"
