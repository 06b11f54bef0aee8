"""Frameworks, their items, scales."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem, OfEcosystem
from hedgerow.foundation.rows import EditedRow, PublicRow

INDICATORS: Final = "indicators"
"""Key and kind of the framework whose items are an ecosystem's indicators, which stand on pages
of their own and in no list of frameworks."""


class Scale(PublicRow):
    """An ordered scale; ``steps`` lists [value, label] from lowest to highest."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    steps = models.JSONField(default=list)

    objects = OfEcosystem["Scale"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ecosystem", "key"), name="one_scale_a_key"),
        )


class Framework(EditedRow):
    """A tree of items, such as seven components or a curriculum's units."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=40, help_text="principles, components, indicators…")
    version = models.CharField(max_length=40, default="1")
    scale = models.ForeignKey(Scale, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=300, blank=True)

    objects = OfEcosystem["Framework"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ecosystem", "key", "version"), name="one_framework_a_version"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Item(PublicRow):
    """One item; a title that no source records stays empty and is said to be so."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="items")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="parts")
    code = models.CharField(max_length=60)
    title = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("framework", "code"), name="one_item_a_code"),
        )

    def __str__(self) -> str:
        return self.title or f"{self.code}: {_('title not recorded')}"
