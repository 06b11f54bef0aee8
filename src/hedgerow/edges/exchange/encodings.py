"""In which of the ways that spreadsheet programs save a text is written that is no UTF-8. Pure.

Where the letters are told wrongly no heading is known, and what is never kept would be kept.
"""

import re
from typing import Final

WESTERN: Final = "windows-1252"
LOOKED_AT: Final = 1 << 16
BEYOND: Final = re.compile(rb"[\x80-\xff]")
APART: Final = re.compile(rb"(?<![A-Za-z\x80-\xff])[\x80-\xff]{2,}(?![A-Za-z\x80-\xff])")
MOSTLY: Final = 0.8
HANGUL: Final = re.compile("[가-힣]")
SCRIPTS: Final = (
    ("windows-1255", re.compile("[\u05d0-\u05ea\u05f0-\u05f4]")),
    ("windows-1256", re.compile("[\u0621-\u0652\u067e\u0686\u0698\u06af]")),
)
"""Of one byte a letter; the first in which nearly all letters are of the script."""


def encoding_of(content: bytes) -> str:
    """Korean, Hebrew or Arabic where letters beyond ASCII mostly make words of their own, as in no Western text."""
    first = content[:LOOKED_AT]
    first = first[: first.rfind(b"\n")] if len(content) > LOOKED_AT and b"\n" in first else first
    beyond = len(BEYOND.findall(first))
    if not beyond or sum(map(len, APART.findall(first))) < MOSTLY * beyond:
        return WESTERN
    if _share(first, "cp949", HANGUL) >= MOSTLY:
        return "cp949"
    fitting = ((_share(first, name, script), name) for name, script in SCRIPTS)
    return next((name for share, name in fitting if share >= MOSTLY), WESTERN)


def _share(content: bytes, encoding: str, script: "re.Pattern[str]") -> float:
    """How many of the letters beyond ASCII are of the script; 0 where it cannot be read so."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return 0
    beyond = [one for one in text if not one.isascii()]
    return len(script.findall("".join(beyond))) / len(beyond) if beyond else 0
