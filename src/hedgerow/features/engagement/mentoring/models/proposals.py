"""A proposal of pairs as it was reckoned, before it is published."""

from typing import Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import PublicRow, among

from ..permissions import ARRANGE
from .offers import Kind, Need, Offer
from .sight import where


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those of where one arranges."""
        return self if actor.steward else self.filter(where(actor, ARRANGE))


class Proposal(PublicRow):
    """Who might be paired with whom; ``cost`` and ``bound`` are in thousandths of a point.

    No assignment costs less than ``bound``: how far this one may be from the best is known.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("to be looked at")
        PUBLISHED = "published", _("published")
        ASIDE = "aside", _("put aside")

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    site = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    weights = models.JSONField(default=dict)
    method = models.CharField(max_length=10)
    cost = models.BigIntegerField()
    bound = models.BigIntegerField()
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(bound__lte=models.F("cost")), name="proposal_bound_below_cost"
            ),
        )
        indexes = (models.Index(fields=("ecosystem", "-made_at")),)

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"

    @property
    def gap(self) -> float:
        """By what share of its cost it may be dearer than the best there is, at most."""
        return (self.cost - self.bound) / self.cost if self.cost > self.bound else 0.0


Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class OfProposal(models.QuerySet[Row_co]):
    """Rows whose sight is that of their proposal."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(among(Proposal.objects.visible_to(actor), "proposal"))


class ProposedPair(PublicRow):
    """What a proposal says of one wish: who might help, or why nobody does (``waits_for``)."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="pairs")
    need = models.ForeignKey(Need, models.CASCADE, related_name="+")
    offer = models.ForeignKey(Offer, models.CASCADE, null=True, blank=True, related_name="+")
    terms = models.JSONField(default=dict)
    waits_for = models.CharField(max_length=12, blank=True)

    objects = OfProposal["ProposedPair"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("proposal", "need"), name="one_proposed_pair_a_need"),
            models.CheckConstraint(
                condition=Q(offer__isnull=False, waits_for="")
                | (Q(offer__isnull=True) & ~Q(waits_for="")),
                name="paired_or_waiting",
            ),
        )


class Hold(PublicRow):
    """By hand: this pair is kept (``pinned``), or is not to be."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="holds")
    need = models.ForeignKey(Need, models.CASCADE, related_name="+")
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="+")
    pinned = models.BooleanField()

    objects = OfProposal["Hold"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("proposal", "need", "offer"), name="one_hold_a_pair"),
            models.UniqueConstraint(
                fields=("proposal", "need"), condition=Q(pinned=True), name="one_pin_a_need"
            ),
        )
