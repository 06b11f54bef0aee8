"""Ways to sign in: cards, links, tokens; and how often somebody tried."""

from django.db import models
from django.db.models import Q

from hedgerow.commons.ecosystems.models import Ecosystem, OfEcosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.rows import PublicRow


class SignInCard(PublicRow):
    """A printed card with a QR code and a short code; only hashes are kept."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="cards")
    secret_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(
        max_length=64, unique=True, null=True, help_text="Of the short code, keyed."
    )
    issued_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = OfEcosystem["SignInCard"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person",), condition=Q(revoked_at__isnull=True), name="one_valid_card"
            ),
        )


class SignInLink(models.Model):
    """A link that signs a person in once; only its hash is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    reusable = models.BooleanField(default=False, help_text="Demo links, until they expire.")


class AddressChange(models.Model):
    """An address that a person says is theirs, until a link sent there shows it."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    address = models.EmailField()
    secret_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)


class FormerAddress(models.Model):
    """The address before, where the letter that tells it of the new one is still to leave."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    address = models.EmailField()
    became = models.CharField(max_length=64, help_text="The new address, hashed.")
    at = models.DateTimeField(db_index=True)


class ProvedAddress(models.Model):
    """An address at which a person has shown to read mail, in lower case."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    address = models.EmailField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person", "address"), name="an_address_proved_once"),
        )


class ApiToken(PublicRow):
    """A person's token for the API; its scopes narrow what the person may do."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    secret_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list, help_text="read, write")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)


class SignInAttempt(models.Model):
    """How often one address, code or client tried to sign in since a moment; kept as a hash."""

    key_hash = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)


class OpenSession(models.Model):
    """A session somebody signed in to, so that it can be ended from elsewhere."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    session_key = models.CharField(max_length=40, unique=True)
    since = models.DateTimeField()
