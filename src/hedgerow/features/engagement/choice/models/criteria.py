"""Who goes first in a round, and for whom seats are reserved."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.told import ToldRow, told_by_language
from hedgerow.commons.people.models import Organisation, Person, PopulationGroup
from hedgerow.foundation.rows import PublicRow

from .rounds import Offer, OfRound, Round


class Criterion(PublicRow, ToldRow):
    """Who goes first: a rule of priority or, with ``seats``, a reserve for those who meet it."""

    tellable: ClassVar = {"title": 120}
    ecosystem_by: ClassVar = "round__ecosystem"

    class Kind(models.TextChoices):
        SIBLING = "sibling", _("a brother or sister is there")
        ZONE = "zone", _("of the same zone")
        NEED = "need", _("a need that was declared")
        GRADE = "grade", _("of certain grades")
        DISTANCE = "distance", _("a school nearby")
        SCHOOL = "school", _("of certain schools")
        LISTED = "list", _("on a list")

    round = models.ForeignKey(Round, models.CASCADE, related_name="criteria")
    offer = models.ForeignKey(
        Offer, models.CASCADE, null=True, blank=True, related_name="criteria",
        help_text="Empty: for all offers.",
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    title = models.CharField(max_length=120, help_text="As learners read it.")
    seats = models.PositiveIntegerField(
        null=True, blank=True, help_text="Seats reserved; empty for a rule of priority."
    )
    grades = models.JSONField(default=list, blank=True)
    schools = models.ManyToManyField(Organisation, related_name="+", blank=True)
    kilometres = models.FloatField(null=True, blank=True)
    group = models.ForeignKey(
        PopulationGroup, models.PROTECT, null=True, blank=True, related_name="+"
    )
    purpose = models.SlugField(max_length=60, blank=True, help_text="The consent it needs.")

    objects = OfRound["Criterion"].as_manager()

    class Meta:
        verbose_name_plural = "criteria"
        constraints = (
            models.CheckConstraint(
                condition=Q(seats__isnull=True) | Q(offer__isnull=False),
                name="a_reserve_is_of_an_offer",
            ),
            models.CheckConstraint(
                condition=~Q(kind="need") | (Q(group__isnull=False) & ~Q(purpose="")),
                name="a_need_has_group_and_consent",
            ),
            models.CheckConstraint(
                condition=~Q(kind="distance") | Q(kilometres__gt=0), name="a_distance_is_one"
            ),
            told_by_language("criterion"),
        )
        indexes = (models.Index(fields=("round", "position")),)

    def __str__(self) -> str:
        return self.title


class Listed(models.Model):
    """Somebody on the list that a criterion asks for."""

    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="listed")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        verbose_name_plural = "listed"
        constraints = (models.UniqueConstraint(fields=("criterion", "person"), name="listed_once"),)
