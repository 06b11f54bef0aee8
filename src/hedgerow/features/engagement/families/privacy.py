"""What becomes of what families say and are told, when a person is exported or erased."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.clock import first_day_anywhere
from hedgerow.commons.people.models import Guardian
from hedgerow.foundation.privacy import Rule

from .calling import forget_to_call, naming
from .models import Contact, EmergencyContact, HealthNote, Message, MessageCopy, SightDecision

YEAR = timedelta(days=365)
Rows = Iterable[Mapping[str, object]]


def export_people_to_call(person: int) -> Rows:
    """Whom to call for the person, and where the person is to be called for a child they see."""
    ties = Guardian.objects.seeing().filter(guardian=person)
    here = Q(learner=person) | Q(pk__in=[row.pk for row in naming(person, ties)])
    rows = EmergencyContact.objects.filter(here).order_by("ecosystem", "learner", "position")
    return rows.values("ecosystem__name", "name", "relation", "phone")


def erase_people_to_call(person: int, at: datetime) -> int:
    called = forget_to_call(person, at)
    return called + EmergencyContact.objects.filter(learner=person).delete()[0]


def export_health(person: int) -> Rows:
    rows = HealthNote.objects.filter(learner=person).order_by("pk")
    return rows.values("ecosystem__name", "allergies", "medicines", "other", "at")


def erase_health(person: int, at: datetime) -> int:
    said = HealthNote.objects.filter(by=person).exclude(learner=person).update(by=None)
    return said + HealthNote.objects.filter(learner=person).delete()[0]


def export_copies(person: int) -> Rows:
    """What one received; of what guardians received about a learner, neither text nor words.

    A child's export is handed to each guardian: what one of them wrote is not the other's to read.
    """
    rows = MessageCopy.objects.filter(Q(guardian=person) | Q(learner=person)).order_by("pk")
    for row in rows.values(
        "message__ecosystem__name", "message__at", "subject", "body", "own", "answer", "answer_note",
        "guardian",
    ):  # fmt: skip
        hidden = set() if row["guardian"] == person else {"body", "own", "answer_note"}
        yield {
            name: "" if name in hidden else value
            for name, value in row.items()
            if name != "guardian"
        }


def erase_copies(person: int, at: datetime) -> int:
    return MessageCopy.objects.filter(Q(guardian=person) | Q(learner=person)).delete()[0]


def export_messages(person: int) -> Rows:
    rows = Message.objects.filter(sender=person).order_by("pk")
    return rows.values("ecosystem__name", "template", "place", "own", "at")


def erase_messages(person: int, at: datetime) -> int:
    return Message.objects.filter(sender=person).update(sender=None)


def export_contacts(person: int) -> Rows:
    """That there was a contact and what about; the note is for the few who may read it."""
    rows = Contact.objects.filter(learner=person).order_by("on", "pk")
    return rows.values("ecosystem__name", "on", "kind", "tone", "topic")


def erase_contacts(person: int, at: datetime) -> int:
    gone = Contact.objects.filter(learner=person).delete()[0]
    with_them = Contact.objects.filter(guardian=person).update(guardian=None)
    return gone + with_them + Contact.objects.filter(by=person).update(by=None)


def export_decisions(person: int) -> Rows:
    rows = SightDecision.objects.filter(tie__learner=person).order_by("pk")
    return rows.values("ecosystem__name", "sees", "at")


def erase_decisions(person: int, at: datetime) -> int:
    mine = Q(tie__learner=person) | Q(tie__guardian=person)
    other = SightDecision.objects.filter(by=person).exclude(mine).update(by=None)
    return other + SightDecision.objects.filter(mine).delete()[0]


RULES = (
    Rule(
        EmergencyContact,
        _("Says to those on duty whom to call."),
        export_people_to_call,
        erase_people_to_call,
    ),
    Rule(
        HealthNote,
        _("Says to those on duty what a learner must not eat, and which medicines they take."),
        export_health,
        erase_health,
    ),
    Rule(
        MessageCopy,
        _("Keeps what a family was written, and what they answered."),
        export_copies,
        erase_copies,
        2 * YEAR,
        ended=lambda before: MessageCopy.objects.filter(message__at__lt=before),
    ),
    Rule(
        Message,
        _("Says who wrote to families."),
        export_messages,
        erase_messages,
        2 * YEAR,
        _("The message stays with the families who received it, without who sent it."),
        lambda before: Message.objects.filter(at__lt=before),
    ),
    Rule(
        Contact,
        _("Lets those who teach stay in touch with a family, and shows whether news are good."),
        export_contacts,
        erase_contacts,
        2 * YEAR,
        _("Contacts that somebody noted about others stay, without who noted them."),
        lambda before: Contact.objects.filter(on__lt=first_day_anywhere(before)),
    ),
    Rule(
        SightDecision,
        _("Keeps which guardian a learner lets see their record."),
        export_decisions,
        erase_decisions,
    ),
)
