"""Where one sentence goes through gettext, every sentence does.

A *place* is a keyword, the nth argument of a call, an attribute of classes, the label of a choice
or a value of one mapping. The code itself says which places readers see: those where a sentence
stands in ``_()`` somewhere. A bare sentence at such a place is a sentence nobody translates.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from scripts.messages import SOURCE

GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
FOR_OPERATORS = {"cli.py", "commands.py", "env.py", "sample.py", "worker.py"}
"""The command line, which speaks English, and the sample page of the kit."""

NOT_READ = (
    "edges/blueprints/history/",  # its steps are named in the log
    "edges/blueprints/planting.py",
    "foundation/jobs/models.py",  # states of jobs, which pages put into sentences
    "foundation/warehouse/schemas.py",
)

WORD = re.compile(r"[a-z]{2}")
"""What CSV and 2E/n have not."""

CODE = re.compile(r"\w+_\w+")
"""A name of the database's or the program's."""

EAGER = re.compile(
    r"import.*\b(gettext|ngettext|pgettext)\b|^    (gettext|ngettext|pgettext)\b", re.M
)
"""What stands in a file that can translate too early."""

parsed = cache(ast.parse)  # two tests read each file

Place = tuple[str, ...]
FOR_PROGRAMMERS: Place = ("argument", "ValueError", "0")


def files() -> list[Path]:
    return sorted(
        file
        for file in SOURCE.rglob("*.py")
        if file.name not in FOR_OPERATORS
        and not {"tests", "migrations"} & {*file.relative_to(SOURCE).parts}
        and not str(file.relative_to(SOURCE)).startswith(NOT_READ)
    )


def is_translated(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in GETTEXT
    )


def is_bare(node: ast.expr) -> bool:
    """Whether the expression is a text with words in it, as it stands."""
    if isinstance(node, ast.JoinedStr):
        return any(is_bare(part) for part in node.values)
    if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        return False
    return WORD.search(node.value) is not None and not CODE.fullmatch(node.value)


def places(tree: ast.AST, module: str) -> Iterator[tuple[Place, ast.expr]]:
    """Each expression that stands at a place, with the place."""
    nodes = [*ast.walk(tree)]
    own = {node.name for node in nodes if isinstance(node, ast.ClassDef)}
    for node in nodes:
        if isinstance(node, ast.Call) and not is_translated(node):
            yield from arguments(node, module, own)
        elif isinstance(node, ast.ClassDef):
            yield from attributes(node)
        elif isinstance(node, ast.Dict):
            where = ("mapping", module, str(node.lineno))
            yield from ((where, value) for value in node.values)
        elif isinstance(node, ast.List | ast.Tuple):
            pairs = [one for one in node.elts if isinstance(one, ast.Tuple) and len(one.elts) == 2]
            where = ("pairs", module, str(node.lineno))
            yield from ((where, pair.elts[1]) for pair in pairs)


def arguments(call: ast.Call, module: str, own: set[str]) -> Iterator[tuple[Place, ast.expr]]:
    """A class of the module's own is not that of the same name elsewhere."""
    if isinstance(call.func, ast.Name):
        name = call.func.id
    else:
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    name = f"{module}: {name}" if name in own else name
    yield from ((("argument", name, str(at)), given) for at, given in enumerate(call.args))
    yield from ((("keyword", one.arg), one.value) for one in call.keywords if one.arg)


def attributes(owner: ast.ClassDef) -> Iterator[tuple[Place, ast.expr]]:
    is_choice = any(ast.unparse(base).endswith("Choices") for base in owner.bases)
    for line in owner.body:
        if not (isinstance(line, ast.Assign | ast.AnnAssign) and line.value is not None):
            continue
        target = line.targets[0] if isinstance(line, ast.Assign) else line.target
        names, values = [target], [line.value]
        if isinstance(target, ast.Tuple) and isinstance(line.value, ast.Tuple):
            names, values = target.elts, line.value.elts
        elif is_choice:
            label = line.value.elts[-1] if isinstance(line.value, ast.Tuple) else line.value
            yield ("choice",), label
            continue
        for name, value in zip(names, values, strict=True):
            yield ("attribute", ast.unparse(name)), value


def bare(sources: dict[str, str]) -> list[str]:
    """Bare sentences at places where another one is translated."""
    found = [
        (place, value, f"{module}:{value.lineno}")
        for module, text in sources.items()
        for place, value in places(parsed(text), module)
        if place != FOR_PROGRAMMERS
        and not (place == ("keyword", "help_text") and "/models" in module)
    ]
    seen = {place for place, value, _ in found if is_translated(value)}
    return [
        f"{where} {ast.unparse(value)}"
        for place, value, where in found
        if place in seen and is_bare(value)
    ]


def early(text: str) -> list[str]:
    """Sentences that are translated while a module loads: in no reader's language."""
    tree = parsed(text)
    eager = {
        name.asname or name.name
        for node in at_once(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if name.name in ("gettext", "ngettext", "pgettext")
    }
    calls = (node for node in at_once(tree) if isinstance(node, ast.Call))
    return [ast.unparse(one) for one in calls if ast.unparse(one.func) in eager]


def at_once(node: ast.AST) -> Iterator[ast.AST]:
    """What is evaluated while the module loads: all but the insides of functions."""
    for inner in ast.iter_child_nodes(node):
        if not isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield inner
            yield from at_once(inner)


def test_no_sentence_is_translated_before_it_is_read() -> None:
    texts = {str(file): file.read_text() for file in files()}
    found = {file: early(text) for file, text in texts.items() if EAGER.search(text)}
    assert {file: sentences for file, sentences in found.items() if sentences} == {}


def test_a_sentence_translated_too_early_is_found() -> None:
    imports = "from django.utils.translation import gettext as _\n"
    assert early(imports + 'TITLE = _("Name")') == ["_('Name')"]
    assert early(imports + 'def title():\n    return _("Name")') == []


def test_every_sentence_of_the_code_can_be_translated() -> None:
    sources = {str(file.relative_to(SOURCE)): file.read_text() for file in files()}
    assert bare(sources) == []


@pytest.mark.parametrize(
    "code",
    [
        'CharField(label=_("Name"))\nDateField(label="First day")',
        'success(request, _("Saved."))\nsuccess(request, "Sent.")',
        'class A:\n    text = _("It is closed.")\nclass B:\n    text = "It is open."',
        'class A:\n    name, empty = "a", _("None.")\nclass B:\n    name, empty = "b", "None yet."',
        'class A(TextChoices):\n    X = "x", _("open")\n    Y = "y", "closed"',
        'WORDS = {"a": _("one"), "b": "two"}',
        'CHOICES = [("a", _("one")), ("b", f"{2} pieces")]',
    ],
)
def test_a_bare_sentence_beside_a_translated_one_is_found(code: str) -> None:
    assert len(bare({"module": code})) == 1


def test_codes_and_names_may_stand_bare() -> None:
    code = 'Column("day", _("Day"))\nColumn("csv", "CSV")\nColumn("n", "n = 5")'
    assert bare({"module": code}) == []
