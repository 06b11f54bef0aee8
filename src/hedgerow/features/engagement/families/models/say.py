"""From the age of own consent a learner decides which guardian sees them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem, OfEcosystem
from hedgerow.commons.people.models import Guardian, Person


class FamilyRule(models.Model):
    """What holds in an ecosystem from that age on until the learner says otherwise."""

    class Until(models.TextChoices):
        SEE = "see", _("guardians see on until the learner says no")
        NOT = "not", _("guardians see nothing until the learner says yes")

    ecosystem = models.OneToOneField(Ecosystem, models.CASCADE, related_name="+")
    until_said = models.CharField(max_length=3, choices=Until.choices, default=Until.SEE)

    objects = OfEcosystem["FamilyRule"].as_manager()


class SightDecision(models.Model):
    """Whether one guardian sees a learner who is of age; without ``by`` it is the rule's."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    tie = models.OneToOneField(Guardian, models.CASCADE, related_name="+")
    sees = models.BooleanField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    objects = OfEcosystem["SightDecision"].as_manager()
