"""Sessions, and who was there."""

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.leading import stands_aside
from hedgerow.commons.ecosystems.models import Ecosystem, OfEcosystem
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation.permissions import Actor, scope, site_scope
from hedgerow.foundation.rows import EditedRow, PublicRow, among, origin_field

from ..permissions import CONFIRM_SESSION, MARK_ATTENDANCE, VIEW_ACTIVITIES
from .activities import Activity, ActivityQuerySet, Delivery, Enrolment


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(among(Activity.objects.visible_to(actor), "activity"))

    def markable_by(self, actor: Actor) -> Self:
        """Sessions whose attendance the actor may mark: by role, or as leader or substitute.

        Not those of activities in which they stand aside.
        """
        if actor.steward:
            return self
        mine = ActivityQuerySet.opened(actor, MARK_ATTENDANCE)
        if actor.person_id is not None:
            mine |= Q(substitute=actor.person_id)
        return self.filter(mine, self._not_aside(actor))

    def confirmable_by(self, actor: Actor) -> Self:
        """Sessions that the actor may confirm: in the whole, at the site or for who delivers."""
        delivered = Delivery.objects.filter(
            site_scope(actor, CONFIRM_SESSION, ecosystem_field="activity__ecosystem_id")
        )
        by_deliverer = Q(activity__in=delivered.values("activity"))
        seen = scope(actor, VIEW_ACTIVITIES)
        by_site = ActivityQuerySet.opened(actor, CONFIRM_SESSION, leading=False)
        return self.filter(by_site | (by_deliverer & seen), self._not_aside(actor))

    def opened_by(self, actor: Actor) -> Self:
        """Sessions whose register the actor may open: to mark, or to confirm."""
        if actor.steward:
            return self
        own = Q(among(Session.objects.markable_by(actor), "pk"))
        return self.filter(own | Q(among(Session.objects.confirmable_by(actor), "pk")))

    def with_places(self) -> Self:
        """Those on whose day anybody had a place: of others there is no register to take.

        Each is asked, by the index of its activity: rows that are walked in order stay so.
        """
        lasted = Q(ends__isnull=True) | Q(ends__gte=OuterRef("day"))
        held = Enrolment.objects.filter(
            lasted, activity=OuterRef("activity"), starts__lte=OuterRef("day")
        )
        return self.filter(Exists(held))

    @staticmethod
    def _not_aside(actor: Actor) -> Q:
        aside = Activity.objects.filter(stands_aside(actor))
        return Q() if actor.steward else ~Q(activity__in=aside.values("pk"))


class Session(EditedRow):
    """One meeting of an activity; ``day`` is the local day of ``starts_at``."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="sessions")
    day = models.DateField()
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(help_text="Planned length.")
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    reason = models.CharField(max_length=200, blank=True, help_text="Why it was cancelled.")
    room = models.ForeignKey(
        "activities.Room", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    series = models.ForeignKey(
        "activities.Series", models.SET_NULL, null=True, blank=True, related_name="sessions"
    )
    slot = models.DateField(null=True, blank=True, help_text="The day that the series' rule names.")
    own = models.BooleanField(default=False, help_text="Changed by itself; the series leaves it.")
    substitute = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    marked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    marked_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    origin = origin_field()

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("activity", "starts_at"), name="one_session_a_time"),
            models.CheckConstraint(
                condition=Q(minutes__gte=1) & Q(minutes__lte=1440), name="session_minutes"
            ),
            models.UniqueConstraint(
                fields=("series", "slot"),
                condition=Q(series__isnull=False),
                name="one_session_a_slot",
            ),
        )
        indexes = (
            models.Index(fields=("ecosystem", "day")),
            models.Index(fields=("ecosystem", "state", "starts_at", "id")),  # as they are listed
        )


class Absence(PublicRow):
    """Somebody said beforehand that a person will not be there, from a day to a day; both in it.

    On the register the person stands as excused until somebody marks otherwise.
    """

    class Reason(models.TextChoices):
        ILL = "ill", _("ill")
        APPOINTMENT = "appointment", _("at a doctor or an office")
        FAMILY = "family", _("a family matter")
        FAITH = "faith", _("a religious holiday")
        OTHER = "other", _("another reason")

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    starts = models.DateField()
    ends = models.DateField()
    reason = models.CharField(max_length=11, choices=Reason.choices)
    note = models.CharField(max_length=300, blank=True, help_text="For those who mark attendance.")
    reported_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = OfEcosystem["Absence"].as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="absence_order"),
        )
        indexes = (models.Index(fields=("ecosystem", "person", "ends"), name="absences_of"),)


class Attendance(models.Model):
    """One mark a person and session; a leaf: nothing points here."""

    class Status(models.TextChoices):
        PRESENT = "present", _("present")
        LATE = "late", _("late")
        ABSENT = "absent", _("absent")
        EXCUSED = "excused", _("excused")

    id = models.BigAutoField(primary_key=True)
    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    session = models.ForeignKey(Session, models.CASCADE, related_name="attendance", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    site = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", db_index=False
    )
    status = models.CharField(max_length=7, choices=Status.choices)
    minutes = models.PositiveSmallIntegerField(default=0, help_text="0 unless present or late.")
    minutes_known = models.BooleanField(
        default=True, db_default=True, help_text="False if late, and nobody said by how much."
    )
    walk_in = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    origin = origin_field()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("session", "person"), name="one_mark_a_session"),
            models.CheckConstraint(
                condition=Q(status__in=("present", "late")) | Q(minutes=0),
                name="only_those_there_have_minutes",
            ),
        )
        indexes = (models.Index(fields=("ecosystem", "day")),)
