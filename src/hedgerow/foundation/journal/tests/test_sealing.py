"""Sealing: each fact once, in the order it can be seen, and nothing skipped."""

from __future__ import annotations

import pytest

from hedgerow.foundation.journal import merkle, queries
from hedgerow.foundation.journal.actions import seal_all, seal_batch, seal_some
from hedgerow.foundation.journal.models import Chain, Fact, Seal, Unsealed
from hedgerow.foundation.journal.tests.factories import CY, GROVE, ORCHARD, a_fact

pytestmark = pytest.mark.django_db


def test_each_ecosystem_has_a_chain_of_its_own() -> None:
    ours = [a_fact() for _ in range(3)]
    theirs = [a_fact(by=CY, ecosystem=ORCHARD)]
    installation = [a_fact(ecosystem=None)]

    assert seal_all() == 5
    for ecosystem, facts in ((GROVE, ours), (ORCHARD, theirs), (None, installation)):
        seals = Seal.objects.filter(ecosystem=ecosystem).order_by("seq")
        assert [(seal.seq, seal.fact_id) for seal in seals] == [
            (seq, fact.pk) for seq, fact in enumerate(facts)
        ]
    assert not Unsealed.objects.exists()
    assert not seal_some()


def test_the_root_of_each_seal_is_that_of_the_facts_so_far() -> None:
    facts = [a_fact() for _ in range(7)]
    for _ in range(4):
        seal_batch(GROVE, limit=2)
    leaves = [Fact.objects.get(pk=fact.pk).entry().leaf_hash() for fact in facts]
    roots = [bytes(seal.root) for seal in Seal.objects.order_by("seq")]
    assert roots == [merkle.root_of(leaves[: size + 1]) for size in range(7)]
    assert Chain.objects.get(ecosystem=GROVE).size == 7


def test_a_fact_committed_late_with_a_lower_id_is_not_skipped() -> None:
    late, early = a_fact(), a_fact()
    held_back = Unsealed.objects.get(fact=late)
    held_back.delete()  # as if its transaction were still open while the other one committed
    assert seal_all() == 1
    Unsealed.objects.create(fact=late, ecosystem=GROVE, since=held_back.since)
    assert seal_all() == 1
    assert [seal.fact_id for seal in Seal.objects.order_by("seq")] == [early.pk, late.pk]


def test_a_follower_reads_every_fact_once_from_its_cursor() -> None:
    facts = [a_fact(payload={"n": number}) for number in range(5)]
    seal_all()
    first = queries.sealed_after(GROVE, -1, limit=3)
    rest = queries.sealed_after(GROVE, first[-1].seq or 0)
    assert [row.id for row in (*first, *rest)] == [fact.pk for fact in facts]
    assert queries.sealed_after(GROVE, 4) == ()
    assert queries.sealed_after(ORCHARD, -1) == ()


def test_a_fact_can_be_proven_to_stand_in_the_tree() -> None:
    facts = [a_fact() for _ in range(6)]
    assert queries.inclusion_proof(facts[2].uuid) is None
    seal_all()
    proof = queries.inclusion_proof(facts[2].uuid)
    assert proof is not None
    assert merkle.proves_inclusion(
        Fact.objects.get(pk=facts[2].pk).entry().leaf_hash(),
        index=proof.seq,
        size=proof.size,
        proof=proof.path,
        root=proof.root,
    )
    assert proof.root == bytes(Seal.objects.get(seq=5).root)
