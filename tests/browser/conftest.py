"""A real server with a worker, once a session, and browsers that are signed in as the cast."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).parents[2]
# without windows it draws a page with three quarters of the processor
CHROMIUMS = ("chromium-headless-shell", "chromium", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, CHROMIUMS)), None)
PATIENCE = 60
MEANT = ("status of 4", "status of 502", "ERR_INTERNET_DISCONNECTED")
"""What tests bring about: refusals, and networks that lead nowhere."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class Site:
    """The running product: its address, the names of one of each row, a session for each role."""

    url: str
    names: dict[str, str]
    sessions: dict[str, str]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    if CHROMIUM is None:
        pytest.skip("needs Chromium (Debian: apt-get install chromium)")
    return {"executable_path": CHROMIUM, "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("home")
    cast = subprocess.run(
        [sys.executable, "-m", "tests.browser.plant"],
        env=_environment(home), cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert cast.returncode == 0, cast.stderr[-3000:]
    with serving(home) as url:
        yield Site(url=url, **json.loads(cast.stdout.splitlines()[-1]))


@contextmanager
def serving(home: Path, **more: str) -> Iterator[str]:
    """Run the product on this data folder, with more in its environment; its address."""
    port = _free_port()
    with (home / "server.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "hedgerow.config", "run", "--port", str(port)],
            env=_environment(home) | more, cwd=ROOT, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(server, url, home / "server.log")
            yield url
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(PATIENCE)


def _environment(home: Path) -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if "HEDGEROW" not in key} | {
        "DJANGO_SETTINGS_MODULE": "hedgerow.config.settings",
        "HEDGEROW_HOME": str(home),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _wait_for(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text()[-3000:]
        try:
            urllib.request.urlopen(f"{url}/readyz", timeout=2)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"the server did not become ready: {log.read_text()[-3000:]}")


Visit = Callable[..., Page]


@pytest.fixture
def visit(site: Site, browser: Browser) -> Iterator[Visit]:
    """Open a browser as somebody: ``visit("convener", width=360, locale="ar")``.

    Every error that a page reports while it is open fails the test at its end, what the
    content security policy refuses included.
    """
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    def open_as(role: str = "", width: int = 1280, **more: Any) -> Page:
        context = browser.new_context(
            base_url=site.url, viewport={"width": width, "height": 800}, **more
        )
        opened.append(context)
        if role not in ("", "public"):
            name = {"name": "sessionid", "value": site.sessions[role], "url": site.url}
            context.add_cookies([name])  # type: ignore[list-item]
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda message: (
                complaints.append(f"{page.url}: {message.text}")
                if message.type == "error" and not any(word in message.text for word in MEANT)
                else None
            ),
        )
        return page

    yield open_as
    for context in opened:
        context.close()
    assert complaints == []
