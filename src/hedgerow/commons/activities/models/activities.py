"""Kinds, activities, who delivers them, and places in them."""

from typing import Any, ClassVar, Final, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.leading import led_by
from hedgerow.commons.activities.usual import KINDS
from hedgerow.commons.ecosystems.models import Ecosystem, OfEcosystem
from hedgerow.commons.ecosystems.told import ToldRow, among_telling, told_by_language
from hedgerow.commons.frameworks.models import Item
from hedgerow.commons.membership.models import Group
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.commons.people.sight import not_barred
from hedgerow.foundation.lengths import at_most
from hedgerow.foundation.parts import FoldedField
from hedgerow.foundation.permissions import Actor, scope, site_scope
from hedgerow.foundation.rows import EditedRow, PublicRow, among, origin_field

from ..permissions import MARK_ATTENDANCE, VIEW_ACTIVITIES


class KindQuerySet(OfEcosystem["Kind"]):
    def visible_to(self, actor: Actor) -> Self:
        """All kinds of one's own, and those that a visible activity is of."""
        if actor.steward:
            return self
        shown = Activity.objects.visible_to(actor).filter(kind=OuterRef("pk"))
        return self.filter(scope(actor, VIEW_ACTIVITIES) | Exists(shown))


class Kind(PublicRow, ToldRow):
    """A kind of activity with its minimum dosage.

    One is ``simulated`` of which something is made up for show, until somebody here changes it.
    """

    tellable: ClassVar = {"name": 120}

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    minimum_minutes = models.PositiveIntegerField(
        null=True, blank=True, help_text="Minutes a learner should reach."
    )
    in_lessons = models.BooleanField(default=False, help_text="Part of ordinary lessons.")
    needs_confirmation = models.BooleanField(default=False)
    simulated = models.BooleanField(default=False)

    objects = KindQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ecosystem", "key"), name="one_kind_a_key"),
            told_by_language("kind"),
        )

    def __str__(self) -> str:
        return self.shown

    @property
    def named(self) -> str:
        """Its name as it is kept, a usual one in the reader's language."""
        return KINDS.shown(self.key, self.name)

    @property
    def shown(self) -> str:
        """What it is called in the reader's language, where it is told in that or is a usual name."""
        return self.said("name", self.named)


MOST_NAMED: Final = 1_000
"""Activities of one leader that are named by number in a statement."""


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, actor: Actor) -> Self:
        """Public ones of visible ecosystems, all of one's own, and those one leads or joins."""
        if actor.steward:
            return self
        open_to_all = Q(public=True, ecosystem__in=Ecosystem.objects.visible_to(actor))
        seen = open_to_all | scope(actor, VIEW_ACTIVITIES)
        if actor.person_id is not None:
            mine = Enrolment.objects.filter(person=actor.person_id)
            seen |= led_by(actor) | Q(pk__in=mine.values("activity"))
        return self.filter(seen)

    def open_to(self, actor: Actor, permission: str, *, leading: bool = True) -> Self:
        """Activities where the actor holds ``permission``: in the whole or at the site.

        With ``leading``, also those the actor leads: day-to-day work needs no further role.
        """
        if actor.steward:
            return self
        return self.filter(scope(actor, permission) | self._near(actor, permission, leading))

    @staticmethod
    def _near(actor: Actor, permission: str, leading: bool) -> Q:
        """What one's sites and one's leading open: few, and found by their own indexes."""
        near = site_scope(actor, permission, "site_id")
        return near | led_by(actor) if leading else near

    def named_led(self, actor: Actor) -> "list[int] | models.QuerySet[Any, Any]":
        """The activities that the actor leads, for a condition on sessions that has an OR.

        By number unless they are very many: of a query PostgreSQL would ask every session of those
        days whether it is among its activities, of numbers it finds the sessions. One query.
        """
        led = self.filter(led_by(actor)).values_list("pk", flat=True)
        few = list(led[: MOST_NAMED + 1])
        return few if len(few) <= MOST_NAMED else led

    @classmethod
    def opened(cls, actor: Actor, permission: str, *, leading: bool = True) -> Q:
        """``open_to`` for rows that have an ``activity`` and its ``ecosystem_id``.

        Their own ecosystem is asked first, so that a role of the whole lists no activities.
        """
        if actor.steward:
            return Q()
        few = Activity.objects.filter(cls._near(actor, permission, leading))
        return scope(actor, permission) | Q(activity__in=few.values("pk"))


class Activity(EditedRow, ToldRow):
    """Whatever happens at a time with people, delivered by one or more organisations."""

    tellable: ClassVar = {"title": 200, "summary": 2000}

    class State(models.TextChoices):
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    kind = models.ForeignKey(Kind, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    title_folded = FoldedField("title")
    summary = models.TextField(blank=True, max_length=2000)
    site = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Where it takes place.",
    )
    leader = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=60, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    minimum_minutes = models.PositiveIntegerField(null=True, blank=True)
    minimum_declared = models.DateField(null=True, blank=True)
    in_lessons = models.BooleanField(default=False)
    public = models.BooleanField(default=True)
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    items = models.ManyToManyField(Item, related_name="+", blank=True)
    origin = origin_field()
    created_at = models.DateTimeField()

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "activities"
        constraints = (
            models.UniqueConstraint(
                fields=("ecosystem", "code"), condition=~Q(code=""), name="one_activity_a_code"
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="activity_order"
            ),
            at_most(2000, "summary", of="activity"),
            told_by_language("activity"),
        )
        indexes = (models.Index(fields=("ecosystem", "title")), among_telling("activity"))

    def __str__(self) -> str:
        return self.said("title")


class Delivery(models.Model):
    """An organisation that delivers an activity."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="deliveries")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("activity", "organisation"), name="one_delivery"),
        )


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def visible_to(self, actor: Actor) -> Self:
        """Places of persons the actor may see, and all of the activities one runs."""
        if actor.steward:
            return self
        seen = Q(among(Activity.objects.visible_to(actor), "activity"))
        seen &= Q(among(Person.objects.visible_to(actor), "person"))
        seen |= ActivityQuerySet.opened(actor, MARK_ATTENDANCE)
        return self.filter(seen, not_barred(actor, "person"))


class Enrolment(PublicRow):
    """A person's place in an activity; the minimum is frozen as declared when it began."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="enrolments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="+")
    site = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The learner's own school when it began.",
    )
    minimum_minutes = models.PositiveIntegerField(null=True, blank=True)
    minimum_declared = models.DateField(null=True, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    dropped = models.BooleanField(default=False)
    walk_in = models.BooleanField(default=False)
    origin = origin_field()

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("activity", "person"),
                condition=Q(ends__isnull=True),
                name="one_open_enrolment",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="enrolment_order"
            ),
        )
        indexes = (models.Index(fields=("person", "starts")),)
