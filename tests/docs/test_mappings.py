"""The page on mapping files names every key, target, field and problem, and its examples parse."""

import re
import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

import hedgerow
from hedgerow.commons.observations import rules
from hedgerow.edges.exchange import mappings
from hedgerow.edges.exchange.catalogue import TARGETS
from hedgerow.edges.exchange.dates import SERIAL, TOKENS
from hedgerow.edges.exchange.mappings import parse_mapping
from hedgerow.foundation.targets import Field, Target

TEXT = (Path(__file__).parents[2] / "docs/mappings.md").read_text(encoding="utf-8")
SOURCE = Path(hedgerow.__path__[0])
EXAMPLES = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
KEY = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)
CODE = re.compile(r"\"((?:exchange|people|membership|activities|observations)\.[a-z_]+)\"")
# a call with its arguments, in which there may be calls
REFUSING = re.compile(r"(?:refuse|pass_over|Problem)\((?:[^()]|\([^()]*\))*\)")


def section(heading: str) -> str:
    """What stands under a heading, up to the next of its rank or above."""
    rank = heading.split(maxsplit=1)[0]
    return re.split(rf"\n#{{2,{len(rank)}}} ", TEXT.split(f"\n{heading}\n")[1])[0]


@pytest.mark.parametrize(
    ("heading", "models"),
    [
        ("## The whole file", [mappings.Mapping]),
        ("## A block of rows", [mappings.Rows]),
        ("## Where a field comes from", [mappings.Source, mappings.Cell]),
        ("## Conditions", [mappings.Exclusion]),
    ],
)
def test_every_key_is_explained_and_no_other(heading: str, models: list[type[BaseModel]]) -> None:
    assert set(KEY.findall(section(heading))) == {key for one in models for key in one.model_fields}


def test_every_token_of_a_format_is_explained() -> None:
    said = KEY.findall(section("## Dates, times and numbers"))
    assert sorted(said) == sorted([*TOKENS, SERIAL])


def line(field: Field) -> str:
    name = f"**`{field.name}`**" if field.required else f"`{field.name}`"
    choices = f": {', '.join(field.choices)}" if field.choices else ""
    return f"| {name}{' ○' if field.silent else ''} | {field.kind} | {field.meaning}{choices} |"


def test_every_target_has_its_place() -> None:
    assert re.findall(r"^### (\S+)$", TEXT, re.MULTILINE) == list(TARGETS)


@pytest.mark.parametrize("target", TARGETS.values(), ids=lambda one: one.name)
def test_every_field_is_listed_as_the_code_has_it(target: Target) -> None:
    said = section(f"### {target.name}")
    assert re.findall(r"^\| \S*`.*\|$", said, re.MULTILINE) == [line(one) for one in target.fields]
    assert f"{target.title}. Key: {', '.join(f'`{one}`' for one in target.key)}." in said


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split('"')[1])
def test_an_example_is_a_mapping_of_its_target(example: str) -> None:
    mapping = parse_mapping(example, "docs/mappings.md")
    target = TARGETS[mapping.target]
    known = {one.name for one in target.fields}
    needed = {one.name for one in target.fields if one.required}
    for block in mapping.rows:
        assert needed <= set(block.fields) <= known


def test_every_target_has_an_example() -> None:
    assert {tomllib.loads(example)["target"] for example in EXAMPLES} == set(TARGETS)


def test_every_problem_is_explained_and_no_other() -> None:
    files = [*SOURCE.glob("edges/exchange/*.py"), *SOURCE.glob("commons/*/targets.py")]
    files += SOURCE.glob("commons/*/targets/**/*.py")
    files += SOURCE.glob("commons/*/making.py")
    texts = "\n".join(file.read_text(encoding="utf-8") for file in files)
    found = {code for call in REFUSING.findall(texts) for code in CODE.findall(call)}
    assert set(KEY.findall(section("## What can be wrong"))) == found


def test_the_units_that_have_bounds_are_those_of_the_rules() -> None:
    rows = re.findall(r"^\| (?:from 0|0 or).* \| (`.*`) \|$", section("### observations"), re.M)
    told = {unit for row in rows for unit in re.findall("`([^`]+)`", row)}
    assert told == rules.PERCENT | rules.SHARE | rules.COUNTED
