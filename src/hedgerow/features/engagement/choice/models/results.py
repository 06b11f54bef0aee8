"""What came of a round: each time it was run, who got what and why, and seats that went on."""

from typing import Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.lengths import at_most
from hedgerow.foundation.permissions import Actor, scope
from hedgerow.foundation.rows import PublicRow

from ..permissions import RUN_ROUNDS
from .criteria import Criterion
from .lists import seen_by
from .rounds import Offer, Round

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class RunQuerySet(models.QuerySet["Run"]):
    def visible_to(self, actor: Actor) -> Self:
        """Of rounds one runs all; of published ones the figures, to whoever sees the round."""
        if actor.steward:
            return self
        shown = Q(
            round__state__in=(Round.State.PUBLISHED, Round.State.OVER),
            round__ecosystem__in=Ecosystem.objects.visible_to(actor),
        )
        return self.filter(shown | scope(actor, RUN_ROUNDS, "round__ecosystem_id"))


class Run(PublicRow):
    """One run of a round: what it was run on, what came out, and whether the check passed."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="runs")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    reason = models.TextField(blank=True, max_length=1000)
    learners = models.PositiveIntegerField()
    placed = models.PositiveIntegerField()
    figures = models.JSONField(default=dict, help_text="By rank of wish and by offer, as counts.")
    blocking = models.PositiveIntegerField(default=0, help_text="Pairs found by the check.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the places, by ticket.")

    objects = RunQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("round", "number"), name="one_run_a_number"),
            models.CheckConstraint(
                condition=Q(placed__lte=models.F("learners")), name="no_more_placed_than_there_are"
            ),
            at_most(1000, "reason", of="run"),
        )


class OfLearner(models.QuerySet[Row_co]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own and one's wards' once published; all to whoever runs the round."""
        if actor.steward:
            return self
        published = Q(round__state__in=(Round.State.PUBLISHED, Round.State.OVER))
        return self.filter(seen_by(actor)).filter(
            published | scope(actor, RUN_ROUNDS, "round__ecosystem_id")
        )


class Outcome(PublicRow):
    """What one learner got: an offer or none, which wish it was, and why not a better one."""

    class Answer(models.TextChoices):
        WAITING = "waiting", _("not answered yet")
        ACCEPTED = "accepted", _("accepted")
        GIVEN_BACK = "given_back", _("given back")

    round = models.ForeignKey(Round, models.CASCADE, related_name="outcomes")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    offer = models.ForeignKey(Offer, models.PROTECT, null=True, blank=True, related_name="+")
    reserve = models.ForeignKey(
        Criterion, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Whose reserved seat it is; empty for one open to all.",
    )  # fmt: skip
    rank = models.PositiveSmallIntegerField(null=True, blank=True, help_text="From 1.")
    refusals = models.JSONField(default=list, help_text="Why each better wish was not granted.")
    refilled = models.BooleanField(default=False, help_text="Placed when a seat came free.")
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    taken_out_of = models.ForeignKey(
        Offer, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Whose activity somebody enrolled there was taken out of: the place went on.",
    )  # fmt: skip
    taken_out_on = models.DateField(null=True, blank=True)

    objects = OfLearner["Outcome"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("round", "person"), name="one_outcome_a_round"),
            models.CheckConstraint(
                condition=Q(offer__isnull=True, rank__isnull=True, reserve__isnull=True)
                | Q(offer__isnull=False, rank__isnull=False),
                name="a_place_has_a_rank",
            ),
            models.CheckConstraint(
                condition=Q(taken_out_of__isnull=True, taken_out_on__isnull=True)
                | Q(taken_out_of__isnull=False, taken_out_on__isnull=False, answer="given_back"),
                name="taken_out_is_given_back",
            ),
        )
        indexes = (models.Index(fields=("round", "offer")),)


class Refill(PublicRow):
    """A seat that came free and was offered to a learner who wanted it more than theirs."""

    class Answer(models.TextChoices):
        WAITING = "waiting", _("not answered yet")
        TAKEN = "taken", _("taken")
        KEPT = "kept", _("kept the place they had")
        BETTER = "better", _("a better one was offered since")
        LAPSED = "lapsed", _("the round ended first")

    round = models.ForeignKey(Round, models.CASCADE, related_name="refills")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    left = models.ForeignKey(Offer, models.PROTECT, null=True, blank=True, related_name="+")
    took = models.ForeignKey(Offer, models.PROTECT, related_name="+")
    reserve = models.ForeignKey(Criterion, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    answer = models.CharField(max_length=7, choices=Answer.choices, default=Answer.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = OfLearner["Refill"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("round", "person"), condition=Q(answer="waiting"),
                name="one_seat_offered_at_a_time",
            ),
        )  # fmt: skip
