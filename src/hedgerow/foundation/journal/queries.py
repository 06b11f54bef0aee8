"""Reading the journal: facts about a subject, facts by a person, the feed, followers' reading.

Foundation knows no roles: callers pass the ecosystems whose facts the reader may see.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from hedgerow.foundation.journal import merkle
from hedgerow.foundation.journal.models import Fact, FactSubject, Seal

Subjects = Iterable[tuple[str, UUID]]


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact for a feed. ``payload`` is None once erased, ``seq`` None until sealed."""

    id: int
    uuid: UUID
    ecosystem: int | None
    kind: str
    by_person: int | None
    via: str
    on_behalf_of: int | None
    at: datetime
    recorded_at: datetime
    origin: str
    subjects: tuple[tuple[str, UUID], ...]
    payload: dict[str, Any] | None
    seq: int | None


@dataclass(frozen=True, slots=True)
class FactPage:
    """Facts, newest first; ``before`` asks for the next page, None on the last."""

    rows: tuple[FactRow, ...]
    before: int | None


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """What shows anybody that a fact stands at ``seq`` of the tree of ``size`` seals."""

    seq: int
    size: int
    leaf_hash: bytes
    root: bytes
    path: tuple[bytes, ...]


def recent(
    ecosystems: Collection[int | None],
    *,
    before: int | None = None,
    limit: int = 50,
    kinds: Collection[str] = (),
) -> FactPage:
    """Facts of these ecosystems (None: the installation), newest first.

    ``kinds`` narrows to those kinds. ``before`` is the ``before`` of the previous page.
    """
    facts = Fact.objects.filter(_within(ecosystems))
    if kinds:
        facts = facts.filter(kind__in=kinds)
    return _page(facts, before, limit)


def lately(
    ecosystem: int, *, kinds: Collection[str], limit: int, first: int
) -> tuple[FactRow, ...]:
    """What happened last in an ecosystem, by when it happened, whenever it was written down.

    ``subjects`` holds the ``first`` by kind and uuid, and one more where there are more: a large
    import's fact is about a million.
    """
    facts = Fact.objects.filter(ecosystem=ecosystem, kind__in=kinds)
    found = facts.select_related("content", "seal").order_by("-at", "-pk")[:limit]
    about = _first_subjects([fact.pk for fact in found], first)
    return tuple(_row(fact, about[fact.pk]) for fact in found)


def facts_about(
    subject: tuple[str, UUID],
    *,
    ecosystems: Collection[int | None],
    before: int | None = None,
    limit: int = 50,
) -> FactPage:
    """What happened to one row, newest first. ``subject`` is its kind and uuid."""
    kind, uuid = subject
    facts = Fact.objects.filter(_within(ecosystems), subjects__kind=kind, subjects__uuid=uuid)
    return _page(facts, before, limit)


def facts_by(
    person_id: int,
    *,
    ecosystems: Collection[int | None] | None = None,
    before: int | None = None,
    limit: int = 50,
) -> FactPage:
    """What one person did, newest first; with ``ecosystems`` None everywhere (her own export)."""
    facts = Fact.objects.filter(by_person=person_id)
    return _page(facts if ecosystems is None else facts.filter(_within(ecosystems)), before, limit)


def ids_about(subject: tuple[str, UUID]) -> list[int]:
    """Ids of all facts about one row, oldest first: what erasing a person hands on."""
    kind, uuid = subject
    about = Fact.objects.filter(subjects__kind=kind, subjects__uuid=uuid)
    return list(about.order_by("pk").values_list("pk", flat=True))


def sealed_after(
    ecosystem: int | None, seq: int, *, about: str = "", limit: int = 500
) -> tuple[FactRow, ...]:
    """Facts whose seals follow ``seq`` (-1: from the start), in seal order: a follower's reading.

    Nothing can appear before a ``seq`` once read, so a follower keeps the last one as its cursor.
    With ``about``, ``subjects`` holds those of that kind alone.
    """
    facts = Fact.objects.filter(seal__ecosystem=ecosystem, seal__seq__gt=seq)
    return tuple(_row(fact) for fact in _complete(facts, about).order_by("seal__seq")[:limit])


def count(ecosystem: int | None) -> int:
    """How many facts an ecosystem has."""
    return Fact.objects.filter(ecosystem=ecosystem).count()


def inclusion_proof(fact: UUID) -> InclusionProof | None:
    """The proof that a fact stands in its ecosystem's tree as it is now; None while unsealed.

    Reads the leaf hashes of the whole tree (32 bytes a fact).
    """
    seal = Seal.objects.filter(fact__uuid=fact).first()
    if seal is None:
        return None
    chain = Seal.objects.filter(ecosystem=seal.ecosystem).order_by("seq")
    leaves = [bytes(leaf) for leaf in chain.values_list("leaf_hash", flat=True)]
    path = merkle.inclusion_proof(leaves, seal.seq)
    root = merkle.root_of(leaves)
    return InclusionProof(seal.seq, len(leaves), bytes(seal.leaf_hash), root, tuple(path))


def _within(ecosystems: Collection[int | None]) -> Q:
    known = [ecosystem for ecosystem in ecosystems if ecosystem is not None]
    within = Q(ecosystem__in=known)
    return within | Q(ecosystem__isnull=True) if None in ecosystems else within


def _page(facts: QuerySet[Fact], before: int | None, limit: int) -> FactPage:
    if before is not None:
        facts = facts.filter(pk__lt=before)
    found = _complete(facts).order_by("-pk")[: limit + 1]
    rows = tuple(_row(fact) for fact in found)
    more = len(rows) > limit
    return FactPage(rows[:limit], rows[limit - 1].id if more else None)


def _complete(facts: QuerySet[Fact], about: str = "") -> QuerySet[Fact]:
    wanted = FactSubject.objects.filter(kind=about) if about else FactSubject.objects.all()
    related = facts.select_related("content", "seal")
    return related.prefetch_related(Prefetch("subjects", wanted))


def _first_subjects(facts: Sequence[int], first: int) -> Mapping[int, list[tuple[str, UUID]]]:
    """In order of kind and uuid, as an index has them; one query where they are few together."""
    rows = FactSubject.objects.order_by("fact", "kind", "uuid").values_list("fact", "kind", "uuid")
    told = list(rows.filter(fact__in=facts)[: first + 1])
    if len(told) > first:
        told = [row for fact in facts for row in rows.filter(fact=fact)[: first + 1]]
    found = defaultdict(list)
    for fact, kind, uuid in told:
        found[fact].append((kind, uuid))
    return found


def _row(fact: Fact, about: Subjects | None = None) -> FactRow:
    content, seal = getattr(fact, "content", None), getattr(fact, "seal", None)
    return FactRow(
        id=fact.pk,
        uuid=fact.uuid,
        ecosystem=fact.ecosystem,
        kind=fact.kind,
        by_person=fact.by_person,
        via=fact.via,
        on_behalf_of=fact.on_behalf_of,
        at=fact.at,
        recorded_at=fact.recorded_at,
        origin=fact.origin,
        subjects=tuple(
            ((one.kind, one.uuid) for one in fact.subjects.all()) if about is None else about
        ),
        payload=content.payload if content else None,
        seq=seal.seq if seal else None,
    )
