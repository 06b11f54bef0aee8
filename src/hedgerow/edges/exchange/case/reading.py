"""A CASE file as objects: JSON in UTF-8, no key twice, no character that a database refuses.

A line is read without marks that turn what stands after it; those that end within it stay.
"""

import json
from collections.abc import Iterator
from math import isinf
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from hedgerow.foundation.texts import all_closed

from ..errors import EXPORT_ANEW, IN_UTF8, MEND_THERE, PART, FileUnreadable

LARGEST = 60 << 20
MOST_DIGITS = 300
"""Of a whole number: no program reads a longer one as a number of its own."""


class _Unclear(ValueError):  # noqa: N818 - it says what is unclear
    """JSON that readers would not read alike; its text says why."""


def read_json(path: Path, name: str) -> dict[str, Any]:
    """The object in the file. Raises FileUnreadable."""
    try:
        if path.stat().st_size > LARGEST:
            expected = _("at most %(most)s MB") % {"most": LARGEST >> 20}
            raise FileUnreadable(file=name, expected=expected, advice=PART)
        content = path.read_text(encoding="utf-8-sig")
        found = all_closed(_loaded(content))
    except OSError as error:
        raise FileUnreadable(file=name, expected=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        expected = _("it is not in UTF-8")
        raise FileUnreadable(file=name, expected=expected, advice=IN_UTF8) from error
    except _Unclear as error:
        raise FileUnreadable(file=name, expected=str(error), advice=MEND_THERE) from error
    except json.JSONDecodeError as error:
        expected = _("it is no JSON: line %(line)s, column %(column)s") % {
            "line": error.lineno, "column": error.colno,
        }  # fmt: skip
        raise FileUnreadable(file=name, expected=expected, advice=MEND_THERE) from error
    except RecursionError as error:
        expected = _("it is nested too deep")
        raise FileUnreadable(file=name, expected=expected, advice=EXPORT_ANEW) from error
    if not isinstance(found, dict):
        expected = _("it holds no CFPackage")
        raise FileUnreadable(file=name, expected=expected, advice=EXPORT_ANEW)
    return found


def _loaded(content: str) -> Any:
    return json.loads(
        content, object_pairs_hook=_object, parse_constant=_constant, parse_float=_float,
        parse_int=_whole,
    )  # fmt: skip


def _float(text: str) -> float:
    """A number; one that is endless once read could neither be kept nor told again."""
    if isinf(found := float(text)):
        raise _too_large(text)
    return found


def _whole(text: str) -> int:
    if len(text) > MOST_DIGITS:
        raise _too_large(text)
    return int(text)


def _too_large(text: str) -> _Unclear:
    return _Unclear(_("the number %(number)s is too large") % {"number": text[:40]})


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Unclear(_("the key “%(key)s” stands twice in one object") % {"key": twice})
    return found


def _constant(name: str) -> Any:
    raise _Unclear(_("%(name)s is no number of JSON") % {"name": name})


def unkeepable(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Paths of texts with characters that cannot be kept, and the texts."""
    waiting: list[tuple[str, Any]] = [(path, value)]
    while waiting:
        here, one = waiting.pop()
        if isinstance(one, str):
            if "\x00" in one or any("\ud800" <= sign <= "\udfff" for sign in one):
                yield here, one
        elif isinstance(one, dict):
            for key, inner in one.items():
                waiting += [(f"{here}.{key}".strip("."), key), (f"{here}.{key}".strip("."), inner)]
        elif isinstance(one, list):
            waiting += [(f"{here}[{at}]", inner) for at, inner in enumerate(one)]
