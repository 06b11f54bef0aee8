"""Who belongs to an ecosystem: organisations, and persons in their roles."""

from django.db import models
from django.db.models import F, Q

from hedgerow.commons.ecosystems.models import Ecosystem, OfEcosystem
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation.overlaps import NoSharedDay
from hedgerow.foundation.rows import PublicRow, origin_field


class OrganisationMembership(PublicRow):
    """A spell of an organisation's membership in one tier; both days are in it.

    Another tier is another spell, so that what somebody was is kept.
    """

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    tier = models.CharField(max_length=40, default="member")
    partner = models.BooleanField(default=False, help_text="Listed as a partner.")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    origin = origin_field()

    objects = OfEcosystem["OrganisationMembership"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ecosystem", "organisation"),
                condition=Q(ends__isnull=True),
                name="one_open_membership",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="membership_order"
            ),
            NoSharedDay(fields=("ecosystem", "organisation"), name="one_membership_a_day"),
        )


class Assignment(PublicRow):
    """A person's role in an ecosystem, in the whole of it or for one organisation."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="assignments")
    role = models.CharField(max_length=30)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    grade = models.CharField(max_length=10, blank=True, help_text="Of a learner, this year.")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    origin = origin_field()

    objects = OfEcosystem["Assignment"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ecosystem", "person", "role", "organisation"),
                condition=Q(ends__isnull=True, organisation__isnull=False),
                name="one_open_assignment_a_site",
            ),
            models.UniqueConstraint(
                fields=("ecosystem", "person", "role"),
                condition=Q(ends__isnull=True, organisation__isnull=True),
                name="one_open_assignment_of_the_whole",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="assignment_order"
            ),
        )
        indexes = (models.Index(fields=("ecosystem", "role", "organisation")),)


class Promotion(PublicRow):
    """A school year that was prepared; ``content`` holds the ids of what it made and ended."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    school_year = models.CharField(max_length=9)
    begins = models.DateField()
    at = models.DateTimeField()
    content = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = OfEcosystem["Promotion"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ecosystem", "school_year"),
                condition=Q(undone_at__isnull=True),
                name="one_promotion_a_year",
            ),
        )
