"""The wheel holds what the product needs: installed elsewhere, it serves from an empty folder."""

import os
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECONDS_TO_START = 240


def run(*command: str | Path, **environment: str) -> None:
    words = [str(word) for word in command]
    done = subprocess.run(
        words, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "dev.py", "wheel", folder)
    return next(folder.glob("hedgerow-*.whl"))


@pytest.mark.wheel
def test_it_holds_the_front_end_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "hedgerow/foundation/ui/static/hedgerow/dist/main.js" in names
    assert "hedgerow/py.typed" in names
    assert "hedgerow/edges/exchange/worked/california-schools.toml" in names
    assert [name for name in names if "/tests/" in name] == []


@pytest.mark.wheel
def test_it_serves_the_first_page_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    elsewhere, empty = tmp_path / "venv", tmp_path / "empty"
    empty.mkdir()
    venv.create(elsewhere)
    here = {"VIRTUAL_ENV": str(elsewhere)}
    uv = Path(sys.executable).parent / "uv"
    locked = ROOT / "requirements" / "base.txt"
    run(uv, "pip", "install", "-q", "--require-hashes", "-r", locked, **here)
    run(uv, "pip", "install", "-q", "--no-deps", wheel, **here)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    kept = {name: text for name, text in os.environ.items() if not name.startswith("HEDGEROW_")}
    for inherited in ("PYTHONPATH", "DJANGO_SETTINGS_MODULE"):
        kept.pop(inherited, None)
    command = [elsewhere / "bin" / "hedgerow", "run", "--port", str(port)]
    with (tmp_path / "log").open("w+") as log:
        server = subprocess.Popen(command, cwd=empty, env=kept, stdout=log, stderr=log)
        try:
            wait_for_ready(server, tmp_path / "log")
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as page:
                assert page.status == 200
                assert "Hedgerow" in page.read().decode()
        finally:
            server.terminate()
            assert server.wait(60) == 0
    assert (empty / "hedgerow-data" / "secret_key").stat().st_mode & 0o777 == 0o600


def wait_for_ready(server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while "is ready at" not in log.read_text():
        assert server.poll() is None, log.read_text()
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.1)


def test_the_wheel_asks_for_what_the_locked_files_hold() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    listed = (ROOT / "requirements" / "base.in").read_text().splitlines()
    assert sorted(project["dependencies"]) == sorted(filter(None, listed))
