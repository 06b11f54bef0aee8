"""Logs without personal data: a line a request, with its id, in words or as JSON.

What an error says may hold the values of a row, and so may the message of a library. So only the
text of our own loggers is written; of errors their types, codes and frames (``faults``); of other
loggers what cannot hold a value: the unfilled template, or else where the message was written.
"""

from __future__ import annotations

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from hedgerow.foundation.installation import faults

request_id: ContextVar[str] = ContextVar("request_id", default="")

OURS = "hedgerow"
OF_SOCKETS = "uvicorn"  # its texts are its own, and it knows of no row
ANSWERED = ("DisallowedHost", "RequestDataTooBig", "TooManyFieldsSent", "TooManyFilesSent")
"""What others send and is answered in words of its own (``uploads``): anybody could fill the log by it."""
REQUEST_FIELDS = ("method", "route", "status", "ms")


class WithRequestId(logging.Filter):
    """Puts the id of the current request on every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True


class Lines(logging.Formatter):
    """One line in words, and below it the frames of an error."""

    def format(self, record: logging.LogRecord) -> str:
        at = self.formatTime(record)
        identity = getattr(record, "request_id", "")
        line = f"{at} {record.levelname} {record.name} {said(record)} {identity}".rstrip()
        trace = _trace(record)
        return f"{line}\n{trace}" if trace else line


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": said(record),
        }
        if identity := getattr(record, "request_id", ""):
            line["request_id"] = identity
        line |= {name: getattr(record, name) for name in REQUEST_FIELDS if hasattr(record, name)}
        if trace := _trace(record):
            line["trace"] = trace
        return json.dumps(line, ensure_ascii=False)


def said(record: logging.LogRecord) -> str:
    """The message, as far as it cannot hold a value."""
    package = record.name.partition(".")[0]
    if package == OURS:
        return record.getMessage()
    if request := getattr(record, "request", None):  # Django fills in the path or the error
        return f"{getattr(record, 'status_code', '')} {route_of(request)}".strip()
    is_fixed = bool(record.args) or package == OF_SOCKETS
    if isinstance(record.msg, str) and is_fixed:
        return record.msg.strip()
    return f"{record.module}.{record.funcName}:{record.lineno}"


def route_of(request: Any) -> str:
    """The name of the page that was asked for; never its path, which holds ids and secrets."""
    match = getattr(request, "resolver_match", None)
    return str(match.view_name or match.route) if match else "-"


def _trace(record: logging.LogRecord) -> str:
    error = record.exc_info[1] if record.exc_info else None
    return faults.trace(error) if error else ""


def configuration(*, as_json: bool, level: str = "INFO") -> dict[str, Any]:
    """Django's LOGGING: everything to standard error.

    A logger named here loses the handlers that its library gave it, so that all write our way.
    Django's own request logger names paths, so only its faults are kept. What it refuses of others
    is no fault of ours, and stands with its status in the line of the request.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_id": {"()": WithRequestId}},
        "formatters": {"json": {"()": JsonLines}, "text": {"()": Lines}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "filters": ["request_id"],
                "formatter": "json" if as_json else "text",
            }
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "hedgerow": {"level": level},
            "django": {"level": "WARNING", "propagate": True},
            "django.request": {"level": "ERROR"},
            **{f"django.security.{one}": {"level": "CRITICAL"} for one in ANSWERED},
            "django.server": {"level": "ERROR", "propagate": True},
            "uvicorn": {"level": "WARNING", "propagate": True},
            "uvicorn.error": {"level": "WARNING", "propagate": True},
            "uvicorn.access": {"level": "CRITICAL", "propagate": True},
        },
    }
