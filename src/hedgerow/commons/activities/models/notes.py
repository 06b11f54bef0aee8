"""What whoever leads a session notes of it: seen by those who mark its register alone."""

from typing import Self

from django.db import models
from django.db.models import Q

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.sight import answered_by, bars_of
from hedgerow.foundation.lengths import at_most
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import PublicRow, among, origin_field

from .activities import Enrolment
from .sessions import Session


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those of sessions whose register one marks.

        Not where somebody takes part from whom one is barred, nor others' notes where one's own child does.
        """
        if actor.steward:
            return self
        if actor.person_id is None:
            return self.none()
        barred = Enrolment.objects.filter(person__in=bars_of(actor.person_id).values("learner"))
        own = Enrolment.objects.filter(answered_by(actor, "person"))
        return self.filter(
            Q(among(Session.objects.markable_by(actor), "session")),
            ~Q(session__activity__in=barred.values("activity")),
            Q(author=actor.person_id) | ~Q(session__activity__in=own.values("activity")),
        )


class Note(PublicRow):
    """A note of one session of a group."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="notes")
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(max_length=2000)
    origin = origin_field()

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints = (at_most(2000, "text", of="note"),)

    def __str__(self) -> str:
        return f"note {self.uuid}"
