"""Messages as those who sent them see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, CharField, Count, F, Min, Q, QuerySet, Value, When

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
    fallback: bool
    read_at: datetime | None
    answer: str
    answer_note: str
    own_foreign: bool


@dataclass(frozen=True, slots=True)
class SentPage:
    """A message and how many copies fared how; ``strange`` are not in the language the family reads."""

    uuid: UUID
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
    n: int
    read: int
    answered: int
    strange: int
    telling: Telling | None


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
    """One message and how its copies fared, but for learners one is barred from; raises NotFound.

    It is told in the reader's language where it can be, with what was sent in others beside.
    Four queries, one more while a job tells them, and one where it was not sent in that language.
    """
    row, copies = _seen(actor, ecosystem, uuid)
    counts = copies.aggregate(
        n=Count("pk"),
        read=Count("pk", filter=Q(read_at__isnull=False)),
        answered=Count("pk", filter=~Q(answer="")),
        strange=Count("pk", filter=Q(fallback=True)),
    )
    firsts = list(_first_of_each_language(copies))
    sent = sent_in(firsts)
    shown = in_own_language(ecosystem, row, firsts) or next(iter(sent.values()), None)
    return SentPage(
        row.uuid, shown.subject if shown else title_of(ecosystem, row.template),
        shown.body if shown else "", shown.language if shown else "",
        [one for one in sent.values() if shown is None or one.language != shown.language], row.own,
        row.own_language, row.place, row.sender.name if row.sender else "", row.at, row.asks,
        **counts, telling=telling(actor, row),
    )  # fmt: skip


def copies_of(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> QuerySet[MessageCopy]:
    """Each family's copy, but for learners one is barred from; raises NotFound. A query."""
    _row, copies = _seen(actor, ecosystem, uuid)
    return copies.select_related("guardian", "learner", "message__ecosystem")


def copy_rows(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> list[CopyRow]:
    """The same by name, learners of one name told apart. Two queries, two more where there are such."""
    copies = copies_of(actor, ecosystem, uuid)
    rows = list(copies.order_by("learner__sort_name", "guardian__sort_name", "pk"))
    names = told_apart(actor, ecosystem, {one.learner_id: one.learner for one in rows}.values())
    return [
        CopyRow(
            one.guardian.name, names[one.learner_id], one.language, one.fallback, one.read_at,
            one.answer, one.answer_note, one.own_foreign,
        )
        for one in rows
    ]  # fmt: skip


def _seen(
    actor: Actor, ecosystem: Ecosystem, uuid: UUID
) -> tuple[Message, QuerySet[MessageCopy]]:  # fmt: skip
    rows = Message.objects.visible_to(actor).filter(ecosystem=ecosystem, uuid=uuid)
    row = rows.select_related("sender").first()
    if row is None:
        raise NotFound
    return row, MessageCopy.objects.filter(not_barred(actor, "learner"), message=row)


def _first_of_each_language(copies: QuerySet[MessageCopy]) -> QuerySet[MessageCopy]:
    firsts = copies.order_by().values("language").annotate(first=Min("pk")).values("first")
    named = MessageCopy.objects.filter(pk__in=firsts).select_related("guardian", "learner")
    return named.order_by("pk")
