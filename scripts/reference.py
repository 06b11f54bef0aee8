"""Write ``docs/reference.md`` and ``docs/archive-tables.md`` from the code, or with ``--check`` say how they differ.

Every command, setting, role, permission, action and error is listed in the one, every table and
column of an archive in the other, in a stable order.
"""

import difflib
import inspect
import os
import pkgutil
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hedgerow.config.settings")
django.setup()

import hedgerow  # noqa: E402 - models need the setup
from hedgerow.config.cli import commands  # noqa: E402
from hedgerow.config.env import VARIABLES  # noqa: E402
from hedgerow.config.roles import ROLES  # noqa: E402
from hedgerow.edges.archives.listing import as_page  # noqa: E402
from hedgerow.foundation.errors import Refused  # noqa: E402

DOCS = Path(__file__).parents[1] / "docs"
PROGRAMS = {"asgi", "__main__"}
HEAD = """# Reference

Written by `python scripts/reference.py` from the code; a test compares. Do not edit it by hand."""
HEAD_OF_TABLES = """# Tables of an archive

What [taking an ecosystem away](archive.md) gives: one CSV file a table. The same stands in each archive, for programs in
`datapackage.json` and for a spreadsheet in `columns.csv`. Written by `python scripts/reference.py`; do not edit it by hand."""


def modules() -> Iterator[ModuleType]:
    """Every module of the product, but tests, migrations and programs."""
    for found in pkgutil.walk_packages(hedgerow.__path__, "hedgerow."):
        parts = found.name.split(".")
        if not {"tests", "migrations", "management"} & set(parts) and parts[-1] not in PROGRAMS:
            yield import_module(found.name)


def app(name: str) -> str:
    """``activities`` for ``hedgerow.commons.activities.actions.enrolling``."""
    parts = name.split(".")[1:]
    return parts[0] if parts[0] in ("config", "portal", "profile") else parts[1]


def first_line(of: object) -> str:
    """The first sentence of a docstring, as one line of a table."""
    return " ".join((inspect.getdoc(of) or "").split("\n\n")[0].split())


def row(*cells: object) -> str:
    """A line of a table."""
    plain = (" ".join(str(cell).split()).replace("|", "\\|") for cell in cells)
    return "| " + " | ".join(plain) + " |"


def table(*heading: str, rows: list[str]) -> str:
    """A table of Markdown."""
    return "\n".join([row(*heading), "|---" * len(heading) + "|", *rows])


def command_table() -> str:
    rows = [
        row(f"`hedgerow {one.name}`", one.summary, f"`{one.example}`")
        for one in sorted(commands(), key=lambda one: one.name)
    ]
    return table("command", "what it does", "example", rows=rows)


def setting_table() -> str:
    rows = [
        row(f"`{one.name}`", f"`{one.default}`" if one.default else "", one.expected, one.meaning)
        for one in VARIABLES
    ]
    return table("variable", "default", "expected", "meaning", rows=rows)


def role_table() -> str:
    rows = [
        row(
            f"`{name}`",
            ", ".join(f"`{one}`" for one in sorted(role.grants)),
            ", ".join(f"`{one}`" for one in sorted(role.site_grants)),
            "yes" if role.cascades else "",
        )
        for name, role in sorted(ROLES.items())
    ]
    return table(
        "role", "in the whole ecosystem", "for its organisation alone", "also below", rows=rows
    )


def permissions() -> dict[str, str]:
    """Every permission with the name it has in code."""
    return {
        text: f"{app(module.__name__)}.{name}"
        for module in modules()
        if module.__name__.endswith(".permissions")
        for name, text in vars(module).items()
        if name.isupper() and isinstance(text, str) and ":" in text
    }


def permission_table() -> str:
    rows = []
    for text, name in sorted(permissions().items()):
        holders = [
            role for role, one in sorted(ROLES.items()) if text in one.grants | one.site_grants
        ]
        rows.append(row(f"`{text}`", f"`{name}`", ", ".join(holders) or "the steward alone"))
    return table("permission", "in code", "held by", rows=rows)


def actions() -> dict[str, str]:
    """Every action an app offers (it says who acts) and the first line of what it does."""
    found = {}
    for module in modules():
        if module.__name__.endswith(".actions"):
            offered = getattr(module, "__all__", None)
            for name, one in inspect.getmembers(module, inspect.isfunction):
                ours = name in offered if offered else one.__module__ == module.__name__
                says_who = "by" in inspect.signature(one).parameters
                if ours and says_who and not name.startswith("_"):
                    found[f"{app(module.__name__)}.{name}"] = first_line(one)
    return found


def action_table() -> str:
    rows = [row(f"`{name}`", text) for name, text in sorted(actions().items())]
    return table("action", "effect", rows=rows)


def refusals(of: type[Refused] = Refused) -> Iterator[type[Refused]]:
    """Every refusal of the product that has a code of its own."""
    for below in of.__subclasses__():
        if below.__module__.startswith("hedgerow.") and ".tests" not in below.__module__:
            if "code" in vars(below):
                yield below
            yield from refusals(below)


def error_table() -> str:
    found = {one.code: one for one in refusals()}
    rows = [
        row(f"`{code}`", int(one.status), one.text, one.next_step)
        for code, one in sorted(found.items())
    ]
    return table("code", "status", "what it says", "what to do", rows=rows)


def page() -> str:
    """The whole page."""
    list(modules())  # so that every subclass is known
    parts = [
        HEAD,
        "## Commands\n\nEach says more with `--help`.", command_table(),
        "## Settings\n\nEnvironment variables; see [operating](operating.md).", setting_table(),
        "## Roles", role_table(),
        "## Permissions", permission_table(),
        "## Actions\n\nEach takes who acts (`by`), most also when (`at`).", action_table(),
        "## Errors\n\nCodes are stable; the API answers them as RFC 9457 problems.", error_table(),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def pages() -> dict[Path, str]:
    """Every page that is written, with what stands in it."""
    return {
        DOCS / "reference.md": page(),
        DOCS / "archive-tables.md": f"{HEAD_OF_TABLES}\n\n{as_page()}\n",
    }


def difference(path: Path, new: str) -> list[str]:
    """Lines of a page that are not as the code has them."""
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    name = f"docs/{path.name}"
    return list(
        difflib.unified_diff(old.splitlines(), new.splitlines(), name, "the code", lineterm="", n=0)
    )


def main(arguments: list[str]) -> int:
    found = pages()
    if "--check" not in arguments:
        for path, new in found.items():
            path.write_text(new, encoding="utf-8")
        return 0
    lines = [line for path, new in found.items() for line in difference(path, new)]
    if lines:
        print(*lines, "Run: python scripts/reference.py", sep="\n")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
