"""Notices, the letters that carry them, and how each person wants them."""

from datetime import time
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.lengths import at_most
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import PublicRow

from .kinds import Pace


class Letter(PublicRow):
    """One mail to one person. Its uuid is its Message-ID, however often it is tried."""

    class State(models.TextChoices):
        WAITING = "waiting", _("on its way")
        SENT = "sent", _("sent")
        REFUSED = "refused", _("refused by the mail server")
        GIVEN_UP = "given_up", _("given up after many tries")
        DROPPED = "dropped", _("not sent")

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    pace = models.CharField(max_length=8, choices=Pace.choices, default=Pace.AT_ONCE)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=30, blank=True, help_text="Why it was not sent: a code.")
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="a_letter_that_left_says_when",
            ),
        )


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own, but for those about somebody one may not see (any more)."""
        if actor.steward:
            return self
        mine = self.filter(person=actor.person_id or 0)
        seen = Person.objects.visible_to(actor)
        return mine.filter(Q(about__isnull=True) | Q(about__in=seen))


class Notice(PublicRow):
    """One thing told to one person, in that person's language.

    ``about`` is the learner it speaks of: once the person may not see that learner, it is not sent
    nor shown. ``due_at`` is when a letter is to carry it; None: no letter does.
    """

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    about = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=60)
    once = models.CharField(max_length=120, blank=True, help_text="Told once for each such key.")
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=200)
    text = models.TextField(max_length=4000)
    path = models.CharField(max_length=300, blank=True, help_text="The page it is about.")
    pace = models.CharField(max_length=8, choices=Pace.choices)
    at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    letter = models.ForeignKey(
        Letter, models.SET_NULL, null=True, blank=True, related_name="notices"
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "kind", "once"), condition=~Q(once=""), name="told_once"
            ),
            at_most(4000, "text", of="notice"),
            models.CheckConstraint(condition=~Q(about=F("person")), name="notice_about_another"),
        )
        indexes = (
            models.Index(fields=("person", "at"), name="notices_of"),
            models.Index(
                fields=("due_at",), condition=Q(letter__isnull=True), name="notices_without_letter"
            ),
        )


class Preference(models.Model):
    """How one person wants one kind of notice, where it is not the kind's own pace."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    pace = models.CharField(max_length=8, choices=Pace.choices)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person", "kind"), name="one_preference_a_kind"),
        )


class Hours(models.Model):
    """When mail may come to a person, by the clocks where that person lives."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    quiet_from = models.TimeField(null=True, blank=True, default=time(21))
    quiet_until = models.TimeField(null=True, blank=True, default=time(7))
    digest_at = models.TimeField(default=time(7))
    weekday = models.PositiveSmallIntegerField(
        default=0, help_text="Of the weekly letter; 0: Monday."
    )

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(weekday__lte=6), name="weekday_of_a_week"),
        )
