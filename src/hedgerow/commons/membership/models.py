"""Memberships, roles, groups, invitations, consents, cards, tokens."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem, OfEcosystem
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation.permissions import Actor, scope, site_scope
from hedgerow.foundation.rows import EditedRow, PublicRow, origin_field

from .permissions import VIEW_GROUPS


class OrganisationMembership(PublicRow):
    """A spell of an organisation's membership; both days are in it."""

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


class GroupQuerySet(models.QuerySet["Group"]):
    def visible_to(self, actor: Actor) -> Self:
        """Groups of one's ecosystems and sites by role, and those one is in."""
        if actor.steward:
            return self
        seen = scope(actor, VIEW_GROUPS) | site_scope(actor, VIEW_GROUPS)
        if actor.person_id is not None:
            mine = GroupPlace.objects.filter(person=actor.person_id, ends__isnull=True)
            seen |= Q(pk__in=mine.values("group"))
        return self.filter(seen)


class Group(EditedRow):
    """A class, tutor group, cohort or working group."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=30, default="class")
    grade = models.CharField(max_length=10, blank=True)
    code = models.CharField(max_length=60, blank=True)
    school_year = models.CharField(max_length=9, blank=True, help_text="2026-27")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    origin = origin_field()

    objects = GroupQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ecosystem", "code"), condition=~Q(code=""), name="one_group_a_code"
            ),
        )

    def __str__(self) -> str:
        return self.name


class GroupPlace(models.Model):
    """A person's place in a group, as learner or as one who leads it."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="places")
    person = models.ForeignKey(Person, models.CASCADE, related_name="group_places")
    leads = models.BooleanField(default=False)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("group", "person"),
                condition=Q(ends__isnull=True),
                name="one_open_place_a_group",
            ),
        )


class Invitation(PublicRow):
    """An invitation to a role; the link's secret is kept as a hash."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    email = models.EmailField()
    role = models.CharField(max_length=30)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="+"
    )
    invited_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = OfEcosystem["Invitation"].as_manager()


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
