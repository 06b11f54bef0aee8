"""Agreements, contacts, and advisers with what they offer."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.bodies.models import Body
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told import ToldRow, told_by_language
from hedgerow.commons.membership.models import ConsentPurpose
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation.lengths import at_most
from hedgerow.foundation.permissions import Actor, scope, site_scope
from hedgerow.foundation.rows import EditedRow, PublicRow, origin_field

from .permissions import (
    EDIT_ADVISERS,
    EDIT_AGREEMENTS,
    EDIT_CONTACTS,
    VIEW_AGREEMENTS,
    VIEW_PARTNERS,
)


class DataKind(models.TextChoices):
    """What may be shared with a partner; a closed list, so that it can be compared."""

    NAMES = "names", _("names and grades")
    CONTACT = "contact", _("how to reach families")
    ATTENDANCE = "attendance", _("attendance")
    PROGRESS = "progress", _("what learners have reached")
    RESULTS = "results", _("results of assessments")
    HEALTH = "health", _("allergies and emergency contacts")
    TOTALS = "totals", _("totals in which nobody is named")


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def visible_to(self, actor: Actor) -> Self:
        """By role in the whole; one's own organisation's; those that cover one's own site."""
        if actor.steward:
            return self
        covered = Agreement.sites.through.objects.filter(
            site_scope(actor, VIEW_AGREEMENTS, ecosystem_field="agreement__ecosystem_id"),
            agreement=OuterRef("pk"),
        )
        return self.filter(
            scope(actor, VIEW_AGREEMENTS) | site_scope(actor, VIEW_AGREEMENTS) | Q(Exists(covered))
        )

    def editable_by(self, actor: Actor) -> Self:
        """Of either side."""
        if actor.steward:
            return self
        return self.filter(scope(actor, EDIT_AGREEMENTS) | site_scope(actor, EDIT_AGREEMENTS))


class Agreement(EditedRow, ToldRow):
    """What a partner delivers where, from when to when; both days are in it."""

    tellable: ClassVar = {"title": 200, "scope": 4000, "shared_for": 1000}

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        AGREED = "agreed", _("agreed")
        DECLINED = "declined", _("declined")
        ENDED = "ended", _("ended early")

    class Side(models.TextChoices):
        NETWORK = "network", _("the network")
        PARTNER = "partner", _("the partner")

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    scope = models.TextField(max_length=4000, help_text="What is delivered, in words.")
    sites = models.ManyToManyField(Organisation, related_name="+", blank=True)
    kinds = models.ManyToManyField(Kind, related_name="+", blank=True)
    shares = models.JSONField(default=list, help_text="Kinds of data that may be shared.")
    shared_for = models.TextField(blank=True, max_length=1000, help_text="For what.")
    consents = models.ManyToManyField(ConsentPurpose, related_name="+", blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    side = models.CharField(max_length=7, choices=Side.choices, help_text="Who proposed it.")
    proposed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_as = models.CharField(max_length=120, blank=True, help_text="In what capacity.")
    reason = models.CharField(max_length=500, blank=True, help_text="Why declined or ended.")
    renews = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    origin = origin_field()

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="agreement_order"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", answered_at__isnull=True)
                | (~Q(state="proposed") & Q(answered_at__isnull=False)),
                name="agreement_is_answered",
            ),
            at_most(4000, "scope", of="agreement"),
            at_most(1000, "shared_for", of="agreement"),
            told_by_language("agreement"),
        )
        indexes = (models.Index(fields=("ecosystem", "organisation", "starts")),)

    def __str__(self) -> str:
        return self.title


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those who consented, to colleagues; all, to who keeps them; oneself."""
        if actor.steward:
            return self
        seen = scope(actor, VIEW_PARTNERS) & Q(consented_on__isnull=False)
        if actor.person_id is not None:
            seen |= Q(person=actor.person_id)
        return self.filter(seen | scope(actor, EDIT_CONTACTS) | site_scope(actor, EDIT_CONTACTS))


class Contact(EditedRow):
    """Whom to ask at an organisation: somebody recorded here, or a name and a number."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    task = models.CharField(max_length=120, blank=True, help_text="What to ask them about.")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    consented_on = models.DateField(
        null=True, blank=True, help_text="When they agreed to be shown to colleagues."
    )
    origin = origin_field()

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ecosystem", "organisation", "name", "task"), name="one_contact_a_task"
            ),
        )

    def __str__(self) -> str:
        return self.name


class AdviserQuerySet(models.QuerySet["Adviser"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.steward:
            return self
        return self.filter(scope(actor, VIEW_PARTNERS))

    def editable_by(self, actor: Actor) -> Self:
        if actor.steward:
            return self
        return self.filter(scope(actor, EDIT_ADVISERS) | site_scope(actor, EDIT_ADVISERS))


class Adviser(EditedRow):
    """A member of the business advisory: a person, an organisation, or one for the other."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    body = models.ForeignKey(
        Body, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="The body of which they are an adviser, such as the business advisory.",
    )  # fmt: skip
    field_of_work = models.CharField(max_length=120, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    origin = origin_field()

    objects = AdviserQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="adviser_order"
            ),
        )
        indexes = (models.Index(fields=("ecosystem", "starts")),)

    def __str__(self) -> str:
        return f"adviser {self.uuid}"


class OfferKind(models.TextChoices):
    TALK = "talk", _("guest talk")
    SHADOWING = "shadowing", _("job shadowing")
    FIELD_TRIP = "field-trip", _("field trip")
    CHALLENGE = "challenge", _("challenge")
    MENTORING = "mentoring", _("mentoring")
    JUDGING = "judging", _("judging")
    BRIEFING = "briefing", _("sector briefing for teachers")
    INTERNSHIP = "internship", _("internship")


class Offer(PublicRow):
    """One thing that may be asked of an adviser."""

    adviser = models.ForeignKey(Adviser, models.CASCADE, related_name="offers")
    kind = models.CharField(max_length=12, choices=OfferKind.choices)
    note = models.CharField(max_length=300, blank=True, help_text="How often, for whom, when.")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("adviser", "kind"), name="one_offer_a_kind"),
            models.CheckConstraint(condition=Q(kind__in=OfferKind.values), name="offer_kind_known"),
        )

    def __str__(self) -> str:
        return self.kind
