"""Indicators and their observed values."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem, OfEcosystem
from hedgerow.commons.ecosystems.told import ToldRow, told_by_language
from hedgerow.commons.frameworks.models import Item
from hedgerow.commons.people.models import Organisation, PopulationGroup
from hedgerow.foundation.rows import EditedRow, PublicRow, origin_field

from .sample_models import Sample, SampledRecord

__all__ = ["Indicator", "Observation", "Sample", "SampledRecord"]


class Indicator(EditedRow, ToldRow):
    """How an item of a framework is measured; baseline and minimum change are locked once used.

    Its title is that of the item, and here in further languages.
    """

    tellable: ClassVar = {"title": 300, "unit": 40}

    class Direction(models.TextChoices):
        UP = "up", _("higher is better")
        DOWN = "down", _("lower is better")

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    item = models.OneToOneField(Item, models.PROTECT, related_name="+")
    key = models.SlugField(max_length=60)
    unit = models.CharField(max_length=40)
    direction = models.CharField(max_length=4, choices=Direction.choices, default=Direction.UP)
    baseline = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    target = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    minimum_change = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    disaggregation = models.JSONField(default=list, help_text="Dimensions, such as grade.")
    core = models.BooleanField(default=False)

    objects = OfEcosystem["Indicator"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ecosystem", "key"), name="one_indicator_a_key"),
            told_by_language("indicator"),
        )

    @property
    def shown(self) -> str:
        """Its title as the reader reads it."""
        return self.said("title", str(self.item))


class Observation(PublicRow):
    """A value for organisation, period and group; null has a reason, never 0."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="observations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    group = models.ForeignKey(
        PopulationGroup, models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts = models.DateField()
    ends = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    missing = models.CharField(max_length=60, blank=True, help_text="Why there is no value.")
    n = models.PositiveIntegerField(null=True, blank=True, help_text="Records behind the value.")
    source = models.CharField(max_length=300, blank=True)
    origin = origin_field()
    recorded_at = models.DateTimeField()

    objects = OfEcosystem["Observation"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("indicator", "organisation", "starts", "ends", "group"),
                condition=Q(group__isnull=False),
                name="one_observation_a_group",
            ),
            models.UniqueConstraint(
                fields=("indicator", "organisation", "starts", "ends"),
                condition=Q(group__isnull=True),
                name="one_observation_of_the_whole",
            ),
            models.CheckConstraint(
                condition=(Q(value__isnull=True) & ~Q(missing=""))
                | (Q(value__isnull=False) & Q(missing="")),
                name="a_missing_value_has_a_reason",
            ),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="observation_order"),
        )
