"""The environment: the only module that reads it. Every variable is named in ``VARIABLES``."""

import difflib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from . import values


class BadVariable(SystemExit):
    """A variable that cannot be right; ends the program with a sentence that says what would be."""

    def __init__(self, name: str, value: str, expected: str) -> None:
        said = f"{name}={value!r}" if value else name
        super().__init__(f"{said} cannot be used: expected {expected}.")


class UnknownVariable(BadVariable):
    """A variable that nothing reads, though its name is one of ours."""

    def __init__(self, name: str, hint: str) -> None:
        SystemExit.__init__(self, f"{name} is no setting of Hedgerow: {hint}.")


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable: its default, how it is read, and what it means.

    What a ``secret`` one holds is in no message.
    """

    name: str
    default: str
    read: Callable[[str], Any]
    expected: str
    meaning: str
    secret: bool = False

    @property
    def field(self) -> str:
        return self.name.removeprefix("HEDGEROW_").lower()


YES_NO = "true or false"
VARIABLES = (
    Variable(
        "HEDGEROW_HOME",
        "hedgerow-data",
        values.path,
        "a folder that this user may open",
        "The data folder.",
    ),
    Variable(
        "HEDGEROW_HOST",
        "127.0.0.1",
        values.host,
        "an address or host name",
        "Address to listen on.",
    ),
    Variable(
        "HEDGEROW_PORT", "8000", values.port, "a number from 1 to 65535", "Port to listen on."
    ),
    Variable("HEDGEROW_WORKERS", "8", values.positive, "a number from 1", "Threads of the server."),
    Variable(
        "HEDGEROW_DATABASE_URL",
        "",
        values.database,
        "nothing (SQLite) or postgresql://user:password@host/name",
        "The database.",
        secret=True,
    ),
    Variable(
        "HEDGEROW_SQLITE_SYNCHRONOUS",
        "normal",
        values.synchronous,
        "normal or full",
        "full also survives a power loss of the machine, at a third of the speed.",
    ),
    Variable(
        "HEDGEROW_DEBUG", "false", values.yes, YES_NO, "Show faults in detail. Never in public."
    ),
    Variable(
        "HEDGEROW_SECRET_KEY",
        "",
        values.secret,
        f"nothing, or at least {values.SHORTEST_SECRET} characters",
        "Key to sign with; else one is made at the first run and kept with mode 600.",
        secret=True,
    ),
    Variable(
        "HEDGEROW_HOSTS",
        "localhost,127.0.0.1",
        values.words,
        "host names with commas between",
        "Names under which the server answers.",
    ),
    Variable(
        "HEDGEROW_URL",
        "",
        values.web,
        "http(s)://host and no more",
        "Public address, for links in mail.",
    ),
    Variable(
        "HEDGEROW_TRUSTED_PROXIES",
        "",
        values.networks,
        "networks such as 10.0.0.0/8",
        "Proxies whose forwarded addresses are believed.",
    ),
    Variable(
        "HEDGEROW_TLS", "false", values.yes, YES_NO, "Served behind TLS: secure cookies, HSTS."
    ),
    Variable(
        "HEDGEROW_EMAIL_URL",
        "",
        values.email,
        "smtp://, smtp+starttls:// or smtps://host",
        "Mail server; else mail is kept as files in the data folder.",
        secret=True,
    ),
    Variable(
        "HEDGEROW_FROM_EMAIL",
        "hedgerow@localhost",
        values.sender,
        "an address of mail",
        "Sender of mail.",
    ),
    Variable(
        "HEDGEROW_UPLOAD_LIMIT_MB",
        "50",
        values.positive,
        "a number from 1",
        "Largest file sent in.",
    ),
    Variable(
        "HEDGEROW_COPIES_DAYS",
        "30",
        values.days,
        "a number from 1 to 3650",
        "Days after which copies made before an upgrade or by a restore are deleted.",
    ),
    Variable(
        "HEDGEROW_CLOSED_DAYS",
        "730",
        values.days,
        "a number from 1 to 3650",
        "Days for which an ecosystem that was closed can be opened again.",
    ),
    Variable(
        "HEDGEROW_LOG", "text", values.log, "text or json", "Form of the log on standard error."
    ),
)


@dataclass(frozen=True, slots=True)
class Env:
    """What the environment says, read and checked."""

    home: Path
    host: str
    port: int
    workers: int
    database_url: str
    sqlite_synchronous: str
    debug: bool
    secret_key: str
    hosts: tuple[str, ...]
    url: str
    trusted_proxies: tuple[str, ...]
    tls: bool
    email: values.Email
    from_email: str
    upload_limit_mb: int
    copies_days: int
    closed_days: int
    log: str

    @property
    def host_of_url(self) -> tuple[str, ...]:
        """The name in the public address, under which the server answers whatever else is set."""
        host = urlsplit(self.url).hostname
        return (host,) if host else ()

    @property
    def reachable(self) -> str:
        """The host under which this machine reaches a server that listens on ``host``."""
        here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104
        return f"[{here}]" if ":" in here else here


def read(environ: Mapping[str, str]) -> Env:
    """Read and check every variable; raise BadVariable for junk and for unknown names."""
    known = {variable.name for variable in VARIABLES}
    for name in environ:
        if name.startswith("HEDGEROW_") and name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}" if near else "one of " + ", ".join(sorted(known))
            raise UnknownVariable(name, hint)
    given: dict[str, Any] = {}
    for variable in VARIABLES:
        text = environ.get(variable.name) or variable.default
        try:
            given[
                variable.field.removesuffix("_url")
                if variable.field == "email_url"
                else variable.field
            ] = variable.read(text)
        except (ValueError, KeyError, OSError) as error:
            shown = "" if variable.secret else text
            raise BadVariable(variable.name, shown, variable.expected) from error
    return Env(**given)


env = read(os.environ)
