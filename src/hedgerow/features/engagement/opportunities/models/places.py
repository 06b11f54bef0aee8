"""Who has a place in an opportunity, is offered one, or waits."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.sight import answered_by, not_barred
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import PublicRow, origin_field

from .judging import Entry
from .offers import Opportunity


class SignUpQuerySet(models.QuerySet["SignUp"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own, one's wards', and those of the opportunities one may change."""
        if actor.steward:
            return self
        managed = Opportunity.objects.managed_by(actor)
        seen = self.of_own(actor) | Q(opportunity__in=managed.values("pk"))
        return self.filter(seen, not_barred(actor, "person"))

    @staticmethod
    def of_own(actor: Actor) -> Q:
        """Sign-ups of oneself and of one's wards in the same ecosystem."""
        if actor.person_id is None:
            return Q(pk__in=())
        return Q(person=actor.person_id) | answered_by(actor, "person")


class SignUp(PublicRow):
    """A person's standing with an opportunity: asked for, waiting, offered, placed, or over.

    There is one row a person; who signs up again takes a new place in the line.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("a guardian is asked")
        WAITING = "waiting", _("on the waiting list")
        OFFERED = "offered", _("a place is offered")
        PLACED = "placed", _("has a place")
        LEFT = "left", _("left")
        DECLINED = "declined", _("declined")
        EXPIRED = "expired", _("not answered in time")

    HOLDING = (State.ASKED, State.OFFERED, State.PLACED)
    """States that hold one of the places."""
    ANSWERED_BY_DAY = (State.ASKED, State.OFFERED)

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="sign_ups")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices)
    asked_at = models.DateTimeField(help_text="The order of the waiting list.")
    expires_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    enrolment = models.ForeignKey(
        Enrolment, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    signed_up_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    entry = models.ForeignKey(
        Entry, models.SET_NULL, null=True, blank=True, related_name="sign_ups"
    )
    origin = origin_field()

    objects = SignUpQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("opportunity", "person"), name="one_sign_up_a_person"),
            models.CheckConstraint(
                condition=Q(state__in=("asked", "offered"), expires_at__isnull=False)
                | (~Q(state__in=("asked", "offered")) & Q(expires_at__isnull=True)),
                name="sign_up_answered_by_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("left", "declined", "expired"), ended_at__isnull=False)
                | (~Q(state__in=("left", "declined", "expired")) & Q(ended_at__isnull=True)),
                name="sign_up_ended",
            ),
        )
        indexes = (
            models.Index(fields=("opportunity", "state", "asked_at", "id")),
            models.Index(fields=("state", "expires_at")),
            models.Index(fields=("person", "state")),
        )
