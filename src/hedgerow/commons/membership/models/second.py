"""Second factors: passkeys, an app that shows codes, and codes for the day when both are lost."""

from django.db import models

from hedgerow.commons.people.models import Person
from hedgerow.foundation.rows import PublicRow


class Passkey(PublicRow):
    """A key that a person's device keeps; here is its public half alone."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    credential = models.BinaryField(max_length=1023, unique=True)
    public_key = models.BinaryField(max_length=2048)
    sign_count = models.BigIntegerField(default=0)
    name = models.CharField(max_length=80)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class CodeApp(models.Model):
    """An app that shows a new code every half minute; its secret is kept sealed."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    secret = models.BinaryField(max_length=200)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    last_step = models.BigIntegerField(default=0, help_text="No code counts twice.")


class RecoveryCode(models.Model):
    """A code that stands in for the app, once; only its keyed hash is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(null=True, blank=True)
