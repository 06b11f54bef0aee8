"""A round with what is offered in it, by which order seats are given, and its draw."""

from typing import ClassVar, Final, Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.models import Activity
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told import ToldRow, told_by_language
from hedgerow.commons.membership.models import Group
from hedgerow.commons.people.models import Organisation
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.foundation.lengths import at_most
from hedgerow.foundation.permissions import Actor, scope
from hedgerow.foundation.rows import EditedRow, PublicRow, origin_field

from ..permissions import RUN_ROUNDS

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)
SUMMARY: Final = 1000
"""How long an offer may be described; an opportunity may say more, of which this is the beginning."""


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whatever was opened in an ecosystem one sees; drafts only to who runs rounds there."""
        if actor.steward:
            return self
        shown = Q(ecosystem__in=Ecosystem.objects.visible_to(actor)) & ~Q(state="draft")
        return self.filter(shown | scope(actor, RUN_ROUNDS))


class Round(EditedRow, ToldRow):
    """Learners rank what is offered; seats are given by rules that are said before."""

    tellable: ClassVar = {"title": 200, "summary": 2000}

    class State(models.TextChoices):
        DRAFT = "draft", _("being prepared")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed, to be run")
        PREVIEWED = "previewed", _("run, to be published")
        PUBLISHED = "published", _("published")
        OVER = "over", _("over")

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60, help_text="Short name, as commands call it.")
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True, max_length=2000)
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    opens_on = models.DateField(help_text="The first day on which learners choose.")
    closes_on = models.DateField(help_text="The last day on which learners choose.")
    answer_by = models.DateField(null=True, blank=True, help_text="The last day to give back.")
    most_wishes = models.PositiveSmallIntegerField(default=5)
    grades = models.JSONField(default=list, help_text="Who may choose: these grades; empty: all.")
    group = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="+")
    site = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Who may choose: learners of this school alone.",
    )  # fmt: skip
    is_dirty = models.BooleanField(default=False, help_text="Changed since it was last run.")
    chances_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    job = models.UUIDField(null=True, blank=True, help_text="The work on it that was asked for.")
    published_at = models.DateTimeField(null=True, blank=True)
    origin = origin_field()
    created_at = models.DateTimeField()

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ecosystem", "key"), name="one_round_a_key"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="round_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(answer_by__isnull=True) | Q(answer_by__gte=F("closes_on")),
                name="round_is_answered_after_it_closes",
            ),
            models.CheckConstraint(
                condition=Q(most_wishes__gte=1, most_wishes__lte=100), name="round_length_of_list"
            ),
            at_most(2000, "summary", of="round"),
            told_by_language("round"),
        )

    def __str__(self) -> str:
        return self.said("title")


class OfRound(models.QuerySet[Row_co]):
    def visible_to(self, actor: Actor) -> Self:
        """What belongs to a round one sees."""
        return self.filter(round__in=Round.objects.visible_to(actor))


class Offer(PublicRow, ToldRow):
    """Something to choose, with its seats: an opportunity, which then says all of it, an activity of
    the ecosystem, or a named place."""

    tellable: ClassVar = {"title": 200, "summary": SUMMARY}
    ecosystem_by: ClassVar = "round__ecosystem"

    round = models.ForeignKey(Round, models.CASCADE, related_name="offers")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True, max_length=SUMMARY)
    site = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Where it takes place.",
    )  # fmt: skip
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="In which learners placed here are enrolled.",
    )  # fmt: skip
    opportunity = models.ForeignKey(
        Opportunity, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Where title, words, seats and place are entered.",
    )  # fmt: skip
    seats = models.PositiveIntegerField()

    objects = OfRound["Offer"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("round", "title"), name="one_offer_a_title"),
            models.UniqueConstraint(
                fields=("round", "opportunity"), name="one_offer_an_opportunity"
            ),
            models.CheckConstraint(condition=Q(seats__lte=1_000_000), name="seats_of_an_offer"),
            at_most(SUMMARY, "summary", of="offer"),
            told_by_language("offer"),
        )
        indexes = (models.Index(fields=("round", "position")),)

    def __str__(self) -> str:
        return self.said("title")


class Draw(models.Model):
    """A round's one draw: its seed is promised when the round opens and shown when it is run."""

    round = models.OneToOneField(Round, models.CASCADE, related_name="draw")
    secret = models.CharField(max_length=64, help_text="The seed before it may be seen.")
    commitment = models.CharField(max_length=64, help_text="SHA-256 of the seed.")
    committed_at = models.DateTimeField()
    seed = models.CharField(max_length=64, blank=True, help_text="The seed once it is shown.")
    revealed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(seed="", revealed_at__isnull=True)
                | (~Q(seed="") & Q(revealed_at__isnull=False)),
                name="a_seed_is_shown_at_a_time",
            ),
        )
