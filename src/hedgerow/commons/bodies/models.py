"""Bodies, constituencies, seats, mandates."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem, OfEcosystem
from hedgerow.commons.ecosystems.told import ToldRow, told_by_language
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation.lengths import at_most
from hedgerow.foundation.overlaps import NoSharedDay
from hedgerow.foundation.rows import EditedRow, PublicRow, origin_field

YEARS: Final = (1000, 9999)
"""A year in which a body can have been founded is written with four figures."""


class Body(EditedRow, ToldRow):
    """A body that decides, such as a steering committee or a school's team.

    One is ``simulated`` whose set-up is made up for show, until somebody here changes it.
    """

    tellable: ClassVar = {"name": 200, "purpose": 4000}

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40, blank=True)
    purpose = models.TextField(blank=True, max_length=4000)
    quorum = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Seats present.")
    founded = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Year, where it is recorded."
    )
    simulated = models.BooleanField(default=False)

    objects = OfEcosystem["Body"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ecosystem", "key"), name="one_body_a_key"),
            at_most(4000, "purpose", of="body"),
            told_by_language("body"),
            models.CheckConstraint(
                condition=Q(founded__isnull=True) | Q(founded__range=YEARS), name="body_founded"
            ),
        )

    def __str__(self) -> str:
        return self.said("name")


class Constituency(PublicRow, ToldRow):
    """Those whom a number of a body's seats speak for."""

    tellable: ClassVar = {"name": 120}
    ecosystem_by: ClassVar = "body__ecosystem"

    body = models.ForeignKey(Body, models.CASCADE, related_name="constituencies")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    eligibility = models.CharField(max_length=60, blank=True)
    quota = models.PositiveSmallIntegerField(help_text="Seats.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("body", "key"), name="one_constituency_a_key"),
            told_by_language("constituency"),
        )


class Seat(PublicRow):
    """One place in a body."""

    class Route(models.TextChoices):
        ELECTED = "elected", _("elected")
        APPOINTED = "appointed", _("appointed")
        EX_OFFICIO = "ex_officio", _("by office")
        SORTITION = "sortition", _("drawn by lot")

    body = models.ForeignKey(Body, models.CASCADE, related_name="seats")
    constituency = models.ForeignKey(Constituency, models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120, blank=True)
    route = models.CharField(max_length=10, choices=Route.choices, default=Route.APPOINTED)
    term_months = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("body", "number"), name="one_seat_a_number"),
        )


class Mandate(PublicRow):
    """Who holds a seat from ``starts`` until before ``ends``; ``body`` is the seat's own."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="mandates")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)
    origin = origin_field()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("seat",), condition=Q(ends__isnull=True), name="one_open_mandate_a_seat"
            ),
            NoSharedDay(fields=("body", "person"), name="one_seat_a_person", with_last=False),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")), name="mandate_order"
            ),
        )
