"""Only ``config/env.py`` reads the environment."""

import ast
from pathlib import Path

import hedgerow

ROOT = Path(hedgerow.__path__[0])
HANDS_ON = {
    # programs of the database get the environment with the password added
    "foundation/installation/databases.py",
    # server and worker get the port that --port names
    "config/serve.py",
}
READERS = {"environ", "getenv", "environb", "getenvb"}


def reads(path: Path) -> list[str]:
    """Uses of the environment, but for naming the settings module."""
    text = path.read_text(encoding="utf-8")
    if not any(reader in text for reader in READERS):
        return []
    found = []
    for node in ast.walk(ast.parse(text)):
        named = node.attr if isinstance(node, ast.Attribute) else None
        if isinstance(node, ast.ImportFrom) and node.module == "os":
            found += [alias.name for alias in node.names if alias.name in READERS]
        elif named in READERS:
            found.append(named)
    for _ in range(text.count('os.environ.setdefault("DJANGO_SETTINGS_MODULE"')):
        found.remove("environ")
    return found


def test_env_alone_reads_the_environment() -> None:
    readers = {
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        if "tests" not in path.relative_to(ROOT).parts and reads(path)
    }
    assert readers - HANDS_ON == {"config/env.py"}
