"""Who helps whom: proposed, agreed by both, live, ended."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.models import Activity
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.sight import not_barred
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import PublicRow, origin_field

from ..permissions import ARRANGE
from .offers import OPEN_STATES, Need, Offer
from .sight import about, where


class PairingQuerySet(models.QuerySet["Pairing"]):
    def visible_to(self, actor: Actor) -> Self:
        """Either side's, their guardians', and where one arranges."""
        if actor.steward:
            return self
        if actor.person_id is None:
            return self.none()
        seen = about(actor, "offer__person") | about(actor, "need__person")
        seen |= where(actor, ARRANGE, "need__site_id")
        return self.filter(seen & not_barred(actor, "need__person"))

    def taking_a_place(self) -> Self:
        return self.filter(state__in=OPEN_STATES)


class Pairing(PublicRow):
    """One learner and one who helps. A live one runs as ``activity``, where attendance is kept."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        AGREED = "agreed", _("both said yes")
        LIVE = "live", _("live")
        DECLINED = "declined", _("declined")
        ENDED = "ended", _("ended")

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="pairings")
    need = models.ForeignKey(Need, models.CASCADE, related_name="pairings")
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    terms = models.JSONField(default=dict, help_text="What they have in common, when proposed.")
    proposed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    mentor_says = models.BooleanField(null=True)
    mentor_said_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    mentor_said_at = models.DateTimeField(null=True, blank=True)
    learner_says = models.BooleanField(null=True)
    learner_said_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    learner_said_at = models.DateTimeField(null=True, blank=True)
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+")
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True, help_text="Why it ended.")
    origin = origin_field()

    objects = PairingQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("need",), condition=Q(state__in=OPEN_STATES), name="one_pair_a_need"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("agreed", "live")) | Q(mentor_says=True, learner_says=True),
                name="both_said_yes",
            ),
            models.CheckConstraint(
                condition=~Q(state="live") | Q(activity__isnull=False, starts__isnull=False),
                name="a_live_pair_has_an_activity",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__isnull=True) | Q(ends__gte=F("starts")),
                name="pairing_order",
            ),
        )
        indexes = (
            models.Index(fields=("ecosystem", "state")),
            models.Index(fields=("offer", "state")),
        )

    def __str__(self) -> str:
        return f"{self.state} {self.uuid}"
