"""Writing the journal: record a fact, seal what waits, erase what a fact said."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from hedgerow.foundation.journal import rules
from hedgerow.foundation.journal.books import require_open_book
from hedgerow.foundation.journal.guards import require_unguarded
from hedgerow.foundation.journal.merkle import Frontier
from hedgerow.foundation.journal.models import (
    Chain,
    Fact,
    FactContent,
    FactSubject,
    Seal,
    Unsealed,
)
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import add_plainly, add_untold

BATCH = 1_000
ERASE_BATCH = 500
MANY = 2_000


def record(
    kind: str,
    *,
    by: Actor,
    at: datetime,
    ecosystem: int | None,
    subjects: Iterable[rules.Subject] = (),
    many: rules.Named = rules.NOBODY,
    payload: Mapping[str, object] | None = None,
    even_closed: bool = False,
) -> Fact:
    """Insert one fact, with its subjects and content, in the caller's transaction.

    ``many`` are further subjects, public ids as they are written by kind: a set's may be a million.

    ``at`` is the aware moment of the act; ``recorded_at`` is the server's clock. ``payload`` holds
    what ``rules.plain`` takes. ``ecosystem`` is None for acts on the whole installation.

    Raises Closed where the ecosystem's book is, unless it is an act that is done ``even_closed``;
    what a guard raises of what it is about; ValueError outside a transaction, for a naive moment and for a payload without JSON form.
    """
    if not connection.in_atomic_block:
        raise ValueError("a fact is recorded in the transaction of the change it tells of")
    if not even_closed:
        require_open_book(ecosystem)
    about = rules.sorted_subjects(subjects, many)
    require_unguarded(by, about)
    said = rules.plain(payload or {})
    salt, now = secrets.token_bytes(rules.SALT_BYTES), timezone.now()
    rules.instant(at)
    fact = Fact(
        ecosystem=ecosystem, kind=kind, by_person=by.person_id, via=by.via,
        on_behalf_of=by.on_behalf_of, at=at, recorded_at=now, origin=by.origin,
        commitment=rules.commitment_of(salt, said, about),
    )  # fmt: skip
    add_plainly(fact)  # every act does: the statements are those of a fifth of all writing
    add_plainly(FactContent(fact=fact, salt=salt, payload=said))
    _name(fact, about)
    add_plainly(Unsealed(fact=fact, ecosystem=ecosystem, since=now))
    return fact


def _name(fact: Fact, about: rules.Named) -> None:
    """Keep what the fact is about; of a set's rows there can be a million."""
    if sum(map(len, about.values())) < MANY:
        named = ((kind, one) for kind, ids in about.items() for one in ids)
        add_untold([FactSubject(fact=fact, kind=kind, uuid=one) for kind, one in named])
        return
    from hedgerow.foundation import columns, manykeys  # polars is slow to import

    columns.insert(FactSubject, manykeys.named(about), fact_id=fact.pk)


def of_many_rows() -> AbstractContextManager[None]:
    """While facts about very many rows are recorded, in one transaction: nobody may look for them."""
    from hedgerow.foundation.filling import built_at_the_end  # polars is slow to import

    return built_at_the_end(FactSubject._meta.db_table)


def erase_content(facts: Collection[int]) -> int:
    """Delete what these facts (ids) said, with the salts; return how many had anything to say.

    The facts, their subjects and their seals stay, and every seal still verifies.
    """
    erased, ids = 0, sorted(set(facts))
    with transaction.atomic():
        for start in range(0, len(ids), ERASE_BATCH):
            some = FactContent.objects.filter(fact__in=ids[start : start + ERASE_BATCH])
            erased += some.delete()[0]
    return erased


def seal_some() -> int:
    """Seal up to ``BATCH`` waiting facts of each ecosystem; return how many were sealed."""
    waiting = Unsealed.objects.order_by().values_list("ecosystem", flat=True).distinct()
    return sum(seal_batch(ecosystem) for ecosystem in list(waiting))


def seal_all() -> int:
    """Seal everything that waits, for tests and commands; return how many facts."""
    sealed = 0
    while some := seal_some():
        sealed += some
    return sealed


def seal_batch(ecosystem: int | None, *, limit: int = BATCH) -> int:
    """Give up to ``limit`` waiting facts of one ecosystem their seals, lowest id first.

    One sealer at a time: the chain's row is locked for this one short transaction (on SQLite the
    whole file is), a lease that ends with its holder. A second sealer finds it locked and returns
    0; were the lock to fail, unique (ecosystem, seq) would refuse the second seal. Facts never
    change, so they are hashed before: an import's may be about a million rows.
    """
    _ensure_chain(ecosystem)
    leaves = dict(_leaves(ecosystem, limit))
    with transaction.atomic():
        chains = Chain.objects.select_for_update(skip_locked=True)  # SQLite has its file lock
        chain = chains.filter(ecosystem=ecosystem).first()
        if chain is None:
            return 0
        waiting = Unsealed.objects.filter(pk__in=leaves)
        tree = Frontier.from_bytes(chain.size, bytes(chain.frontier))
        seals = []
        for fact in sorted(waiting.values_list("fact", flat=True)):
            leaf, seq = leaves[fact], tree.size
            root = tree.append(leaf)
            seals.append(
                Seal(ecosystem=ecosystem, seq=seq, fact_id=fact, leaf_hash=leaf, root=root)
            )
        Seal.objects.bulk_create(seals)
        waiting.delete()
        chain.size, chain.frontier = tree.size, tree.to_bytes()
        chain.save(update_fields=["size", "frontier"])
    return len(seals)


def _leaves(ecosystem: int | None, limit: int) -> Iterator[tuple[int, bytes]]:
    """The waiting facts of the lowest ids, each with the leaf that it is in the tree."""
    waiting = Unsealed.objects.filter(ecosystem=ecosystem).order_by("fact")[:limit]
    ids = list(waiting.values_list("fact", flat=True))
    named = FactSubject.objects.filter(fact__in=ids).order_by("fact")
    said = groupby(named.values_list("fact", "kind", "uuid").iterator(), key=itemgetter(0))
    fact_of, about = next(said, (None, ()))
    for fact in Fact.objects.filter(pk__in=ids).order_by("pk"):
        mine = fact_of == fact.pk
        subjects = tuple((kind, uuid) for _fact, kind, uuid in about) if mine else ()
        if mine:
            fact_of, about = next(said, (None, ()))
        yield fact.pk, fact.entry(subjects).leaf_hash()


def _ensure_chain(ecosystem: int | None) -> None:
    if Chain.objects.filter(ecosystem=ecosystem).exists():
        return
    try:
        with transaction.atomic():
            Chain.objects.create(ecosystem=ecosystem)
    except IntegrityError:
        return  # another sealer was first
