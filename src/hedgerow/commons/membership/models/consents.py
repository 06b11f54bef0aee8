"""What persons agreed to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem, OfEcosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.rows import PublicRow


class Consent(PublicRow):
    """A consent to one purpose, given, refused or withdrawn; the newest row counts."""

    class Answer(models.TextChoices):
        GIVEN = "given", _("given")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=60)
    answer = models.CharField(max_length=9, choices=Answer.choices)
    given_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(blank=True, help_text="What was asked, as it was shown.")
    at = models.DateTimeField()
    until = models.DateField(null=True, blank=True)

    objects = OfEcosystem["Consent"].as_manager()
