"""``hedgerow run``: server and worker under one command."""

import json
import os
import socket
import sys
import urllib.request
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.membership.first_person import WAY_IN, anybody_can_sign_in
from hedgerow.config.env import env
from hedgerow.config.migrating import migrate
from hedgerow.config.supervision import Child, supervise
from hedgerow.foundation.commands import Command
from hedgerow.foundation.errors import Refused
from hedgerow.foundation.installation.copies import forget_copies
from hedgerow.foundation.installation.erasures import erase_again
from hedgerow.foundation.installation.home import hold, say_port, the_home
from hedgerow.foundation.installation.swapping import finish


class PortInUse(Refused):
    code = "serve.port_in_use"
    text = _("Cannot listen on %(host)s port %(port)s: %(why)s.")
    next_step = _(
        "Choose another port with --port or HEDGEROW_PORT, or an address of this machine with HEDGEROW_HOST."
    )


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help="plant demo ecosystems, print links")
    parser.add_argument("--port", type=int, default=env.port, help="port to listen on")
    parser.add_argument("--json", action="store_true", help="when ready, print one JSON object")


def _run(arguments: Namespace) -> int:
    with hold(the_home()):
        finish(the_home())
        _refuse_used_port(arguments.port)
        say_port(the_home(), arguments.port)
        (env.home / "static").mkdir(exist_ok=True)
        migrate()
        _erase_again()
        base = env.url or f"http://{env.host}:{arguments.port}"
        links = _demo(base) if arguments.demo else []
        way_in = _way_in(arguments.port)
        connection.close()
        probe = urllib.request.Request(
            f"http://{env.reachable}:{arguments.port}/readyz",
            headers={"Host": _named_host()},
        )
        ready = _ready(base, links, way_in, as_json=arguments.json)
        print("Starting the server ...", file=sys.stderr, flush=True)
        supervise(_children(arguments.port), probe=probe, ready=ready)
    return 0


def _erase_again() -> None:
    """Nobody who was erased is served: not after a restore that was killed, nor one by other means."""
    home = the_home()
    if found := erase_again(home, timezone.now()):
        forget_copies(home)
        names = ", ".join(map(str, found))
        print(f"Erased again, but for whom hedgerow doctor names: {names}", file=sys.stderr)


def _ready(base: str, links: Sequence[tuple[str, str]], way_in: str = "", *, as_json: bool) -> str:
    """What is said once pages are served: address, process, and a sign-in link a demo role.

    ``way_in`` is the command that lets the first person in, where nobody can sign in yet.
    """
    if as_json:
        return json.dumps({"url": base, "pid": os.getpid(), "sign_in": dict(links)})
    said = ["Sign in for the demo as:"] if links else []
    said += [f"  {role:12} {url}" for role, url in links]
    said += [f"Nobody can sign in yet. For a link, in another terminal: {way_in}"] if way_in else []
    return "\n".join([*said, f"Hedgerow is ready at {base} (stop with Ctrl-C)"])


def _way_in(port: int) -> str:
    """How the first person gets in, with this server's port; empty once somebody can sign in."""
    if anybody_can_sign_in(timezone.now()):
        return ""
    return WAY_IN if env.url or port == env.port else f"{WAY_IN} --port {port}"


def _refuse_used_port(port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in env.host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((env.host, port))
        except OSError as error:
            raise PortInUse(host=env.host, port=port, why=error.strerror) from error


def _named_host() -> str:
    """A host name the server answers under."""
    plain = [name for name in env.hosts if name.strip(".*")]
    return plain[0].lstrip(".") if plain else "localhost"


def _demo(base: str) -> Sequence[tuple[str, str]]:
    """Plant the demo ecosystems unless they are there; a sign-in link for each role."""
    name = "hedgerow.edges.blueprints.demo"
    if find_spec("hedgerow.edges.blueprints") is None or find_spec(name) is None:
        return []
    demo = import_module(name)
    demo.plant_demo()
    links: Sequence[tuple[str, str]] = demo.demo_links(base)
    return links


def _children(port: int) -> list[Child]:
    server = (
        sys.executable, "-m", "uvicorn", "hedgerow.config.asgi:application", "--host", env.host,
        "--port", str(port), "--log-level", "warning", "--no-access-log", "--no-server-header",
        "--no-proxy-headers",
        "--timeout-graceful-shutdown", "10",
    )  # fmt: skip
    worker = (
        sys.executable, "-m", "hedgerow.foundation.jobs.worker", "--parent", str(os.getpid()),
    )  # fmt: skip
    os.environ["HEDGEROW_PORT"] = str(port)  # letters of the worker lead to it
    return [Child("server", server), Child("worker", worker)]


COMMANDS = (
    Command(
        "run",
        "Run server and worker.",
        "hedgerow run --port 8000",
        _configure,
        _run,
        needs_database=False,  # it brings the database up to date itself
    ),
)
