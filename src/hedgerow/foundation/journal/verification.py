"""Check every seal against the facts it vouches for, and name the first that does not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from hedgerow.foundation.journal import rules
from hedgerow.foundation.journal.merkle import Frontier
from hedgerow.foundation.journal.models import Chain, Fact, FactContent, Seal, Unsealed

READ_AT_ONCE = 2_000
OVERDUE_AFTER = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Broken:
    """The first thing that is wrong in one ecosystem's chain; ``seq`` None where no seal is."""

    ecosystem: int | None
    seq: int | None
    fact: UUID | None
    what: str

    def __str__(self) -> str:
        where = "the installation" if self.ecosystem is None else f"ecosystem {self.ecosystem}"
        seal = "" if self.seq is None else f", seal {self.seq}"
        fact = "" if self.fact is None else f", fact {self.fact}"
        return f"{where}{seal}{fact}: {self.what}"


@dataclass(frozen=True, slots=True)
class ChainHead:
    """How far an intact chain goes. Who notes the root can later show what changed before it."""

    ecosystem: int | None
    size: int
    root: bytes


def verify(progress: Callable[[int], None] | None = None) -> tuple[list[ChainHead], list[Broken]]:
    """Verify every chain; return the heads of the intact ones and one problem a broken one.

    ``progress`` is told how many seals were checked so far. Reads in batches; sealing may
    go on meanwhile.
    """
    heads, broken, done = [], [], 0
    sealed = Seal.objects.order_by().values_list("ecosystem", flat=True).distinct()
    known = Chain.objects.order_by().values_list("ecosystem", flat=True)
    chains = {*sealed, *known}
    for ecosystem in sorted(chains, key=lambda number: (number is not None, number or 0)):
        outcome = _readable(ecosystem)
        if isinstance(outcome, Broken):
            broken.append(outcome)
            continue
        heads.append(outcome)
        done += outcome.size
        if progress:
            progress(done)
    broken.extend(_forgotten())
    return heads, broken


def _readable(ecosystem: int | None) -> ChainHead | Broken:
    try:
        return verify_chain(ecosystem)
    except ValueError as error:  # a column holds what its type cannot, such as a date in month 13
        return Broken(ecosystem, None, None, f"a fact cannot be read: {error}")


def verify_chain(ecosystem: int | None) -> ChainHead | Broken:
    """Recompute one chain from its facts; its head, or the first seal that does not hold."""
    # Read before the seals: the sealer may add some meanwhile, and never takes one away.
    chain = Chain.objects.filter(ecosystem=ecosystem).first()
    tree, frontier = Frontier(), b""
    for seal in _seals(ecosystem):
        what = _fault(seal, tree)
        if what:
            return Broken(ecosystem, seal.seq, seal.fact.uuid, what)
        if chain and tree.size == chain.size:
            frontier = tree.to_bytes()
    if chain is None:
        return Broken(ecosystem, None, None, "seals without a record of how far the chain goes")
    if tree.size < chain.size:
        return Broken(
            ecosystem, tree.size, None, f"seals are missing: {tree.size} of {chain.size} are left"
        )
    if frontier != bytes(chain.frontier):
        return Broken(ecosystem, chain.size - 1, None, "the kept frontier is not that of the seals")
    return ChainHead(ecosystem, tree.size, tree.root())


def overdue(now: datetime) -> list[Broken]:
    """The oldest fact of each ecosystem that has waited for its seal longer than a minute."""
    late: dict[int | None, Broken] = {}
    waiting = Unsealed.objects.filter(since__lt=now - OVERDUE_AFTER).order_by("since", "fact")
    for row in waiting.select_related("fact")[:READ_AT_ONCE]:
        seconds = int((now - row.since).total_seconds())
        what = f"has waited {seconds} s for its seal"
        late.setdefault(row.ecosystem, Broken(row.ecosystem, None, row.fact.uuid, what))
    return list(late.values())


def _fault(seal: Seal, tree: Frontier) -> str:
    """What is wrong with one seal, in words; empty when it holds. Grows the tree by it."""
    if seal.seq != tree.size:
        return f"seal {tree.size} is missing"
    fact, content = seal.fact, getattr(seal.fact, "content", None)
    if content and not _content_holds(fact, content):
        return "the content or subjects of the fact are not what was recorded"
    entry = fact.entry()
    if entry.ecosystem != seal.ecosystem:
        return "the fact belongs to another ecosystem than its seal"
    if bytes(seal.leaf_hash) != entry.leaf_hash():
        return "the fact is not what was sealed"
    if bytes(seal.root) != tree.append(bytes(seal.leaf_hash)):
        return "the root of the seal does not follow from the seals before it"
    return ""


def _content_holds(fact: Fact, content: FactContent) -> bool:
    subjects = [(subject.kind, subject.uuid) for subject in fact.subjects.all()]
    try:
        said = rules.commitment(bytes(content.salt), content.payload, subjects)
    except ValueError:  # a payload that could not have been recorded
        return False
    return said == bytes(fact.commitment)


def _seals(ecosystem: int | None) -> Iterator[Seal]:
    """Seals in order, in batches by key; those that lost their fact row come as a gap."""
    seals = Seal.objects.select_related("fact__content").prefetch_related("fact__subjects")
    within = seals.filter(ecosystem=ecosystem).order_by("seq")
    after = -(2**62)
    while batch := list(within.filter(seq__gt=after)[:READ_AT_ONCE]):
        yield from batch
        after = batch[-1].seq


def _forgotten() -> list[Broken]:
    """Facts that neither have a seal nor wait for one: added behind the journal's back."""
    seal = Seal.objects.filter(fact=OuterRef("pk"))
    waiting = Unsealed.objects.filter(fact=OuterRef("pk"))
    facts = Fact.objects.filter(~Exists(seal), ~Exists(waiting)).order_by("pk")
    what = "is neither sealed nor waiting for a seal"
    return [Broken(fact.ecosystem, None, fact.uuid, what) for fact in facts[:1]]
