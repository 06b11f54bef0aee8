"""Own vectors always; those of transparency-dev where ../shared is at hand."""

from __future__ import annotations

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.foundation.journal import merkle

SHARED = Path(__file__).parents[6] / "shared" / "data" / "vectors" / "merkle"

# The eight entries and the roots after each, as every RFC 6962 implementation tests them.
ENTRIES = [
    bytes.fromhex(entry)
    for entry in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [merkle.leaf_hash(entry) for entry in ENTRIES]


def _flip(proof: list[bytes], at: int) -> list[bytes]:
    changed = bytearray(proof[at])
    changed[0] ^= 1
    return [*proof[:at], bytes(changed), *proof[at + 1 :]]


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert merkle.root_of([]).hex() == (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )


def test_appending_gives_the_published_root_at_every_size() -> None:
    tree = merkle.Frontier()
    assert [tree.append(leaf).hex() for leaf in LEAVES] == ROOTS


def test_a_frontier_read_back_goes_on_where_it_stopped() -> None:
    for stop in range(len(LEAVES) + 1):
        tree = merkle.Frontier()
        for leaf in LEAVES[:stop]:
            tree.append(leaf)
        again = merkle.Frontier.from_bytes(stop, tree.to_bytes())
        for leaf in LEAVES[stop:]:
            again.append(leaf)
        assert again.root().hex() == ROOTS[-1]


def test_a_frontier_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="complete subtrees"):
        merkle.Frontier(3, [LEAVES[0]])


def test_a_proof_of_no_leaf_is_refused() -> None:
    with pytest.raises(ValueError, match="no leaf"):
        merkle.inclusion_proof(LEAVES, 8)
    with pytest.raises(ValueError, match="no tree"):
        merkle.consistency_proof(LEAVES, 9)


@given(st.integers(1, 70), st.data())
@pytest.mark.slow
def test_every_inclusion_proof_holds_and_no_altered_one_does(
    size: int, data: st.DataObject
) -> None:
    leaves = [merkle.leaf_hash(bytes([number])) for number in range(size)]
    index = data.draw(st.integers(0, size - 1))
    proof, root = merkle.inclusion_proof(leaves, index), merkle.root_of(leaves)
    leaf = leaves[index]

    assert merkle.proves_inclusion(leaf, index=index, size=size, proof=proof, root=root)
    assert not merkle.proves_inclusion(
        leaf, index=index, size=size, proof=[*proof, root], root=root
    )
    wrong = merkle.node_hash(leaf, leaf)
    assert not merkle.proves_inclusion(wrong, index=index, size=size, proof=proof, root=root)
    assert not merkle.proves_inclusion(leaf, index=size, size=size, proof=proof, root=root)
    if proof:
        at = data.draw(st.integers(0, len(proof) - 1))
        bad, other = _flip(proof, at), (index + 1) % size
        assert not merkle.proves_inclusion(leaf, index=index, size=size, proof=bad, root=root)
        assert not merkle.proves_inclusion(leaf, index=other, size=size, proof=proof, root=root)


@pytest.mark.slow
@given(st.integers(0, 70), st.data())
def test_every_consistency_proof_holds_and_no_altered_one_does(
    later: int, data: st.DataObject
) -> None:
    leaves = [merkle.leaf_hash(bytes([number])) for number in range(later)]
    earlier = data.draw(st.integers(0, later))
    proof = merkle.consistency_proof(leaves, earlier)
    old, new = merkle.root_of(leaves[:earlier]), merkle.root_of(leaves)

    def holds(proof: list[bytes], old: bytes, new: bytes) -> bool:
        return merkle.proves_consistency(
            earlier, later, proof=proof, earlier_root=old, later_root=new
        )

    assert holds(proof, old, new)
    assert not holds(proof, merkle.node_hash(old, old), new)
    assert not holds([*proof, new], old, new)
    if 0 < earlier < later:
        assert not holds(proof, old, merkle.node_hash(new, new))
        assert not holds(_flip(proof, data.draw(st.integers(0, len(proof) - 1))), old, new)
        assert not holds(proof[:-1], old, new)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data/vectors/merkle is not here")
@pytest.mark.parametrize("name", sorted(path.name for path in SHARED.glob("*.json")))
def test_the_public_vectors_are_accepted_or_rejected_as_they_say(name: str) -> None:
    vector: dict[str, Any] = json.loads((SHARED / name).read_text())
    proof = [b64decode(node) for node in vector["proof"] or []]
    if "leafIdx" in vector:
        accepted = merkle.proves_inclusion(
            b64decode(vector["leafHash"]),
            index=vector["leafIdx"],
            size=vector["treeSize"],
            proof=proof,
            root=b64decode(vector["root"]),
        )
    else:
        accepted = merkle.proves_consistency(
            vector["size1"],
            vector["size2"],
            proof=proof,
            earlier_root=b64decode(vector["root1"]),
            later_root=b64decode(vector["root2"]),
        )
    assert accepted is not vector["wantErr"]
