"""How the text of a variable is read; what cannot be right raises ValueError or KeyError."""

import ipaddress
import re
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

SHORTEST_SECRET = 32


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


def path(text: str) -> Path:
    path = Path(text).expanduser().resolve()
    if path.exists() and not path.is_dir():
        raise ValueError(text)
    return path


def port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65535:
        raise ValueError(text)
    return port


def positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def days(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 3650:
        raise ValueError(text)
    return number


def yes(text: str) -> bool:
    return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[
        text.lower()
    ]


def host(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9.:%_-]+", text):
        raise ValueError(text)
    return text


def secret(text: str) -> str:
    if text and len(text) < SHORTEST_SECRET:
        raise ValueError("too short")
    return text


def sender(text: str) -> str:
    _, address = parseaddr(text)
    if not re.fullmatch(r"[^\s@]+@[^\s@]+", address):
        raise ValueError(text)
    return text


def words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def networks(text: str) -> tuple[str, ...]:
    return tuple(str(ipaddress.ip_network(word)) for word in words(text))


def database(text: str) -> str:
    parts = urlsplit(text)
    named = parts.path.strip("/") or "service=" in parts.query
    if text and (parts.scheme not in ("postgresql", "postgres") or parts.port == 0 or not named):
        raise ValueError(text)
    return text


def web(text: str) -> str:
    parts = urlsplit(text)
    more = (parts.path.strip("/"), parts.query, parts.fragment, parts.username)
    if text and (parts.scheme not in ("http", "https") or not parts.hostname or any(more)):
        raise ValueError(text)
    return text.rstrip("/")


def synchronous(text: str) -> str:
    if text not in ("normal", "full"):
        raise ValueError(text)
    return text


def log(text: str) -> str:
    if text not in ("text", "json"):
        raise ValueError(text)
    return text


def email(text: str) -> Email:
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
