"""What waits for a guardian in *my week*: messages to answer, consents to give."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.membership.consent_queries import asked_of, unanswered
from hedgerow.commons.people.doors import Part, asked
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.waiting import Waiting

from ..models import MessageCopy

MOST = 20


def parts(actor: Actor) -> list[Part]:
    """Of "my week": messages that ask and are not answered, and questions about one's children."""
    copies = MessageCopy.objects.filter(guardian=actor.person_id, message__asks=True, answer="")
    return [Part(_messages, [copies]), Part(_questions, [unanswered(actor, timezone.now())])]


def waiting_for(actor: Actor) -> list[Waiting]:
    """What waits for somebody here."""
    return asked(actor, parts)


def _messages(actor: Actor) -> Iterable[Waiting]:
    rows = MessageCopy.objects.of_family(actor).filter(message__asks=True, answer="")
    copies = rows.select_related("message__ecosystem", "learner").order_by("-message__at")
    found = list(copies[:MOST])
    for row in found:
        name = row.learner.called or row.learner.name
        yield Waiting(
            row.subject, reverse("child", args=[row.learner.uuid]), row.message.ecosystem.where,
            _("read it and answer, about %(name)s") % {"name": name},
        )  # fmt: skip


def _questions(actor: Actor) -> Iterable[Waiting]:
    for person in asked_of(actor, timezone.now()):
        open_ = [one for one in person.questions if one.may_answer and not one.answer]
        if person.is_me:
            open_ = [one for one in open_ if one.learns]
        if open_ and person.is_me:
            yield Waiting(
                _("Questions about you"), reverse("me"), open_[0].where,
                _("say whether you agree"),
            )  # fmt: skip
        elif open_:
            yield Waiting(
                _("Questions about %(name)s") % {"name": person.name},
                reverse("child", args=[person.uuid]), open_[0].where,
                _("say whether you agree"),
            )  # fmt: skip
