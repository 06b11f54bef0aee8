"""What somebody who helps noted of a meeting: seen by few."""

from typing import Self

from django.db import models
from django.db.models import Q

from hedgerow.commons.activities.models import Session
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.sight import not_barred
from hedgerow.foundation.lengths import at_most
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import PublicRow, origin_field

from ..permissions import SUPERVISE
from .pairings import Pairing
from .sight import about, where


class SessionNoteQuerySet(models.QuerySet["SessionNote"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own, where one supervises, and what was shared with learner and family."""
        if actor.steward:
            return self
        if actor.person_id is None:
            return self.none()
        shared = Q(shared=True) & about(actor, "pairing__need__person")
        seen = (
            Q(author=actor.person_id) | shared | where(actor, SUPERVISE, "pairing__need__site_id")
        )
        return self.filter(seen & not_barred(actor, "pairing__need__person"))


class SessionNote(PublicRow):
    """A note of one meeting; ``shared`` lets the learner and those who answer for them read it."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="notes")
    session = models.ForeignKey(Session, models.SET_NULL, null=True, blank=True, related_name="+")
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(max_length=2000)
    shared = models.BooleanField(default=False)
    origin = origin_field()

    objects = SessionNoteQuerySet.as_manager()

    class Meta:
        constraints = (at_most(2000, "text", of="sessionnote"),)
        indexes = (models.Index(fields=("pairing", "at")),)

    def __str__(self) -> str:
        return f"note {self.uuid}"
