"""Kinds of placement, and what each requires: data of the ecosystem."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.ecosystems.models import Ecosystem, OfEcosystem
from hedgerow.commons.ecosystems.told import ToldRow, told_by_language
from hedgerow.features.engagement.opportunities.models import OpportunityKind
from hedgerow.features.engagement.placements import usual
from hedgerow.foundation.rows import EditedRow, PublicRow


class PlacementKind(EditedRow, ToldRow):
    """A kind of placement; ``asked`` are [key, title] pairs that the host rates on ``scale``."""

    tellable: ClassVar = {"title": 120, "asked.": 120, "scale.": 60}
    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    activity_kind = models.ForeignKey(
        Kind, models.PROTECT, related_name="+", help_text="The kind under which hours count."
    )
    opportunity_kind = models.ForeignKey(
        OpportunityKind, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="From opportunities of this kind one comes to a placement.",
    )  # fmt: skip
    goal_minutes = models.PositiveIntegerField(null=True, blank=True)
    asked = models.JSONField(default=list, help_text="[key, title] of what is evaluated.")
    scale = models.JSONField(default=list, help_text="[level, words] in order.")
    in_use = models.BooleanField(default=True)

    objects = OfEcosystem["PlacementKind"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ecosystem", "key"), name="one_placement_kind_a_key"),
            told_by_language("placement_kind"),
        )

    def __str__(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        """What it is called in the reader's language, where it is told in that or is a usual name."""
        return self.said("title", self.named)

    @property
    def named(self) -> str:
        """Its title as it is kept, a usual one in the reader's language."""
        return usual.KINDS.shown(self.key, self.title)

    def asked_of(self, side: str) -> list[tuple[str, str]]:
        """Key and title of what a side evaluates, as the reader is shown it."""
        if side == "learner":
            return [(key, str(title)) for key, title in usual.LEARNER_ASKED.items()]
        return [(key, self.said(f"asked.{key}", title)) for key, title in self.named_asked()]

    def levels_of(self, side: str) -> list[tuple[int, str]]:
        """The scale of a side as the reader is shown it."""
        if side == "learner":
            return [(level, str(words)) for level, words in usual.LEARNER_LEVELS.items()]
        return [(level, self.said(f"scale.{level}", words)) for level, words in self.named_levels()]

    def named_asked(self) -> list[tuple[str, str]]:
        """Key and title of what the host evaluates, as they are kept; usual ones in the reader's language."""
        return [(key, usual.ASKED.shown(key, title)) for key, title in self.asked]

    def named_levels(self) -> list[tuple[int, str]]:
        """The host's scale, in the same way."""
        return [(level, usual.LEVELS.shown(str(level), words)) for level, words in self.scale]


class Who(models.TextChoices):
    """Who sees to a step."""

    LEARNER = "learner", _("the learner")
    GUARDIAN = "guardian", _("a guardian")
    SCHOOL = "school", _("the school")
    HOST = "host", _("the host")
    CONVENER = "convener", _("the convener")


class Requirement(PublicRow, ToldRow):
    """Something that has to be there before a placement of the kind begins."""

    tellable: ClassVar = {"title": 120, "help": 300}
    ecosystem_by: ClassVar = "kind__ecosystem"

    kind = models.ForeignKey(PlacementKind, models.CASCADE, related_name="requirements")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    help = models.CharField(max_length=300, blank=True)
    who = models.CharField(max_length=8, choices=Who.choices)
    due_days = models.PositiveSmallIntegerField(default=7, help_text="Days before the first.")
    has_validity = models.BooleanField(default=False, help_text="Valid until a day.")
    may_waive = models.BooleanField(default=True)
    private = models.BooleanField(default=False, help_text="Kept from the host.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kind", "key"), name="one_requirement_a_key"),
            told_by_language("requirement"),
            models.CheckConstraint(condition=Q(who__in=Who.values), name="requirement_who"),
        )

    def __str__(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        return self.said("title", self.named)

    @property
    def named(self) -> str:
        """Its title as it is kept, a usual one in the reader's language."""
        return usual.STEPS.shown(self.key, self.title)
