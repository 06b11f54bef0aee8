"""Messages as those who sent them see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.utils.functional import Promise

from hedgerow.commons.ecosystems.forms import LANGUAGES
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.namesakes import told_apart
from hedgerow.commons.people.sight import not_barred
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from ..models import Message, MessageCopy
from .drafts import templates_of, title_of
from .telling import Telling, telling
from .versions import Version, in_own_language, sent_in


@dataclass(frozen=True, slots=True)
class CopyRow:
    """What became of one family's copy."""

    guardian: str
    learner: str
    language: str
    tongue: str
    fallback: bool
    read_at: datetime | None
    answer: str
    answer_label: str | Promise
    answer_note: str
    own_foreign: bool


@dataclass(frozen=True, slots=True)
class SentPage:
    uuid: UUID
    slug: str
    subject: str
    body: str
    language: str
    others: Sequence[Version]
    own: str
    own_language: str
    place: str
    sender: str
    at: datetime
    asks: bool
    copies: Sequence[CopyRow]
    telling: Telling | None

    @property
    def read(self) -> int:
        return sum(one.read_at is not None for one in self.copies)

    @property
    def answered(self) -> int:
        return sum(bool(one.answer) for one in self.copies)

    @property
    def strange(self) -> int:
        """How many copies are not in the language that the family reads."""
        return sum(one.fallback for one in self.copies)


def messages_of(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Message]:
    """The newest first, with what each is called, and how many copies, read and answered.

    One query more, for the titles in the reader's language.
    """
    rows = Message.objects.visible_to(actor).filter(ecosystem=ecosystem)
    told = not_barred(actor, "copies__learner")
    counted = rows.annotate(
        n=Count("copies", filter=told),
        n_read=Count("copies", filter=told & Q(copies__read_at__isnull=False)),
        n_answered=Count("copies", filter=told & ~Q(copies__answer="")),
    )
    called = counted.annotate(title=_title(ecosystem))
    return called.select_related("sender", "ecosystem").order_by("-at", "-pk")


def _title(ecosystem: Ecosystem) -> Case:
    """A message's title as its template has it now; its key where there is no such template."""
    known = [When(template=one.key, then=Value(one.title)) for one in templates_of(ecosystem)]
    return Case(*known, default=F("template"), output_field=CharField())


def sent_page(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> SentPage:
    """One message with each family's copy, but for learners one is barred from; raises NotFound.

    It is told in the reader's language where it can be, with what was sent in others beside.

    Three queries, one more while a job tells them, one where it was not sent in that language, and two where learners have one name.
    """
    rows = Message.objects.visible_to(actor).filter(ecosystem=ecosystem, uuid=uuid)
    row = rows.select_related("sender").first()
    if row is None:
        raise NotFound
    copies = list(
        MessageCopy.objects.filter(not_barred(actor, "learner"), message=row)
        .select_related("guardian", "learner")
        .order_by("learner__sort_name", "guardian__sort_name", "pk")
    )
    sent = sent_in(copies)
    shown = in_own_language(ecosystem, row, copies) or next(iter(sent.values()), None)
    learners = {one.learner_id: one.learner for one in copies}
    names = told_apart(actor, ecosystem, learners.values())
    return SentPage(
        row.uuid, ecosystem.slug, shown.subject if shown else title_of(ecosystem, row.template),
        shown.body if shown else "", shown.language if shown else "",
        [one for one in sent.values() if shown is None or one.language != shown.language], row.own, row.own_language,
        row.place, row.sender.name if row.sender else "", row.at, row.asks,
        [
            CopyRow(
                one.guardian.name, names[one.learner_id], one.language,
                LANGUAGES.get(one.language, one.language), one.fallback, one.read_at,
                one.answer, one.get_answer_display() if one.answer else "", one.answer_note,
                one.own_foreign,
            )
            for one in copies
        ],
        telling(actor, row),
    )  # fmt: skip
