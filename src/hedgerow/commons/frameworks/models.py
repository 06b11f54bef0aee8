"""Frameworks with their versions, items and the ties between them; scales."""

from collections.abc import Sequence
from typing import ClassVar, Final, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem, OfEcosystem
from hedgerow.commons.ecosystems.permissions import VIEW_ECOSYSTEM
from hedgerow.commons.ecosystems.told import ToldRow, told_by_language
from hedgerow.foundation.lengths import at_most
from hedgerow.foundation.permissions import Actor, scope
from hedgerow.foundation.rows import EditedRow, PublicRow, new_uuid

INDICATORS: Final = "indicators"
"""Key and kind of the framework whose items are an ecosystem's indicators, which stand on pages
of their own and in no list of frameworks."""


class Scale(EditedRow, ToldRow):
    """An ordered scale; ``steps`` lists [value, label] from lowest to highest.

    A label is told in further languages as ``step.`` and its value. One is ``simulated`` whose steps
    are made up for show, until somebody here changes it.
    """

    tellable: ClassVar = {"name": 120, "step.": 120}

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    steps = models.JSONField(default=list)
    simulated = models.BooleanField(default=False)

    objects = OfEcosystem["Scale"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ecosystem", "key"), name="one_scale_a_key"),
            told_by_language("scale"),
        )

    @property
    def said_steps(self) -> Sequence[tuple[int, str]]:
        """Values with their labels in the best language for the reader, lowest first."""
        return [(value, self.said(f"step.{value}", str(label))) for value, label in self.steps]


class FrameworkQuerySet(OfEcosystem["Framework"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those of the ecosystems the actor may see; drafts only where the actor belongs."""
        seen = super().visible_to(actor)
        if actor.steward:
            return seen
        return seen.filter(~Q(status=Framework.Status.DRAFT) | scope(actor, VIEW_ECOSYSTEM))


class Framework(EditedRow, ToldRow):
    """One version of a tree of items, such as seven components or a curriculum's units.

    Versions of one framework share ``key``. ``case`` keeps the CFDocument it came as, and
    ``identifier`` and ``uri`` are those by which other systems know it.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        ADOPTED = "adopted", _("adopted")
        DEPRECATED = "deprecated", _("no longer used")

    tellable: ClassVar = {"title": 200}

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=40, help_text="principles, components, indicators…")
    version = models.CharField(max_length=40, default="1")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ADOPTED)
    adopted_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True, help_text="First day it is used no longer.")
    scale = models.ForeignKey(Scale, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=300, blank=True)
    identifier = models.UUIDField(default=new_uuid, db_index=True)
    uri = models.CharField(max_length=500, blank=True)
    case = models.JSONField(default=dict, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ecosystem", "key", "version"), name="one_framework_a_version"
            ),
            models.UniqueConstraint(
                fields=("ecosystem", "identifier"), name="one_framework_an_identifier"
            ),
            models.CheckConstraint(
                condition=Q(adopted_on__isnull=True)
                | Q(ended_on__isnull=True)
                | Q(ended_on__gte=F("adopted_on")),
                name="framework_order",
            ),
            told_by_language("framework"),
        )

    def __str__(self) -> str:
        return self.said("title")


class Item(PublicRow, ToldRow):
    """One item; a title that no source records stays empty and is said to be so.

    It is rated on its own ``scale``, else on that of the framework.
    ``place_identifier`` is that of the isChildOf which puts it where it stands. ``case`` keeps the
    CFItem it came as (``item``), and that association (``place``).
    """

    tellable: ClassVar = {"title": 300, "description": 4000}
    ecosystem_by: ClassVar = "framework__ecosystem"

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="items")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="parts")
    code = models.CharField(max_length=60)
    title = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True, max_length=20_000)
    position = models.PositiveSmallIntegerField(default=0)
    scale = models.ForeignKey(Scale, models.PROTECT, null=True, blank=True, related_name="+")
    identifier = models.UUIDField(default=new_uuid, db_index=True)
    place_identifier = models.UUIDField(default=new_uuid, db_index=True)
    uri = models.CharField(max_length=500, blank=True)
    case = models.JSONField(default=dict, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("framework", "code"), name="one_item_a_code"),
            models.UniqueConstraint(
                fields=("framework", "identifier"), name="one_item_an_identifier"
            ),
            at_most(20_000, "description", of="item"),
            told_by_language("item"),
        )

    @property
    def rated_on(self) -> Scale | None:
        """Its own scale, else that of the framework."""
        return self.scale or self.framework.scale

    def __str__(self) -> str:
        return self.said("title") or f"{self.code}: {_('title not recorded')}"


class Association(PublicRow):
    """A tie between two items, of ``framework`` or of others, besides the tree itself.

    An end that is not here is told by title and uri alone; ``…_identifier`` is how its own system
    knows it, so that the end is found once it comes here. ``case`` keeps the CFAssociation.
    """

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="associations")
    kind = models.CharField(max_length=80, help_text="As CASE calls it, or ext:…")
    origin = models.ForeignKey(Item, models.CASCADE, null=True, blank=True, related_name="ties")
    origin_title = models.CharField(max_length=300, blank=True)
    origin_uri = models.CharField(max_length=500, blank=True)
    origin_identifier = models.CharField(max_length=200, blank=True, db_index=True)
    destination = models.ForeignKey(
        Item, models.CASCADE, null=True, blank=True, related_name="tied"
    )
    destination_title = models.CharField(max_length=300, blank=True)
    destination_uri = models.CharField(max_length=500, blank=True)
    destination_identifier = models.CharField(max_length=200, blank=True, db_index=True)
    sequence = models.IntegerField(null=True, blank=True)
    notes = models.TextField(blank=True, max_length=20_000)
    identifier = models.UUIDField(default=new_uuid, db_index=True)
    uri = models.CharField(max_length=500, blank=True)
    case = models.JSONField(default=dict, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("framework", "identifier"), name="one_association_an_identifier"
            ),
            models.CheckConstraint(
                condition=(Q(origin__isnull=False) | ~Q(origin_uri=""))
                & (Q(destination__isnull=False) | ~Q(destination_uri="")),
                name="a_tie_has_two_ends",
            ),
            at_most(20_000, "notes", of="association"),
        )


class Definition(PublicRow):
    """What a framework that came from elsewhere defines: subjects, licences, kinds of items…"""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="definitions")
    kind = models.CharField(max_length=40, help_text="As CASE calls the list, such as CFSubjects.")
    identifier = models.UUIDField(db_index=True)
    position = models.PositiveSmallIntegerField(default=0)
    case = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("framework", "kind", "identifier"), name="one_definition_an_identifier"
            ),
        )
