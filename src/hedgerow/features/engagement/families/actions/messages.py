"""A message goes to the guardians of a group, an activity, a site, a learner or all, in their languages."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.forms import LANGUAGES
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.notices.actions.reading import read_where_told
from hedgerow.foundation import journal
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor

from ..audiences import Audience, learners_of
from ..errors import AnsweredAlready, ChangedSince, NobodyToTell
from ..models import Message, MessageCopy
from ..previews import digest_of
from ..queries.drafted import NOTHING, Draft, Own
from ..queries.drafts import copies_for, template_of
from ..rules import ASKED, MESSAGE, OWN_MOST, Texts, blanks
from .reach import seen
from .telling import tell_families


@transaction.atomic
def send_message(
    ecosystem: Ecosystem,
    template: str,
    audience: Audience,
    values: Mapping[str, str],
    *,
    by: Actor,
    at: datetime,
    own: Own = NOTHING,
    looked_at: str | None = None,
) -> Message:
    """Send a template to each guardian of each learner there, and tell them; journal once.

    ``own`` is a sentence of the sender's, added as it is: whoever reads another language is told.
    ``looked_at`` is the digest of what the sender saw before. Many are told by a job.

    Raises NotFound for outsiders, a template or an audience that is not the actor's, Invalid for
    a blank that is not filled in, NobodyToTell, TooManyFamilies or ChangedSince.
    """
    seen(ecosystem, by)
    found = template_of(ecosystem, template)
    _check(found.texts, values)
    own = checked(own)
    learners = learners_of(ecosystem, audience, by)
    drafts = copies_for(ecosystem, found, learners, audience.place, values, by, at, own)
    if not drafts:
        raise NobodyToTell
    if looked_at is not None and looked_at != digest_of(drafts, asks=found.asks):
        raise ChangedSince
    message = Message.objects.create(
        ecosystem=ecosystem, template=template, place=audience.kept[:200], values=dict(values),
        own=own.text, own_language=own.language, asks=found.asks, sender_id=by.person_id, at=at, origin=by.origin, **audience.columns(),
    )  # fmt: skip
    copies = MessageCopy.objects.bulk_create(_copy(message, draft) for draft in drafts)
    tell_families(message, copies, at=at)
    journal.record(
        "families.message_sent", by=by, at=at, ecosystem=ecosystem.pk,
        payload={"template": template, "copies": len(drafts)},
    )  # fmt: skip
    return message


@transaction.atomic
def answer_message(
    copy: MessageCopy, answer: str, note: str = "", *, by: Actor, at: datetime
) -> MessageCopy:
    """Answer a message that asks; once. Raises NotFound, Invalid or AnsweredAlready."""
    rows = MessageCopy.objects.of_family(by).select_for_update(of=("self",))
    row = rows.select_related("message", "learner").filter(pk=copy.pk).first()
    if row is None:
        raise NotFound
    if not row.message.asks or answer not in MessageCopy.Answer.values:
        raise Invalid({"answer": [_("Choose one of the answers.")]})
    if row.answer:
        if (row.answer, row.answer_note) == (answer, note.strip()):
            return row
        raise AnsweredAlready
    row.answer, row.answer_note, row.answered_at = answer, note.strip()[:500], at
    row.read_at = row.read_at or at
    row.save(update_fields=["answer", "answer_note", "answered_at", "read_at"])
    read_where_told(MESSAGE, [str(row.uuid)], by=by, at=at)
    journal.record(
        "families.message_answered", by=by, at=at, ecosystem=row.message.ecosystem_id,
        subjects=[("people.person", row.learner.uuid)], payload={},
    )  # fmt: skip
    return row


@transaction.atomic
def read_messages(copies: Collection[UUID], *, by: Actor, at: datetime) -> int:
    """Note that one has read these of one's own; return how many had not been."""
    mine = MessageCopy.objects.of_family(by).filter(uuid__in=copies)
    keys = [str(uuid) for uuid in mine.values_list("uuid", flat=True)]
    read_where_told(MESSAGE, keys, by=by, at=at)
    return mine.filter(read_at=None).update(read_at=at)


def _check(texts: Texts, values: Mapping[str, str]) -> None:
    missing = [name for name in blanks(texts) if name in ASKED and not values.get(name, "").strip()]
    if missing:
        raise Invalid(
            {name: [_("Fill this in: the message has a place for it.")] for name in missing}
        )


def checked(own: Own) -> Own:
    """The sentence without what surrounds it; raises Invalid for one too long or of no language."""
    text = own.text.strip()
    if len(text) > OWN_MOST:
        said = {"n": OWN_MOST}
        raise Invalid({"own": [_("Your own sentence has %(n)s characters at most.") % said]})
    if text and own.language not in LANGUAGES:
        raise Invalid({"own_language": [_("Say in which language your sentence is.")]})
    return Own(text, own.language if own.language in LANGUAGES else "")


def _copy(message: Message, draft: Draft) -> MessageCopy:
    return MessageCopy(
        message=message, guardian=draft.guardian, learner=draft.learner, language=draft.language,
        fallback=draft.fallback, subject=draft.subject[:200], body=draft.body[:4000],
        own=draft.own.text, own_language=draft.own.language, own_foreign=draft.own_foreign,
    )  # fmt: skip
