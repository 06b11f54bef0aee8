"""Templates in several languages, what was sent of them, and each family's copy."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.models import Activity
from hedgerow.commons.ecosystems.models import Ecosystem, OfEcosystem
from hedgerow.commons.membership.models import Group
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.commons.people.sight import answered_by, not_barred
from hedgerow.foundation.lengths import at_most
from hedgerow.foundation.permissions import Actor, scope, site_scope
from hedgerow.foundation.rows import EditedRow, PublicRow, origin_field

from ..permissions import SEND_MESSAGES
from ..rules import OWN_MOST


class MessageTemplate(EditedRow):
    """A text with blanks, in the languages it was put into. Stands in for a default of that key."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    texts = models.JSONField(default=dict, help_text="Language → [subject, body].")
    asks = models.BooleanField(default=False, help_text="An answer is asked for.")

    objects = OfEcosystem["MessageTemplate"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ecosystem", "key"), name="one_template_a_key"),
        )


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those one sent, and those of the whole or the sites for which one sends."""
        if actor.steward:
            return self
        seen = scope(actor, SEND_MESSAGES) | site_scope(actor, SEND_MESSAGES, "site_id")
        return self.filter(seen | Q(sender=actor.person_id or 0))


class Message(PublicRow):
    """What was sent: to the guardians of a group, of an activity, of a site, of one learner or of all."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    template = models.CharField(max_length=60)
    group = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="+")
    activity = models.ForeignKey(Activity, models.SET_NULL, null=True, blank=True, related_name="+")
    site = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=200, help_text="To whose guardians, as it was called then.")
    values = models.JSONField(default=dict, help_text="What the sender filled in.")
    own = models.CharField(
        max_length=OWN_MOST, blank=True, help_text="What the sender added, which nobody translates."
    )
    own_language = models.CharField(max_length=10, blank=True)
    asks = models.BooleanField(default=False)
    sender = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    origin = origin_field()

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("ecosystem", "at"), name="messages_lately"),)


class MessageCopyQuerySet(models.QuerySet["MessageCopy"]):
    def of_family(self, actor: Actor) -> Self:
        """One's own copies, of children whom one sees where the message was sent."""
        mine = answered_by(actor, "learner", "message__ecosystem")
        return self.filter(mine, guardian=actor.person_id or 0)

    def visible_to(self, actor: Actor) -> Self:
        """One's own as a guardian, and those of messages one sees."""
        if actor.steward:
            return self
        own = Q(pk__in=MessageCopy.objects.of_family(actor).values("pk"))
        sent = Q(message__in=Message.objects.visible_to(actor))
        return self.filter(own | sent, not_barred(actor, "learner"))


class MessageCopy(PublicRow):
    """What one guardian received about one child, as it was in the language then."""

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")
        CALL = "call", _("please call me")

    message = models.ForeignKey(Message, models.CASCADE, related_name="copies")
    guardian = models.ForeignKey(Person, models.CASCADE, related_name="+")
    learner = models.ForeignKey(Person, models.CASCADE, related_name="+")
    language = models.CharField(max_length=10)
    fallback = models.BooleanField(default=False, help_text="Not in the language they read.")
    subject = models.CharField(max_length=200)
    body = models.TextField(max_length=4000)
    own = models.CharField(
        max_length=OWN_MOST, blank=True, help_text="The sender's own sentence, as it was written."
    )
    own_language = models.CharField(max_length=10, blank=True)
    own_foreign = models.BooleanField(
        default=False, help_text="The own sentence is not in the language they read."
    )
    read_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=4, choices=Answer.choices, blank=True)
    answer_note = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = MessageCopyQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("message", "guardian", "learner"), name="one_copy_a_family"
            ),
            models.CheckConstraint(
                condition=Q(answer="") | Q(answered_at__isnull=False), name="an_answer_has_its_time"
            ),
            at_most(4000, "body", of="messagecopy"),
        )
        indexes = (models.Index(fields=("guardian", "learner"), name="copies_of"),)
