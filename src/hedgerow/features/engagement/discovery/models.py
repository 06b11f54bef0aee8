"""Searches that people keep, what was newly found for them, and how far the journal was read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.foundation.rows import PublicRow


class Often(models.TextChoices):
    """How often somebody is told what a search newly finds."""

    DAILY = "daily", _("every day")
    WEEKLY = "weekly", _("every week")
    NEVER = "never", _("never")


class SavedSearch(PublicRow):
    """One person's search, in one ecosystem or (None) in all that the person sees."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    ecosystem = models.ForeignKey(
        Ecosystem, models.CASCADE, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=120)
    said = models.JSONField(default=dict, help_text="What its address says.")
    often = models.CharField(max_length=6, choices=Often.choices, default=Often.WEEKLY)
    saved_at = models.DateTimeField()
    tell_at = models.DateTimeField(null=True, blank=True, help_text="When new finds are told.")

    class Meta:
        verbose_name_plural = "saved searches"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(often="never", tell_at__isnull=True)
                | (~models.Q(often="never") & models.Q(tell_at__isnull=False)),
                name="saved_search_tells_at_a_time",
            ),
        )
        indexes = (models.Index(fields=("tell_at",), name="saved_search_tell_at"),)

    def __str__(self) -> str:
        return self.name


class NewFind(models.Model):
    """Something that a saved search found since it was saved; told once."""

    id = models.BigAutoField(primary_key=True)
    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="finds")
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="+")
    found_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("search", "opportunity"), name="found_once"),
        )

    def __str__(self) -> str:
        return f"{self.search_id} {self.opportunity_id}"


class Followed(models.Model):
    """Up to which seal of an ecosystem's journal saved searches have seen what happened."""

    ecosystem = models.OneToOneField(Ecosystem, models.CASCADE, primary_key=True, related_name="+")
    seq = models.BigIntegerField(default=-1)

    class Meta:
        verbose_name_plural = "followed"

    def __str__(self) -> str:
        return f"{self.ecosystem_id} {self.seq}"
