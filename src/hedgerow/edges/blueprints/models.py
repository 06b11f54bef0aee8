"""What an ecosystem carries of its blueprint, and blueprint files that people brought."""

from django.db import models

from hedgerow.commons.ecosystems.models import Ecosystem, OfEcosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.lengths import at_most
from hedgerow.foundation.rows import PublicRow


class Carried(models.Model):
    """Sections of its blueprint that no app takes over yet, kept as they were read.

    They are shown to who convenes the ecosystem and go along when it is exported.
    """

    ecosystem = models.OneToOneField(Ecosystem, models.CASCADE, related_name="+")
    content = models.JSONField(default=dict, help_text="Section → rows, as in the file.")

    objects = OfEcosystem["Carried"].as_manager()

    class Meta:
        verbose_name_plural = "carried"

    def __str__(self) -> str:
        return f"carried by {self.ecosystem_id}"


class Brought(PublicRow):
    """A blueprint file that somebody sent in, to start an ecosystem from it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    text = models.TextField(max_length=1_000_000)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "brought"
        constraints = (at_most(1_000_000, "text", of="brought"),)

    def __str__(self) -> str:
        return str(self.uuid)
