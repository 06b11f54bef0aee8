"""Nobody else in the product opens HTTP connections: outbound is the only client."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import hedgerow

NAMED = re.compile(r"httpx|httpcore|requests|urllib|aiohttp|http\.client|from http import")
"""What stands in a file that imports one; only such a file is read closely."""
CLIENTS = {"httpx", "httpcore", "requests", "urllib3", "aiohttp", "urllib.request", "http.client"}


def _imports(path: Path) -> set[str]:
    names: set[str] = set()
    text = path.read_text()
    if not NAMED.search(text):
        return names
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.slow
def test_only_outbound_imports_an_http_client() -> None:
    root = Path(hedgerow.__path__[0])
    offenders = {
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        if "tests" not in path.relative_to(root).parts
        and any(
            name == client or name.startswith(f"{client}.")
            for name in _imports(path)
            for client in CLIENTS
        )
    }
    # the supervisor asks its own server whether it is ready
    own = {"config/serve.py", "config/supervision.py"}
    assert offenders - own == {"foundation/outbound.py"}
