"""Facts about every file of the tree: sizes, names, templates, no registry's host."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILE_LIMIT, FILE_P90 = 300, 160
FUNCTION_LIMIT, FUNCTION_P90 = 40, 25
VAGUE = {"utils", "helpers", "manager", "managers", "service", "services", "base", "misc"}
# in pieces, so that this file does not name one
REGISTRIES = re.compile(r"(py" + r"pi|pythonhosted|npm" + r"js|deb" + r"ian)\.(org|com|net)")


@cache
def tracked() -> tuple[Path, ...]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    files = [ROOT / name for name in listed.stdout.split("\0") if name]
    return tuple(file for file in files if file.is_file())


def python_files() -> list[Path]:
    product = [file for file in tracked() if file.suffix == ".py"]
    return [file for file in product if "migrations" not in file.relative_to(ROOT).parts]


def templates() -> list[Path]:
    return [file for file in tracked() if file.suffix == ".html"]


def functions(file: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{file.relative_to(ROOT)}:{node.name}", node.end_lineno - node.lineno + 1


def percentile_90(sizes: list[int]) -> int:
    return sorted(sizes)[int(len(sizes) * 0.9)]


def test_files_stay_small() -> None:
    sizes = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in python_files()}
    large = {str(file.relative_to(ROOT)): size for file, size in sizes.items() if size > FILE_LIMIT}
    assert large == {}
    assert percentile_90(list(sizes.values())) <= FILE_P90


@pytest.mark.slow
def test_functions_stay_small() -> None:
    sizes = dict(found for file in python_files() for found in functions(file))
    assert {name: size for name, size in sizes.items() if size > FUNCTION_LIMIT} == {}
    assert percentile_90(list(sizes.values())) <= FUNCTION_P90


def test_no_module_has_a_vague_name() -> None:
    vague = [file for file in python_files() if {file.stem, file.parent.name} & VAGUE]
    assert vague == []


def test_nothing_listens_to_signals() -> None:
    listening = re.compile(r"django\.(db\.models|dispatch|core)\b.*\bsignals?\b|@receiver\(")
    found = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in python_files()
        if "tests" not in file.relative_to(ROOT).parts
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if listening.search(line)
    ]
    assert found == []


def test_no_file_names_a_package_registry() -> None:
    named = []
    for file in tracked():
        content = file.read_bytes()
        if b"\0" not in content and REGISTRIES.search(content.decode("utf-8", "replace")):
            named.append(str(file.relative_to(ROOT)))
    assert named == []


@pytest.mark.parametrize(
    "inline",
    [
        pytest.param(r"<script(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)", id="script"),
        pytest.param(r"<style\b", id="style element"),
        pytest.param(r"<[a-z][^>]*\sstyle=", id="style attribute"),
        pytest.param(r"<[a-z][^>]*\son[a-z]+=", id="event attribute"),
    ],
)
def test_templates_hold_nothing_inline(inline: str) -> None:
    pattern = re.compile(inline, re.IGNORECASE)
    found = [
        str(file.relative_to(ROOT))
        for file in templates()
        if pattern.search(file.read_text(encoding="utf-8"))
    ]
    assert found == []
