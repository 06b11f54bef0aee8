"""Challenges: who judges, by what, what was handed in, and how it was scored."""

from typing import Self

from django.db import models
from django.db.models import Q

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.lengths import at_most
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import PublicRow

from .offers import Opportunity


class OfOpportunity(models.QuerySet["Criterion"]):
    """Rows whose sight follows that of their opportunity."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(opportunity__in=Opportunity.objects.visible_to(actor).values("pk"))


class Judge(PublicRow):
    """Somebody who scores what is handed in."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="judges")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("opportunity", "person"), name="one_judge_a_person"),
        )


class Criterion(PublicRow):
    """One line of the rubric, with the most points it gives."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="criteria")
    title = models.CharField(max_length=200)
    points = models.PositiveSmallIntegerField(default=10)
    position = models.PositiveSmallIntegerField(default=0)

    objects = OfOpportunity.as_manager()

    class Meta:
        verbose_name_plural = "criteria"
        constraints = (
            models.UniqueConstraint(fields=("opportunity", "title"), name="one_criterion_a_title"),
            models.CheckConstraint(
                condition=Q(points__gte=1) & Q(points__lte=100), name="criterion_points"
            ),
        )


class Entry(PublicRow):
    """What people handed in; ``rank`` and ``points`` are there once the result is published."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="entries")
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True, max_length=4000)
    handed_in_at = models.DateTimeField()
    points = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    rank = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "entries"
        constraints = (
            models.UniqueConstraint(fields=("opportunity", "title"), name="one_entry_a_title"),
            at_most(4000, "summary", of="entry"),
        )


class Score(models.Model):
    """The points that one judge gives an entry for one line of the rubric."""

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="scores")
    judge = models.ForeignKey(Judge, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("entry", "judge", "criterion"), name="one_score_a_criterion"
            ),
        )
