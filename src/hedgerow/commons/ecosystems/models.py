"""Ecosystems and what is known of each as a whole."""

from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.lengths import at_most
from hedgerow.foundation.permissions import Actor, scope
from hedgerow.foundation.rows import EditedRow, PublicRow, origin_field
from hedgerow.foundation.waiting import Where

from .permissions import VIEW_ECOSYSTEM
from .told import Told, ToldRow, spoken, told_by_language

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class EcosystemQuerySet(models.QuerySet["Ecosystem"]):
    def visible_to(self, actor: Actor) -> Self:
        """Open ecosystems that are public, and those the actor belongs to."""
        if actor.steward:
            return self
        mine = scope(actor, VIEW_ECOSYSTEM, "pk")
        shown = Q(public=True) & ~Q(state=Ecosystem.State.PLANTING)
        return self.filter(shown | mine)


class Ecosystem(EditedRow, ToldRow):
    """A learning ecosystem; ``parent`` is the network it is a part of."""

    tellable: ClassVar = {"name": 200, "summary": 2000, "purpose": 4000}
    ecosystem_by: ClassVar = "pk"

    class State(models.TextChoices):
        PLANTING = "planting", _("being prepared")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40, default="network")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    summary = models.TextField(blank=True, max_length=2000)
    purpose = models.TextField(blank=True, max_length=4000)
    languages = models.JSONField(default=list, help_text="Language codes, the main one first.")
    vocabulary = models.JSONField(default=dict, help_text="Own words: key → language → word.")
    time_zone = models.CharField(max_length=60, default="UTC")
    territory = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2.")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    threshold = models.PositiveSmallIntegerField(
        default=10, help_text="No cell of fewer learners is shown to outsiders."
    )
    collects_groups = models.BooleanField(
        default=False, help_text="Whether declared population groups may be recorded."
    )
    public = models.BooleanField(default=True)
    simulated = models.BooleanField(default=False)
    blueprint = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    second_factor_roles = models.JSONField(
        default=list, blank=True, help_text="Roles for which signing in takes a second factor."
    )
    closed_on = models.DateField(null=True, blank=True, help_text="The last day it was open.")
    kept_until = models.DateField(null=True, blank=True, help_text="Can be opened again so long.")
    created_at = models.DateTimeField()

    objects = EcosystemQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(threshold__gte=2), name="ecosystem_threshold"),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False, kept_until__gte=F("closed_on"))
                | (~Q(state="closed") & Q(closed_on__isnull=True, kept_until__isnull=True)),
                name="ecosystem_closed_on_a_day",
            ),
            at_most(2000, "summary", of="ecosystem"),
            at_most(4000, "purpose", of="ecosystem"),
            told_by_language("ecosystem"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def where(self) -> Where:
        """What a line of "my week" says of it."""
        return where_of(self.slug, self.name, self.told)


def where_of(slug: str, name: str, told: Told) -> Where:
    """The same of columns that were read without the row."""
    return Where(slug, spoken(told).get("name") or name)


class OfEcosystem(models.QuerySet[Row_co]):
    """Rows whose sight follows that of their ecosystem."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(ecosystem__in=Ecosystem.objects.visible_to(actor))


def not_closed(ecosystem: str = "ecosystem") -> Q:
    """Rows whose ecosystem is still open. Those closed are listed: a join would lose the order."""
    return ~Q(**{f"{ecosystem}__in": Ecosystem.objects.exclude(closed_on=None).values("pk")})


class Term(PublicRow, ToldRow):
    """A stretch of the school year; both days are in it.

    One is ``simulated`` whose days are made up for show, until somebody here changes it.
    """

    tellable: ClassVar = {"name": 100}

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="terms")
    name = models.CharField(max_length=100)
    starts = models.DateField()
    ends = models.DateField()
    simulated = models.BooleanField(default=False)

    objects = OfEcosystem["Term"].as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="term_order"),
            told_by_language("term"),
        )


class Holiday(PublicRow, ToldRow):
    """Days on which nothing is held; both days are in it."""

    tellable: ClassVar = {"name": 100}

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="holidays")
    name = models.CharField(max_length=100)
    starts = models.DateField()
    ends = models.DateField()

    objects = OfEcosystem["Holiday"].as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="holiday_order"),
            told_by_language("holiday"),
        )


class PopulationFigure(PublicRow, ToldRow):
    """How many people an ecosystem could reach; an empty group means everybody.

    ``title`` is what people call the group, of which ``group`` is the key.
    """

    tellable: ClassVar = {"title": 120}

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="populations")
    dimension = models.CharField(max_length=60, blank=True)
    group = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=120, blank=True)
    value = models.PositiveIntegerField()
    as_of = models.DateField()
    source = models.CharField(max_length=300)
    declared = models.DateField(help_text="The day the figure was recorded here.")
    origin = origin_field()

    objects = OfEcosystem["PopulationFigure"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ecosystem", "dimension", "group", "as_of", "source"),
                name="one_population_figure_a_source_and_day",
            ),
            told_by_language("population_figure"),
        )


class Figure(PublicRow, ToldRow):
    """A published figure with source and date; figures that disagree stand side by side.

    Date and source are as the source has them, and are told in no other language.
    """

    tellable: ClassVar = {"name": 200, "unit": 40, "qualifier": 40}

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="figures")
    name = models.CharField(max_length=200)
    value = models.DecimalField(max_digits=20, decimal_places=4)
    unit = models.CharField(max_length=40)
    qualifier = models.CharField(max_length=40, blank=True, help_text="about, over, almost")
    as_of = models.CharField(max_length=40)
    source = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    objects = OfEcosystem["Figure"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ecosystem", "name", "as_of", "source", "unit", "value"),
                name="one_figure_a_source_and_date",
            ),
            told_by_language("figure"),
        )
