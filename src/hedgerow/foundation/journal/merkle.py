"""The Merkle tree of RFC 6962 over hashes: roots that grow, proofs that others can check.

A leaf is ``SHA-256(0x00 ‖ entry)`` and a node ``SHA-256(0x01 ‖ left ‖ right)``, so that no leaf
can pass for a node. A *frontier* is the list of roots of the complete subtrees of a tree,
largest first: all that is needed to append a leaf and to know the new root.
Source: RFC 6962 section 2.1; RFC 9162 sections 2.1.3.2 and 2.1.4.2 for the two checks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()
HASH_BYTES = 32


def leaf_hash(entry: bytes) -> bytes:
    """Hash one entry as a leaf (32 bytes)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtree roots into their parent (32 bytes)."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """A growing tree, kept as the roots of its complete subtrees, largest first."""

    def __init__(self, size: int = 0, roots: Sequence[bytes] = ()) -> None:
        if len(roots) != size.bit_count():
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} complete subtrees")
        self.size = size
        self.roots = list(roots)

    @classmethod
    def from_bytes(cls, size: int, stored: bytes) -> Frontier:
        """Read back what ``to_bytes`` wrote."""
        starts = range(0, len(stored), HASH_BYTES)
        return cls(size, [bytes(stored[start : start + HASH_BYTES]) for start in starts])

    def to_bytes(self) -> bytes:
        return b"".join(self.roots)

    def append(self, leaf: bytes) -> bytes:
        """Add one leaf hash and return the new root; O(log size)."""
        node, size = leaf, self.size
        while size & 1:
            node = node_hash(self.roots.pop(), node)
            size >>= 1
        self.roots.append(node)
        self.size += 1
        return self.root()

    def root(self) -> bytes:
        """The root of the tree as it stands; that of no leaves is SHA-256 of nothing."""
        if not self.roots:
            return EMPTY_ROOT
        root = self.roots[-1]
        for left in reversed(self.roots[:-1]):
            root = node_hash(left, root)
        return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over leaf hashes in order."""
    tree = Frontier()
    for leaf in leaves:
        tree.append(leaf)
    return tree.root()


def _split(size: int) -> int:
    """The largest power of two smaller than ``size`` (size ≥ 2)."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The audit path of the leaf at ``index`` (from 0), nearest sibling first."""
    if not 0 <= index < len(leaves):
        raise ValueError(f"no leaf {index} among {len(leaves)}")
    if len(leaves) == 1:
        return []
    middle = _split(len(leaves))
    if index < middle:
        return [*inclusion_proof(leaves[:middle], index), root_of(leaves[middle:])]
    return [*inclusion_proof(leaves[middle:], index - middle), root_of(leaves[:middle])]


def consistency_proof(leaves: Sequence[bytes], earlier: int) -> list[bytes]:
    """The nodes that show the first ``earlier`` leaves unchanged within all of them."""
    if not 0 <= earlier <= len(leaves):
        raise ValueError(f"no tree of {earlier} within one of {len(leaves)}")
    if earlier in (0, len(leaves)):
        return []
    return _subproof(leaves, earlier, whole=True)


def _subproof(leaves: Sequence[bytes], earlier: int, *, whole: bool) -> list[bytes]:
    if earlier == len(leaves):
        return [] if whole else [root_of(leaves)]
    middle = _split(len(leaves))
    if earlier <= middle:
        return [*_subproof(leaves[:middle], earlier, whole=whole), root_of(leaves[middle:])]
    rest = _subproof(leaves[middle:], earlier - middle, whole=False)
    return [*rest, root_of(leaves[:middle])]


def proves_inclusion(
    leaf: bytes, *, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether ``proof`` shows the leaf at ``index`` of the tree of that size and root."""
    if not 0 <= index < size:
        return False
    place, last, node = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            node = node_hash(sibling, node)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and node == root


def proves_consistency(
    earlier: int, later: int, *, proof: Sequence[bytes], earlier_root: bytes, later_root: bytes
) -> bool:
    """Whether ``proof`` shows the tree of ``earlier`` leaves to begin the later one."""
    if earlier == later:
        return not proof and earlier_root == later_root
    if earlier == 0:
        return later > 0 and not proof and earlier_root == EMPTY_ROOT
    if not 0 < earlier < later:
        return False
    path = list(proof) if earlier & (earlier - 1) else [earlier_root, *proof]
    if not path:
        return False
    place, last = earlier - 1, later - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = path[0]
    for node in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node_hash(node, old), node_hash(node, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, node)
        place, last = place >> 1, last >> 1
    return last == 0 and old == earlier_root and new == later_root
