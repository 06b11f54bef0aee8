"""Errors without what they say: type, code and frames, down the chain of causes."""

from __future__ import annotations

import traceback
from collections.abc import Iterator

from hedgerow.foundation.errors import Refused

CODES = ("sqlite_errorname", "sqlstate", "errno")
"""Attributes of foreign errors that name a kind of fault and no value."""


def trace(error: BaseException) -> str:
    """Where it was raised and what it is, the first cause first; never an error's text or notes."""
    return "\n".join(_parts(error, set()))


def _parts(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _parts(before, seen)
        yield "which led to"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
    yield kind(error)
    for one in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
        if id(one) not in seen:
            yield "together with"
            yield from _parts(one, seen)


def kind(error: BaseException) -> str:
    """The error's type, with its code where it has one that holds no value."""
    cls = type(error)
    name = (
        cls.__qualname__ if cls.__module__ == "builtins" else f"{cls.__module__}.{cls.__qualname__}"
    )
    code = error.code if isinstance(error, Refused) else _code(error)
    return f"{name} ({code})" if code else name


def _code(error: BaseException) -> str:
    return next((str(code) for name in CODES if (code := getattr(error, name, None))), "")
