"""The published cuts: complete, well-formed, versioned, and those of the published table."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from hedgerow.profile import levels
from hedgerow.profile.definitions import IMPLEMENTED, MEASURES

SCALE = levels.published()


def test_every_measure_is_defined_and_has_its_cuts():
    assert len(MEASURES) == 39
    assert set(SCALE.cuts) == set(MEASURES)
    assert [number for number, cuts in SCALE.cuts.items() if not cuts] == ["5.6"]
    assert set(IMPLEMENTED) <= set(MEASURES)


@pytest.mark.parametrize(
    "wrong",
    [
        {"cuts": {"4.1": [0.1, 0.2, 0.3]}, "caps": {}},
        {"cuts": {"4.1": [0.1, 0.3, 0.2, 0.4]}, "caps": {}},
        {"cuts": {"4.1": [0.1, 0.2, 0.2, 0.4]}, "caps": {}},
        {"cuts": {"4.1": [0.1, 0.2, 0.3, 0.4]}, "caps": {"4.1": "4.9"}},
    ],
)
def test_it_refuses_cuts_that_make_no_scale(wrong):
    with pytest.raises(ValueError, match=r"levels\.toml"):
        levels.scale({"version": "x", "verification": 0.93, **wrong})


CUTS_OF_VERSION = {"2026-11": "49b7f053110f7ee5"}


def test_other_cuts_are_another_version():
    """A profile names the version it used: one name never stands for two sets of cuts."""
    said = json.dumps([SCALE.cuts, SCALE.caps, SCALE.verification], sort_keys=True)
    digest = hashlib.sha256(said.encode()).hexdigest()[:16]
    assert CUTS_OF_VERSION.get(SCALE.version) == digest


@pytest.mark.shared
def test_the_cuts_are_those_of_the_published_table():
    page = Path(__file__).parents[4].parent / "shared/design/measures.md"
    if not page.exists():
        pytest.skip("../shared is not here")
    row = re.compile(r"^\| (\d\.\d) \|.*?\| ([\d./]+) \|", re.M)
    found = dict(row.findall(page.read_text(encoding="utf-8")))
    assert {number: tuple(map(float, cuts.split("/"))) for number, cuts in found.items()} == {
        number: cuts for number, cuts in SCALE.cuts.items() if cuts
    }
