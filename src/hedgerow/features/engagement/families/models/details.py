"""Whom to call for a child, and what must be known of its health; for those on duty alone."""

from django.db import models

from hedgerow.commons.ecosystems.models import Ecosystem, OfEcosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.rows import PublicRow


class EmergencyContact(PublicRow):
    """Somebody to call, the first first."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    learner = models.ForeignKey(Person, models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    relation = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()

    objects = OfEcosystem["EmergencyContact"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ecosystem", "learner", "position"), name="one_emergency_contact_a_place"
            ),
        )


class HealthNote(PublicRow):
    """What those on duty must know of a learner's health."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    learner = models.ForeignKey(Person, models.CASCADE, related_name="+")
    allergies = models.CharField(max_length=500, blank=True)
    medicines = models.CharField(max_length=500, blank=True)
    other = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = OfEcosystem["HealthNote"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ecosystem", "learner"), name="one_health_note"),
        )
