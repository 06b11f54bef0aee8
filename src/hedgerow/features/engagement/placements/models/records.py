"""Hours of a placement by the day, and its evaluation by each side."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.models import Session
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.lengths import at_most
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import EditedRow, PublicRow, among

from ..rules import MOST_A_DAY
from .placements import Placement


class OfPlacementQuerySet(models.QuerySet["HoursEntry"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(among(Placement.objects.visible_to(actor), "placement"))


class HoursEntry(EditedRow):
    """What a learner did on a day; ``session`` holds the hours once the host confirmed them."""

    class State(models.TextChoices):
        CLAIMED = "claimed", _("not confirmed yet")
        CONFIRMED = "confirmed", _("confirmed")
        DISPUTED = "disputed", _("disputed")

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    placement = models.ForeignKey(Placement, models.CASCADE, related_name="hours")
    day = models.DateField()
    begins = models.TimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField()
    done = models.CharField(max_length=500, help_text="What was done.")
    state = models.CharField(max_length=9, choices=State.choices, default=State.CLAIMED)
    logged_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    logged_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="Why disputed or corrected.")
    session = models.OneToOneField(
        Session, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = OfPlacementQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "hours"
        constraints = (
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=MOST_A_DAY), name="hours_of_a_day"
            ),
            models.CheckConstraint(
                condition=Q(state="claimed") | Q(decided_at__isnull=False), name="hours_decided"
            ),
        )
        indexes = (models.Index(fields=("placement", "day")),)

    def __str__(self) -> str:
        return f"{self.day} {self.minutes}"


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those of visible placements; when a side reads the other's, the page decides."""
        return self.filter(among(Placement.objects.visible_to(actor), "placement"))


class Evaluation(PublicRow):
    """How one side found the placement: a level of the kind's scale for each thing asked."""

    class Side(models.TextChoices):
        LEARNER = "learner", _("the learner")
        HOST = "host", _("the host")

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    placement = models.ForeignKey(Placement, models.CASCADE, related_name="evaluations")
    side = models.CharField(max_length=7, choices=Side.choices)
    ratings = models.JSONField(default=dict, help_text="Key → level.")
    comment = models.TextField(blank=True, max_length=2000)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("placement", "side"), name="one_evaluation_a_side"),
            at_most(2000, "comment", of="evaluation"),
        )

    def __str__(self) -> str:
        return self.side
