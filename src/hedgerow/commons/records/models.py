"""Progress of learners on items."""

from typing import Self

from django.db import models

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.frameworks.models import Item
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import PublicRow, origin_field


class ProgressQuerySet(models.QuerySet["Progress"]):
    def visible_to(self, actor: Actor) -> Self:
        """Progress of the persons the actor may see."""
        if actor.steward:
            return self
        return self.filter(
            ecosystem__in=Ecosystem.objects.visible_to(actor),
            person__in=Person.objects.visible_to(actor),
        )


class Progress(PublicRow):
    """A learner reached ``level`` of the item's scale; a new row each time, none overwritten."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    level = models.SmallIntegerField()
    note = models.TextField(blank=True)
    witnessed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    origin = origin_field()

    objects = ProgressQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "progress"
        indexes = (models.Index(fields=("person", "item", "at")),)
