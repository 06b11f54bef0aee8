"""What somebody offers, what a learner wishes for, the checks, and the terms of both."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem, OfEcosystem
from hedgerow.commons.ecosystems.told import ToldRow, told_by_language
from hedgerow.commons.frameworks.models import Item
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.commons.people.permissions import VIEW_PEOPLE
from hedgerow.commons.people.sight import not_barred
from hedgerow.foundation.lengths import at_most
from hedgerow.foundation.permissions import Actor, scope
from hedgerow.foundation.rows import EditedRow, PublicRow, among, origin_field

from ..permissions import ARRANGE, RECORD_CHECKS
from .sight import about, where


class Kind(models.TextChoices):
    MENTORING = "mentoring", _("mentoring")
    TUTORING = "tutoring", _("tutoring")


class MentoringTerms(ToldRow):
    """On which terms people are paired here; an empty ``weights`` means the usual ones."""

    tellable: ClassVar = {"check.": 120}

    ecosystem = models.OneToOneField(Ecosystem, models.CASCADE, related_name="+")
    required_checks = models.JSONField(default=list, help_text="[key, title] in order.")
    weights = models.JSONField(default=dict, help_text="Names of rules.pairs.Weights → points.")

    objects = OfEcosystem["MentoringTerms"].as_manager()

    class Meta:
        constraints = (told_by_language("mentoring_terms"),)

    def __str__(self) -> str:
        return f"terms of {self.ecosystem_id}"


class OfferQuerySet(models.QuerySet["Offer"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own and one's wards', where one arranges, and of colleagues one sees."""
        if actor.steward:
            return self
        colleagues = scope(actor, VIEW_PEOPLE) & among(Person.objects.visible_to(actor), "person")
        return self.filter(about(actor, "person") | where(actor, ARRANGE) | colleagues)

    def open_on(self, day: object) -> Self:
        return self.filter(Q(ends=None) | Q(ends__gte=day), state="open", starts__lte=day)


class Offer(EditedRow):
    """Somebody offers help: with what, in which languages, when, where, and to how many."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    about = models.TextField(blank=True, max_length=600)
    items = models.ManyToManyField(Item, related_name="+", blank=True)
    languages = models.JSONField(default=list, help_text="Language codes.")
    weekdays = models.JSONField(default=list, help_text="0 is Monday.")
    minutes_a_week = models.PositiveSmallIntegerField(null=True, blank=True)
    site = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    in_person = models.BooleanField(default=True)
    online = models.BooleanField(default=False)
    places = models.PositiveSmallIntegerField(default=1, help_text="Learners at most.")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    origin = origin_field()
    created_at = models.DateTimeField()

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(places__gte=1) & Q(places__lte=200), name="mentor_offer_places"
            ),
            models.CheckConstraint(
                condition=Q(in_person=True) | Q(online=True), name="mentor_offer_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="mentor_offer_order"
            ),
            at_most(600, "about", of="offer"),
        )
        indexes = (models.Index(fields=("ecosystem", "state", "kind")),)

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"


class NeedQuerySet(models.QuerySet["Need"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own and one's wards', where one arranges, and of whom one is paired with."""
        if actor.steward:
            return self
        if actor.person_id is None:
            return self.none()
        paired = Q(pairings__offer__person=actor.person_id, pairings__state__in=OPEN_STATES)
        seen = about(actor, "person") | where(actor, ARRANGE)
        seen |= Q(pk__in=self.model._default_manager.filter(paired).values("pk"))
        return self.filter(seen & not_barred(actor, "person"))


OPEN_STATES = ("proposed", "agreed", "live")
"""States of a pair that takes up a place."""


class Need(EditedRow):
    """A learner wishes for a mentor or tutor: with what, in which languages, where."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        PAIRED = "paired", _("paired")
        WITHDRAWN = "withdrawn", _("taken back")

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    about = models.TextField(blank=True, max_length=600)
    items = models.ManyToManyField(Item, related_name="+", blank=True)
    languages = models.JSONField(default=list, help_text="Language codes.")
    site = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    in_person = models.BooleanField(default=True)
    online = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    told_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    origin = origin_field()
    created_at = models.DateTimeField()

    objects = NeedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(in_person=True) | Q(online=True), name="mentoring_need_somewhere"
            ),
            models.UniqueConstraint(
                fields=("ecosystem", "person", "kind"),
                condition=Q(state="waiting"),
                name="one_waiting_need_a_kind",
            ),
            at_most(600, "about", of="need"),
        )
        indexes = (models.Index(fields=("ecosystem", "state", "kind")),)

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"


class CheckQuerySet(models.QuerySet["Check"]):
    def visible_to(self, actor: Actor) -> Self:
        """Of oneself, and where one records checks or arranges pairs."""
        if actor.steward:
            return self
        own = Q(person=actor.person_id or 0)
        recorded = scope(actor, RECORD_CHECKS) | scope(actor, ARRANGE)
        return self.filter(own | recorded)


class Check(PublicRow):
    """That somebody was checked, until when it is valid; withdrawn ones are kept."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.SlugField(max_length=60)
    seen_on = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    origin = origin_field()

    objects = CheckQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("seen_on")),
                name="mentor_check_order",
            ),
        )
        indexes = (models.Index(fields=("ecosystem", "person", "kind")),)

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"
