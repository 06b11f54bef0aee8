"""TOML texts that come from outside, read so that none takes long or breaks what reads it."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from django.utils.translation import gettext as _

MOST_PARTS = 16
"""Of a name with dots in it. Python's parser looks at each beginning of it anew: of 60,000 parts,
for a minute, and in 20 GB."""

ASIDE = re.compile(
    r'"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*(?:"{3,5}|\\?\Z)'
    r"|'''[^']*(?:'(?!'')[^']*)*(?:'{3,5}|\Z)"
    r'|"[^"\\\n]*(?:\\[^\n][^"\\\n]*)*"?'
    r"|'[^'\n]*'?"
    r"|#[^\n]*",
    re.DOTALL,
)
"""Texts and comments. One that is not closed goes on to its end, where the parser stops as well.
Each ends somewhere, so nothing is tried twice."""

NAME = re.compile(r"[\w\-. \t]+")


class OverdoneError(ValueError):
    """What was expected, where a text is TOML and yet more than anything needs."""


def load(text: str) -> dict[str, Any]:
    """What a TOML text says. Raises TOMLDecodeError and OverdoneError."""
    text = text.replace("\r\n", "\n")
    bare = ASIDE.sub(lambda found: "" if found[0].startswith("#") else "_", text)
    if any(name[0].count(".") >= MOST_PARTS for name in NAME.finditer(bare)):
        raise OverdoneError(_("names of at most %(most)s parts") % {"most": MOST_PARTS})
    try:
        found = tomllib.loads(text)
        _require_short(found)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError as error:
        raise OverdoneError(_("fewer brackets within brackets")) from error
    except ValueError as error:  # Python itself reads no number of more than 4,300 digits
        raise OverdoneError(_("whole numbers of at most 19 digits")) from error
    return found


def _require_short(value: Any) -> None:
    """Whole numbers have 64 bits at most (TOML 1.0). Raises ValueError."""
    if isinstance(value, int) and not -(1 << 63) <= value < 1 << 63:
        raise ValueError("a whole number of more than 64 bits")
    within = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | list):
        for one in within:
            _require_short(one)
