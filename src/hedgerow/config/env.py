"""The environment: the only module that reads it. Every variable is named in ``VARIABLES``."""

import difflib
import ipaddress
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SHORTEST_SECRET = 32


class BadVariable(SystemExit):
    """A variable that cannot be right; ends the program with a sentence that says what would be."""

    def __init__(self, name: str, value: str, expected: str) -> None:
        said = f"{name}={value!r}" if value else name
        super().__init__(f"{said} cannot be used: expected {expected}.")


@dataclass(frozen=True, slots=True)
class Email:
    """How mail leaves: through an SMTP server, or into files when none is given."""

    backend: str
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    ssl: bool = False


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


def _path(text: str) -> Path:
    path = Path(text).expanduser().resolve()
    if path.exists() and not path.is_dir():
        raise ValueError(text)
    return path


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65535:
        raise ValueError(text)
    return port


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _days(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 3650:
        raise ValueError(text)
    return number


def _yes(text: str) -> bool:
    return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[
        text.lower()
    ]


def _host(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9.:%_-]+", text):
        raise ValueError(text)
    return text


def _secret(text: str) -> str:
    if text and len(text) < SHORTEST_SECRET:
        raise ValueError("too short")
    return text


def _sender(text: str) -> str:
    _, address = parseaddr(text)
    if not re.fullmatch(r"[^\s@]+@[^\s@]+", address):
        raise ValueError(text)
    return text


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _networks(text: str) -> tuple[str, ...]:
    return tuple(str(ipaddress.ip_network(word)) for word in _words(text))


def _database(text: str) -> str:
    if text and (urlsplit(text).scheme not in ("postgresql", "postgres") or len(text) < 15):
        raise ValueError(text)
    return text


def _web(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise ValueError(text)
    return text.rstrip("/")


def _synchronous(text: str) -> str:
    if text not in ("normal", "full"):
        raise ValueError(text)
    return text


def _log(text: str) -> str:
    if text not in ("text", "json"):
        raise ValueError(text)
    return text


def _email(text: str) -> Email:
    if not text:
        return Email("hedgerow.foundation.installation.keeping.KeptLetters")
    parts = urlsplit(text)
    if parts.scheme not in ("smtp", "smtps", "smtp+starttls") or not parts.hostname:
        raise ValueError(text)
    return Email(
        "django.core.mail.backends.smtp.EmailBackend",
        parts.hostname,
        parts.port or {"smtp": 25, "smtps": 465}.get(parts.scheme, 587),
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        starttls=parts.scheme == "smtp+starttls",
        ssl=parts.scheme == "smtps",
    )


YES_NO = "true or false"
VARIABLES = (
    Variable("HEDGEROW_HOME", "hedgerow-data", _path, "a folder", "The data folder."),
    Variable(
        "HEDGEROW_HOST", "127.0.0.1", _host, "an address or host name", "Address to listen on."
    ),
    Variable("HEDGEROW_PORT", "8000", _port, "a number from 1 to 65535", "Port to listen on."),
    Variable("HEDGEROW_WORKERS", "8", _positive, "a number from 1", "Threads of the server."),
    Variable(
        "HEDGEROW_DATABASE_URL",
        "",
        _database,
        "nothing (SQLite) or postgresql://user:password@host/name",
        "The database.",
        secret=True,
    ),
    Variable(
        "HEDGEROW_SQLITE_SYNCHRONOUS",
        "normal",
        _synchronous,
        "normal or full",
        "full also survives a power loss of the machine, at a third of the speed.",
    ),
    Variable("HEDGEROW_DEBUG", "false", _yes, YES_NO, "Show faults in detail. Never in public."),
    Variable(
        "HEDGEROW_SECRET_KEY",
        "",
        _secret,
        f"nothing, or at least {SHORTEST_SECRET} characters",
        "Key to sign with; else one is made at the first run and kept with mode 600.",
        secret=True,
    ),
    Variable(
        "HEDGEROW_HOSTS",
        "localhost,127.0.0.1",
        _words,
        "host names with commas between",
        "Names under which the server answers.",
    ),
    Variable("HEDGEROW_URL", "", _web, "http(s)://host", "Public address, for links in mail."),
    Variable(
        "HEDGEROW_TRUSTED_PROXIES",
        "",
        _networks,
        "networks such as 10.0.0.0/8",
        "Proxies whose forwarded addresses are believed.",
    ),
    Variable("HEDGEROW_TLS", "false", _yes, YES_NO, "Served behind TLS: secure cookies, HSTS."),
    Variable(
        "HEDGEROW_EMAIL_URL",
        "",
        _email,
        "smtp://, smtp+starttls:// or smtps://host",
        "Mail server; else mail is kept as files in the data folder.",
        secret=True,
    ),
    Variable(
        "HEDGEROW_FROM_EMAIL",
        "hedgerow@localhost",
        _sender,
        "an address of mail",
        "Sender of mail.",
    ),
    Variable(
        "HEDGEROW_UPLOAD_LIMIT_MB", "50", _positive, "a number from 1", "Largest file sent in."
    ),
    Variable(
        "HEDGEROW_COPIES_DAYS",
        "30",
        _days,
        "a number from 1 to 3650",
        "Days after which copies made before an upgrade or by a restore are deleted.",
    ),
    Variable(
        "HEDGEROW_CLOSED_DAYS",
        "730",
        _days,
        "a number from 1 to 3650",
        "Days for which an ecosystem that was closed can be opened again.",
    ),
    Variable("HEDGEROW_LOG", "text", _log, "text or json", "Form of the log on standard error."),
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
    email: Email
    from_email: str
    upload_limit_mb: int
    copies_days: int
    closed_days: int
    log: str

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
            raise BadVariable(name, "", f"no such variable ({hint})")
    values: dict[str, Any] = {}
    for variable in VARIABLES:
        text = environ.get(variable.name) or variable.default
        try:
            values[
                variable.field.removesuffix("_url")
                if variable.field == "email_url"
                else variable.field
            ] = variable.read(text)
        except (ValueError, KeyError) as error:
            shown = "" if variable.secret else text
            raise BadVariable(variable.name, shown, variable.expected) from error
    return Env(**values)


env = read(os.environ)
