"""Groups of a population, announced in advance, and who declared to belong to one."""

from typing import ClassVar

from django.db import models

from hedgerow.commons.ecosystems.models import Ecosystem, OfEcosystem
from hedgerow.commons.ecosystems.told import ToldRow, told_by_language
from hedgerow.foundation.rows import PublicRow, origin_field


class PopulationGroup(PublicRow, ToldRow):
    """A group that persons may be declared to belong to, announced in advance."""

    tellable: ClassVar = {"title": 120}

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    dimension = models.CharField(max_length=60)
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    announced_at = models.DateTimeField()

    objects = OfEcosystem["PopulationGroup"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ecosystem", "dimension", "key"), name="one_group_key"),
            told_by_language("population_group"),
        )


class DeclaredGroup(models.Model):
    """A person's own declaration; sensitive, never public, never in a search."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="declared_groups")
    group = models.ForeignKey(PopulationGroup, models.PROTECT, related_name="+")
    origin = origin_field()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "group"), name="declared_once"),)
