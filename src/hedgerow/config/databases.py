"""Django's database settings from one address."""

from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from .env import Env


def database(env: Env) -> dict[str, Any]:
    """SQLite in the data folder, or the PostgreSQL that HEDGEROW_DATABASE_URL names."""
    return _postgresql(env.database_url) if env.database_url else _sqlite(env)


def _sqlite(env: Env) -> dict[str, Any]:
    env.home.mkdir(mode=0o700, parents=True, exist_ok=True)  # others read no names in it
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": env.home / "hedgerow.sqlite3",
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "timeout": 20,
            # a write takes its lock at the start: none is refused in the middle
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL;"
                f"PRAGMA synchronous={env.sqlite_synchronous.upper()};"
                "PRAGMA foreign_keys=ON;"
                "PRAGMA secure_delete=ON;"  # what is erased is overwritten, in every build
            ),
        },
    }


def _options(query: str) -> dict[str, str]:
    """What the address asks of the connection; "options=" asks for none."""
    return dict(parse_qsl(query, keep_blank_values=True))


SHORT_QUERIES: Final = "-c jit=off -c max_parallel_workers_per_gather=0"
"""Pages ask much of few rows: to compile such a query, or to begin workers for it, takes longer than to
run it."""


def _postgresql(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.removeprefix("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": SHORT_QUERIES, **_options(parts.query)},
    }
