"""Placements and their steps."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.models import Activity
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told import ToldRow, told_by_language
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.commons.people.sight import answered_by, not_barred
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.placements.usual import OF_GUARDIAN, OWN_CONSENT, STEPS
from hedgerow.foundation.lengths import at_most
from hedgerow.foundation.permissions import Actor, scope, site_scope
from hedgerow.foundation.rows import EditedRow, origin_field

from ..looking_after import looked_after_by
from ..permissions import ARRANGE, HOST, VIEW_PLACEMENTS
from .kinds import PlacementKind, Requirement, Who


class PlacementQuerySet(models.QuerySet["Placement"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own and one's wards', those one hosts, of one's site, or of the whole.

        Those too in which one looks after the learner, as long as one may.
        """
        if actor.steward:
            return self
        return self._of(actor, VIEW_PLACEMENTS)

    def acted_on_by(self, actor: Actor) -> Self:
        """Those in which the actor has a part."""
        return self if actor.steward else self._of(actor, ARRANGE)

    def _of(self, actor: Actor, permission: str) -> Self:
        seen = scope(actor, permission)
        seen |= site_scope(actor, permission, "site_id") | site_scope(actor, HOST, "host_id")
        if actor.person_id is not None:
            seen |= Q(learner=actor.person_id) | looked_after_by(actor) | answered_by(actor)
        return self.filter(seen, not_barred(actor, "learner"))


class Placement(EditedRow):
    """A learner at a host; both days are in it. Hours run under ``activity`` once it began."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("requested")
        PREPARING = "preparing", _("being prepared")
        RUNNING = "running", _("running")
        ENDED = "ended", _("ended")
        STOPPED = "stopped", _("ended early")
        CLOSED = "closed", _("closed before it began")

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    kind = models.ForeignKey(PlacementKind, models.PROTECT, related_name="+")
    learner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    site = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The learner's school when it was requested.",
    )  # fmt: skip
    host = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    supervisor = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    offer = models.ForeignKey(
        Opportunity, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="The opportunity it is a place of.",
    )  # fmt: skip
    wish = models.TextField(blank=True, max_length=2000)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.REQUESTED)
    requested_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    requested_at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True, help_text="Why closed or ended early.")
    activity = models.ForeignKey(Activity, models.SET_NULL, null=True, blank=True, related_name="+")
    evaluate_until = models.DateField(null=True, blank=True)
    origin = origin_field()

    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="placement_order"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("requested", "closed"))
                | Q(host__isnull=False, starts__isnull=False, ends__isnull=False),
                name="placement_has_a_host",
            ),
            at_most(2000, "wish", of="placement"),
        )
        indexes = (
            models.Index(fields=("ecosystem", "state")),
            models.Index(fields=("learner", "state")),
        )

    def __str__(self) -> str:
        return f"placement {self.uuid}"


class StepQuerySet(models.QuerySet["Step"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those of visible placements; what is private not for who is there as host alone."""
        if actor.steward:
            return self
        mine = Placement.objects.visible_to(actor)
        inner = scope(actor, VIEW_PLACEMENTS) | site_scope(actor, VIEW_PLACEMENTS, "site_id")
        if actor.person_id is not None:
            inner |= Q(learner=actor.person_id) | answered_by(actor)
        return self.filter(
            Q(private=False, placement__in=mine.values("pk"))
            | Q(placement__in=mine.filter(inner).values("pk"))
        )


class Step(EditedRow, ToldRow):
    """One requirement of a placement, as it stood when host and days were set."""

    tellable: ClassVar = Requirement.tellable

    class State(models.TextChoices):
        OPEN = "open", _("open")
        DONE = "done", _("done")
        WAIVED = "waived", _("waived")
        REFUSED = "refused", _("not agreed")

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    placement = models.ForeignKey(Placement, models.CASCADE, related_name="steps")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    help = models.CharField(max_length=300, blank=True)
    who = models.CharField(max_length=8, choices=Who.choices)
    due = models.DateField()
    has_validity = models.BooleanField(default=False)
    may_waive = models.BooleanField(default=True)
    private = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    valid_until = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True, help_text="What was handed in, or why not.")
    done_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("placement", "key"), name="one_step_a_key"),
            told_by_language("step"),
            models.CheckConstraint(
                condition=Q(state="open", done_at__isnull=True)
                | (~Q(state="open") & Q(done_at__isnull=False)),
                name="step_is_seen_to",
            ),
        )

    def __str__(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        """As the reader is shown it; where the learner decides, it is not called a guardian's."""
        own = self.who == Who.LEARNER and STEPS.meant(self.key, self.title) in OF_GUARDIAN
        return str(OWN_CONSENT) if own else self.said("title", STEPS.shown(self.key, self.title))
