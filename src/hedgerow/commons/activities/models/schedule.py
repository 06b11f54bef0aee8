"""Rooms in which sessions are held, and series by whose rule they recur."""

from typing import Self

from django.db import models
from django.db.models import Q

from hedgerow.commons.ecosystems.models import Ecosystem, OfEcosystem
from hedgerow.commons.people.models import Organisation
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import EditedRow, origin_field

from .activities import Activity


class Room(EditedRow):
    """A room of an organisation; what is no longer in use is offered no more."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    capacity = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many learners it holds."
    )
    note = models.CharField(max_length=200, blank=True, help_text="How one finds it.")
    in_use = models.BooleanField(default=True)

    objects = OfEcosystem["Room"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ecosystem", "organisation", "name"), name="one_room_a_name"
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1), name="room_capacity"
            ),
        )

    def __str__(self) -> str:
        return self.name


class SeriesQuerySet(models.QuerySet["Series"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(activity__in=Activity.objects.visible_to(actor))


class Series(EditedRow):
    """Sessions that recur by a rule of RFC 5545, from ``starts`` on, at ``begins`` local time.

    The days that the rule names are the slots of its sessions; they are held ``shift`` days later.
    """

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="series")
    rule = models.CharField(max_length=300)
    starts = models.DateField()
    begins = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    shift = models.SmallIntegerField(default=0)
    room = models.ForeignKey(Room, models.SET_NULL, null=True, blank=True, related_name="+")
    origin = origin_field()

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "series"
        constraints = (
            models.CheckConstraint(
                condition=Q(minutes__gte=1) & Q(minutes__lte=1440), name="series_minutes"
            ),
        )
