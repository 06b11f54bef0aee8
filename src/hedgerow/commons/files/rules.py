"""How a stored file is called, how large it may be, and as what it is handed out."""

import re
import unicodedata
from types import MappingProxyType
from typing import Final

MOST: Final = 10 * 1024 * 1024
"""Bytes: a signed form photographed by a phone is two or three million."""
LONGEST_NAME: Final = 120
TYPES: Final = MappingProxyType(
    {
        "pdf": "application/pdf",
        "png": "image/png",
        "jpeg": "image/jpeg",
        "gif": "image/gif",
        "webp": "image/webp",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "text": "text/plain",
    }
)
"""Kinds that are kept, as their content says, and the type each is handed out as."""
ENDINGS: Final = MappingProxyType({"jpeg": ("jpg", "jpeg"), "text": ("txt", "csv", "md")})
UNFIT: Final = re.compile(r'[\x00-\x1f\x7f"*/:<>?\\|\u200e\u200f\u202a-\u202e\u2066-\u2069]')
"""Signs that no file name has, or that turn the end of one around."""


def ending_of(kind: str) -> str:
    """The ending of a file's name that tells the kind."""
    return ENDINGS.get(kind, (kind,))[0]


def clean_name(given: str, kind: str) -> str:
    """A name to show and to save under: no folder, no odd sign, an ending that tells the kind.

    What was called ``invoice.pdf.exe`` and is a picture becomes ``invoice.pdf.exe.png``.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    name = re.sub(r"\s+", " ", UNFIT.sub("", last)).strip(" .") or "file"
    endings = ENDINGS.get(kind, (kind,))
    if name.rpartition(".")[2].casefold() in endings and "." in name:
        stem, _, ending = name.rpartition(".")
        return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
    return f"{name[: LONGEST_NAME - len(endings[0]) - 1]}.{endings[0]}"
