"""What is offered, and who may see it."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.models import Activity
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told import ToldRow, among_telling, told_by_language
from hedgerow.commons.frameworks.models import Item
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Guardian, Organisation, Person
from hedgerow.commons.people.sight import answered_by
from hedgerow.foundation.lengths import at_most
from hedgerow.foundation.permissions import Actor, scope, site_scope
from hedgerow.foundation.rows import EditedRow, origin_field

from ..permissions import OFFER, VIEW_OPPORTUNITIES
from .kinds import Audience, OpportunityKind


class OpportunityQuerySet(models.QuerySet["Opportunity"]):
    def visible_to(self, actor: Actor) -> Self:
        """What is shown to the actor by its sight, and all that the actor may change.

        A draft, and what is archived, is seen by who may change it, and by who proposed it.
        """
        if actor.steward:
            return self
        here = Ecosystem.objects.visible_to(actor)
        seen = Q(sight=Opportunity.Sight.PUBLIC, ecosystem__in=here)
        seen |= Q(sight=Opportunity.Sight.MEMBERS) & scope(actor, VIEW_OPPORTUNITIES)
        if actor.person_id is not None:
            seen |= Q(Exists(_of_own_sites(actor.person_id)), sight=Opportunity.Sight.SITE)
            # sign-ups lie in a module above: they are named through their relation
            sign_ups: Any = Opportunity._meta.get_field("sign_ups").related_model
            joined = sign_ups.objects.filter(
                Q(person=actor.person_id) | answered_by(actor, "person")
            )
            seen |= Q(pk__in=joined.values("opportunity"))
        proposed = Q(proposed_at__isnull=False, entered_by=actor.person_id or 0)
        shown = Q(state__in=(Opportunity.State.OPEN, Opportunity.State.CLOSED))
        return self.filter((shown & seen) | self.offered_by(actor) | proposed)

    def managed_by(self, actor: Actor) -> Self:
        """What the actor may change: in the whole, or of the organisations one offers for."""
        return self.filter(self.offered_by(actor))

    @staticmethod
    def offered_by(actor: Actor) -> Q:
        return Q() if actor.steward else scope(actor, OFFER) | site_scope(actor, OFFER)


def _of_own_sites(person: int) -> models.QuerySet[Assignment]:
    """Roles, of the person and of the wards, at the organisation that offers or where it is."""
    # what the wards refer to outside is the role, which is of the opportunity's own ecosystem
    wards = Guardian.objects.seeing().filter(
        guardian=person, ends__isnull=True, ecosystem=OuterRef("ecosystem")
    )
    there = Q(organisation=OuterRef("organisation")) | Q(organisation=OuterRef("site"))
    mine = Q(person=person) | Q(Exists(wards.filter(learner=OuterRef("person"))))
    return Assignment.objects.filter(
        there, mine, ecosystem=OuterRef("ecosystem"), ends__isnull=True
    )


class Opportunity(EditedRow, ToldRow):
    """Something that people can take part in; who joined takes part in its ``activity``."""

    tellable: ClassVar = {"title": 200, "summary": 4000}

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")
        ARCHIVED = "archived", _("archived")

    class Sight(models.TextChoices):
        PUBLIC = "public", _("everybody")
        MEMBERS = "members", _("everybody who belongs here")
        SITE = "site", _("those of the organisation, or of where it takes place")

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    kind = models.ForeignKey(OpportunityKind, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True, max_length=4000)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Who offers it; empty: the ecosystem itself.",
    )  # fmt: skip
    entered_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", editable=False,
        help_text="Who offered it here: told what is to be done next.",
    )  # fmt: skip
    proposed_at = models.DateTimeField(
        null=True, blank=True, editable=False,
        help_text="When a family or member sent it in, for others to open.",
    )  # fmt: skip
    sponsored = models.BooleanField(default=False, help_text="Paid for; always labelled.")

    starts = models.DateField(null=True, blank=True, help_text="Empty: at any time.")
    leader = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Who leads it, and marks who came.",
    )  # fmt: skip
    begins = models.TimeField(null=True, blank=True, help_text="By the ecosystem's clocks.")
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    site = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The organisation where it takes place.",
    )  # fmt: skip
    place = models.CharField(max_length=300, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    online_address = models.URLField(max_length=500, blank=True)

    sight = models.CharField(max_length=7, choices=Sight.choices, default=Sight.MEMBERS)
    audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.LEARNERS)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    grades = models.JSONField(default=list, blank=True, help_text="Empty: any.")
    languages = models.JSONField(default=list, blank=True, help_text="Language codes.")
    access = models.JSONField(
        default=list, blank=True, help_text="Keys of what helps to take part."
    )
    access_note = models.TextField(blank=True, max_length=1000)

    takes_signups = models.BooleanField(default=True, help_text="Whether one signs up here.")
    by_invitation = models.BooleanField(
        default=False, help_text="Nobody signs up: who offers it gives the places."
    )
    capacity = models.PositiveIntegerField(null=True, blank=True, help_text="Empty: no bound.")
    signup_opens = models.DateTimeField(null=True, blank=True)
    signup_closes = models.DateTimeField(null=True, blank=True)
    offer_hours = models.PositiveSmallIntegerField(
        default=48, help_text="How long a place is kept for who is asked."
    )
    guardian_agrees = models.BooleanField(default=True)
    consent = models.SlugField(
        max_length=60, blank=True, help_text="Key of the purpose that has to be agreed to."
    )
    minimum_minutes = models.PositiveIntegerField(null=True, blank=True)
    items = models.ManyToManyField(Item, related_name="+", blank=True)

    cost_amount = models.DecimalField(max_digits=10, decimal_places=2, default=0)
    cost_currency = models.CharField(max_length=3, blank=True)
    cost_note = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    website = models.URLField(max_length=500, blank=True)

    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    taken = models.PositiveIntegerField(
        default=0, editable=False, help_text="Places held by sign-ups: taken, offered or asked for."
    )
    activity = models.OneToOneField(
        Activity, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="What it runs as: places taken are enrolments there.",
    )  # fmt: skip
    results_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When the judges' result was published."
    )
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    series = models.UUIDField(null=True, blank=True, help_text="Shared by those of one repeat.")
    origin = origin_field()
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField(help_text="When what is told of it last changed.")

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "opportunities"
        constraints = (
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__isnull=True) | Q(ends__gte=F("starts")),
                name="opportunity_order",
            ),
            models.CheckConstraint(
                condition=Q(age_to__isnull=True)
                | Q(age_from__isnull=True)
                | Q(age_to__gte=F("age_from")),
                name="opportunity_ages",
            ),
            models.CheckConstraint(
                condition=Q(signup_closes__isnull=True)
                | Q(signup_opens__isnull=True)
                | Q(signup_closes__gte=F("signup_opens")),
                name="opportunity_signup_order",
            ),
            models.CheckConstraint(
                condition=Q(cost_amount=0) | (Q(cost_amount__gt=0) & ~Q(cost_currency="")),
                name="opportunity_cost",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="opportunity_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(offer_hours__gte=1) & Q(offer_hours__lte=720),
                name="opportunity_offer_hours",
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(taken__lte=F("capacity")),
                name="opportunity_never_overfull",
            ),
            at_most(4000, "summary", of="opportunity"),
            told_by_language("opportunity"),
            at_most(1000, "access_note", of="opportunity"),
        )
        indexes = (
            models.Index(fields=("ecosystem", "state", "starts", "id")),  # as they are listed
            models.Index(fields=("state", "starts", "id")),  # the same in all ecosystems
            models.Index(fields=("latitude", "longitude")),  # what lies in a box
            # the same in one ecosystem: without it the index above brings rows of all
            models.Index(fields=("ecosystem", "state", "latitude", "longitude")),
            models.Index(fields=("series",)),
            among_telling("opportunity"),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.said("title")

    @property
    def is_free(self) -> bool:
        return not self.cost_amount

    @property
    def told_title(self) -> str:
        """For templates, which cannot ask for a field by its name."""
        return self.said("title")

    @property
    def is_proposal(self) -> bool:
        """Whether a family or member sent it in, and nobody has opened or declined it yet."""
        return self.proposed_at is not None and self.state == self.State.DRAFT

    @property
    def proposal_words(self) -> str:
        """How it stands, for whoever proposed it."""
        if self.is_proposal:
            return str(_("is being looked at"))
        return str(
            _("not offered") if self.state == self.State.ARCHIVED else self.get_state_display()
        )
