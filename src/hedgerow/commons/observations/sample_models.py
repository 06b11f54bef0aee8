"""Samples of records that are checked against their source."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.commons.people.sight import not_barred
from hedgerow.foundation.permissions import Actor, scope, site_scope
from hedgerow.foundation.rows import PublicRow, origin_field

from .permissions import CHECK_RECORDS


class SampleQuerySet(models.QuerySet["Sample"]):
    def visible_to(self, actor: Actor) -> Self:
        """For who checks records there, in the whole or at a site."""
        if actor.steward:
            return self
        at_sites = sorted({place for place, _site in actor.sites(CHECK_RECORDS)})
        return self.filter(scope(actor, CHECK_RECORDS) | Q(ecosystem__in=at_sites))


class Sample(PublicRow):
    """Records of a period, drawn by a published seed; ``digest`` names the frame they are of."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    what = models.CharField(max_length=30)
    starts = models.DateField()
    ends = models.DateField()
    seed = models.CharField(max_length=64)
    population = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    drawn_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    drawn_at = models.DateTimeField()
    origin = origin_field()

    objects = SampleQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="sample_order"),
        )

    def __str__(self) -> str:
        return f"{self.what} {self.starts}"


class SampledQuerySet(models.QuerySet["SampledRecord"]):
    def visible_to(self, actor: Actor) -> Self:
        """For who checks records in the whole, or of the sites where one does."""
        if actor.steward:
            return self
        whole = scope(actor, CHECK_RECORDS, "sample__ecosystem_id")
        at_site = site_scope(actor, CHECK_RECORDS, "site_id", "sample__ecosystem_id")
        return self.filter(whole | at_site, not_barred(actor, "person"))


class SampledRecord(PublicRow):
    """One record as it stood when it was drawn, and what its source says.

    ``subject`` is the public id of the row that is corrected if it differs (a session).
    """

    class Verdict(models.TextChoices):
        AGREES = "agrees", _("agrees")
        DIFFERS = "differs", _("differs")
        MISSING = "missing", _("no source is there")

    class Source(models.TextChoices):
        PAPER = "paper", _("register on paper")
        PHOTOGRAPH = "photograph", _("photograph")
        SYSTEM = "system", _("another system")
        WORD = "word", _("word of somebody who was there")

    sample = models.ForeignKey(Sample, models.CASCADE, related_name="records")
    position = models.PositiveIntegerField()
    site = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    subject = models.UUIDField()
    title = models.CharField(max_length=200)
    day = models.DateField()
    values = models.JSONField(default=dict)
    recorded_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    verdict = models.CharField(max_length=7, choices=Verdict.choices, blank=True)
    source = models.CharField(max_length=10, choices=Source.choices, blank=True)
    right = models.CharField(max_length=200, blank=True)
    checked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)

    objects = SampledQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("sample", "position"), name="one_record_a_position"),
            models.CheckConstraint(
                condition=Q(verdict="", checked_at__isnull=True)
                | (~Q(verdict="") & Q(checked_at__isnull=False)),
                name="checked_with_a_verdict",
            ),
        )

    def __str__(self) -> str:
        return f"{self.position} {self.title}"
