"""What a drawing of a network takes."""

import networkx as nx
import pytest

from hedgerow.foundation.graphs.drawing import PHONE, SCREEN, drawn


def test_communities_are_looked_for_once_for_both_sheets_and_for_whoever_reads_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found, louvain = [], nx.community.louvain_communities
    monkeypatch.setattr(
        nx.community, "louvain_communities", lambda *some, **more: found.append(1) or louvain(*some, **more)
    )  # fmt: skip
    pairs = {(9_001, 9_002): 2, (9_002, 9_003): 5, (9_003, 9_004): 1}
    pictures = [drawn(dict(pairs), sheet) for sheet in (SCREEN, PHONE, SCREEN, PHONE)]
    assert pictures[:2] == pictures[2:]
    assert len(found) == 1
