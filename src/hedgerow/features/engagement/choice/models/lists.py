"""What learners wish for, best first."""

from typing import Self

from django.db import models
from django.db.models import Q

from hedgerow.commons.people.models import Guardian, Person
from hedgerow.commons.people.sight import answered_by, not_barred
from hedgerow.foundation.permissions import Actor, scope
from hedgerow.foundation.rows import EditedRow, origin_field

from ..permissions import RUN_ROUNDS
from .rounds import Offer, Round


def wards_of(actor: Actor) -> models.QuerySet[Guardian]:
    """The ties by which the actor answers for somebody now, and sees them."""
    return Guardian.objects.seeing().filter(guardian=actor.person_id or 0, ends=None)


def seen_by(actor: Actor) -> Q:
    """Rows of ``person`` and ``round``: one's own, one's wards' in that ecosystem, and all to
    whoever runs the rounds there."""
    own = scope(actor, RUN_ROUNDS, "round__ecosystem_id")
    if actor.person_id is None:
        return own
    seen = own | Q(person=actor.person_id) | answered_by(actor, "person", "round__ecosystem")
    return seen & not_barred(actor, "person")


class WishListQuerySet(models.QuerySet["WishList"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own, one's wards', and those of rounds one runs."""
        return self.filter(seen_by(actor))


class WishList(EditedRow):
    """One learner's list in one round; ``lot`` is the place in the draw once it is run."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="lists")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    ticket = models.CharField(max_length=12, help_text="Under which the learner draws.")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    lot = models.PositiveIntegerField(null=True, blank=True)
    origin = origin_field()

    objects = WishListQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("round", "person"), name="one_list_a_round"),
            models.UniqueConstraint(fields=("round", "ticket"), name="one_ticket_a_list"),
        )


class Wish(models.Model):
    """One entry of a list; ``priority`` and ``reserves`` are as they were when it was run.

    ``chance`` (in hundredths) is how likely it was when chances were last reckoned. One that was
    ``declined`` counts no more.
    """

    wish_list = models.ForeignKey(WishList, models.CASCADE, related_name="wishes")
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    priority = models.PositiveSmallIntegerField(null=True, blank=True)
    reserves = models.JSONField(default=list, help_text="Ids of the offer's reserves one is of.")
    chance = models.PositiveSmallIntegerField(null=True, blank=True)
    declined = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "wishes"
        constraints = (
            models.UniqueConstraint(fields=("wish_list", "offer"), name="one_wish_an_offer"),
            models.UniqueConstraint(fields=("wish_list", "position"), name="one_wish_a_rank"),
        )
