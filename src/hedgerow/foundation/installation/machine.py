"""What ``hedgerow doctor`` looks at beneath the records: folder, disk, keys, database, mail, addresses."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from smtplib import SMTPException, SMTPResponseException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection

from hedgerow.foundation.installation.checked import Check
from hedgerow.foundation.installation.denied import denied
from hedgerow.foundation.installation.home import Home, is_held

LEAST_ROOM = 500 * 1024 * 1024
OLDEST_POSTGRESQL = 15
RESTORE = "Restore a back-up, or check HEDGEROW_DATABASE_URL."
MAIL_SECONDS = 10


def folder(home: Home) -> Check:
    if not home.path.is_dir():
        return Check("data folder", False, f"{home.path} is missing", "Set HEDGEROW_HOME.")
    state = "a server is running" if is_held(home) else "no server is running"
    return Check("data folder", True, f"{home.path}; {state}")


def room(home: Home) -> Check:
    free = shutil.disk_usage(home.path if home.path.is_dir() else Path("/")).free
    found = f"{free / 1024**3:.1f} GB free"
    return Check("disk", free >= LEAST_ROOM, found, "Make room: under 500 MB is too little.")


def private_files(home: Home) -> Iterator[Check]:
    keys = sorted(home.keys.glob("*.pem")) if home.keys.is_dir() else []
    for path in [home.secret_key, *keys]:
        if not path.exists():
            continue
        mode = path.stat().st_mode & 0o777
        name = "secret key" if path == home.secret_key else f"key {path.stem}"
        yield Check(name, not mode & 0o077, f"mode {mode:o}", f"Run: chmod 600 {path}")


def database() -> Check:
    try:
        connection.ensure_connection()
        found = _postgresql() if connection.vendor == "postgresql" else _sqlite()
    except DatabaseError as error:
        refusal = denied(error)
        found = f"{refusal or f'it does not answer: {type(error).__name__}'}"
        advice = f"{refusal.next_step}" if refusal else RESTORE
        return Check("database", False, found, advice)
    return Check("database", found.startswith(("PostgreSQL", "SQLite")), found, RESTORE)


def _postgresql() -> str:
    major = getattr(connection, "pg_version", 0) // 10_000
    return (
        f"PostgreSQL {major}"
        if major >= OLDEST_POSTGRESQL
        else f"version {major} is too old: 15 or newer is needed"
    )


def _sqlite() -> str:
    with connection.cursor() as cursor:
        damage = cursor.execute("PRAGMA integrity_check(5)").fetchall()
        dangling = cursor.execute("PRAGMA foreign_key_check").fetchmany(1)
    if damage != [("ok",)]:
        return f"damaged: {damage[0][0]}"
    if dangling:
        return f"a row of {dangling[0][0]} points at a missing row of {dangling[0][2]}"
    return "SQLite, intact"


def mail() -> Check:
    """Whether the mail server takes us in: asked as a letter would ask, and none is sent."""
    where = f"{settings.EMAIL.host} port {settings.EMAIL.port}"
    if not settings.EMAIL.host:
        return Check("mail", True, "no mail server is set: letters are files in the folder outbox")
    asked = get_connection(fail_silently=False, timeout=MAIL_SECONDS)
    try:
        asked.open()
        asked.close()
    except (OSError, SMTPException) as error:
        advice = "Check HEDGEROW_EMAIL_URL. Letters wait meanwhile, and are tried again."
        return Check("mail", False, f"{where} takes no letters: {why(error)}", advice)
    return Check("mail", True, f"{where} takes letters")


def why(error: OSError | SMTPException) -> str:
    """Why mail did not leave, in the words of the mail server or the system."""
    if isinstance(error, SMTPResponseException):
        said = error.smtp_error
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        return f"{error.smtp_code} {text}"
    return str(getattr(error, "strerror", None) or error) or type(error).__name__


def addresses() -> Iterator[Check]:
    """Settings that each may be right and together leave every form refused."""
    tls = settings.SESSION_COOKIE_SECURE
    if tls and not settings.HEDGEROW_TRUSTED_PROXIES:
        found = "HEDGEROW_TLS is set, and no proxy is believed that visitors come by https"
        advice = "Name your proxy's address in HEDGEROW_TRUSTED_PROXIES, such as 127.0.0.1."
        yield Check("https", False, f"{found}: forms are refused", advice)
    elif not tls and urlsplit(settings.HEDGEROW_URL).scheme == "https":
        found = "HEDGEROW_URL is https, and HEDGEROW_TLS is not set: forms are refused"
        yield Check("https", False, found, "Set HEDGEROW_TLS=true and HEDGEROW_TRUSTED_PROXIES.")
