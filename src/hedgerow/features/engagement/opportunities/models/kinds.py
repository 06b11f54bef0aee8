"""Kinds of opportunity, which each ecosystem has as its own data."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.activities.usual import KINDS
from hedgerow.commons.ecosystems.models import Ecosystem, OfEcosystem
from hedgerow.commons.ecosystems.told import ToldRow, told_by_language
from hedgerow.foundation.rows import PublicRow


class Audience(models.TextChoices):
    LEARNERS = "learners", _("learners")
    ADULTS = "adults", _("adults")
    TEACHERS = "teachers", _("teachers")
    MEMBERS = "members", _("everybody who belongs here")


class OpportunityKind(PublicRow, ToldRow):
    """A kind of opportunity, with what one of it is like unless it says otherwise."""

    tellable: ClassVar = {"name": 120}
    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    audience = models.CharField(
        max_length=8, choices=Audience.choices, default=Audience.LEARNERS, help_text="Who may join."
    )
    one_press = models.BooleanField(
        default=False, help_text="One press signs up, without a further page."
    )
    guardian_agrees = models.BooleanField(
        default=True, help_text="Of who does not yet answer for oneself a guardian has to agree."
    )
    judged = models.BooleanField(default=False, help_text="Entries are scored by judges.")
    in_sessions = models.BooleanField(
        default=True, help_text="People meet at set times: who offers one plans its sessions."
    )
    minimum_minutes = models.PositiveIntegerField(null=True, blank=True)
    activity_kind = models.ForeignKey(
        Kind, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="The kind of activity as which it runs.",
    )  # fmt: skip
    in_use = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = OfEcosystem["OpportunityKind"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ecosystem", "key"), name="one_opportunity_kind_a_key"),
            told_by_language("opportunity_kind"),
        )

    def __str__(self) -> str:
        return self.shown

    @property
    def named(self) -> str:
        """Its name as it is kept, a usual one in the reader's language."""
        return KINDS.shown(self.key, self.name)

    @property
    def shown(self) -> str:
        """What it is called in the reader's language, where it is told in that or is a usual name."""
        return self.said("name", self.named)
