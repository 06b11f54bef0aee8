"""Calls, visits and messages that somebody noted, for the few who may read them."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import GroupPlace, led_by
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.commons.people.sight import not_barred
from hedgerow.foundation.permissions import Actor, scope, site_scope
from hedgerow.foundation.rows import PublicRow, origin_field

from ..permissions import VIEW_CONTACTS


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those one noted, those of learners whose group one leads, and those roles open.

        Of somebody whom a court keeps from a learner, none of that learner's.
        """
        if actor.steward:
            return self
        if actor.person_id is None:
            return self.none()
        led = GroupPlace.objects.filter(
            group__in=led_by(actor).values("group"),
            group__ecosystem=OuterRef("ecosystem"),
            person=OuterRef("learner"),
            ends__isnull=True,
        )
        opened = scope(actor, VIEW_CONTACTS) | site_scope(actor, VIEW_CONTACTS, "site_id")
        found = self.filter(Q(by=actor.person_id) | opened | Q(Exists(led)))
        return found.filter(not_barred(actor, "learner"))


class Contact(PublicRow):
    """One contact with a family about a learner; ``on`` is its day, ``site`` the learner's school then."""

    class Kind(models.TextChoices):
        CALL = "call", _("call")
        VISIT = "visit", _("visit")
        MESSAGE = "message", _("message")
        MEETING = "meeting", _("meeting at the school")

    class Tone(models.TextChoices):
        POSITIVE = "positive", _("good news")
        NEUTRAL = "neutral", _("neither")
        CONCERN = "concern", _("a worry")

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    learner = models.ForeignKey(Person, models.CASCADE, related_name="+")
    guardian = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    site = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    tone = models.CharField(max_length=8, choices=Tone.choices)
    reached = models.BooleanField(default=True, help_text="Whether somebody answered.")
    topic = models.CharField(max_length=120)
    note = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()
    origin = origin_field()

    objects = ContactQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("ecosystem", "on"), name="contacts_lately"),)
