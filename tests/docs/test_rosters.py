"""The page on sets of files names every problem and every file, and no other."""

import re
from pathlib import Path

import hedgerow
from hedgerow.edges.exchange.rosters.layout import Kind
from hedgerow.edges.exchange.rosters.oneroster import BOTH
from hedgerow.edges.exchange.rosters.sds import FILES

TEXT = (Path(__file__).parents[2] / "docs/rosters.md").read_text(encoding="utf-8")
SOURCE = Path(hedgerow.__path__[0]) / "edges/exchange/rosters"
CODE = re.compile(r"\"(exchange\.roster_[a-z_]+)\"")


def test_every_problem_is_explained_and_no_other() -> None:
    said = set(re.findall(r"^\| `(exchange\.roster_[a-z_]+)` \|", TEXT, re.MULTILINE))
    found = {code for file in SOURCE.glob("*.py") for code in CODE.findall(file.read_text())}
    kinds = {"day", "moment", "flag", "year", "number", "birth"}
    assert kinds < set(Kind.__args__)  # type: ignore[attr-defined]
    assert said == found | {f"exchange.roster_{kind}" for kind in kinds}


def test_every_file_has_its_place() -> None:
    resources = {"resources.csv", "classResources.csv", "courseResources.csv"}
    for file in (*BOTH, *FILES):
        assert file.name in resources or f"`{file.name}`" in TEXT
