"""Letters kept as files where no mail server is set up."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from django.conf import settings

SHORTEST = 3


def forget_letters(words: Collection[str]) -> int:
    """Delete the letters in which one of the words stands, upper or lower case alike; how many."""
    sought = [word.casefold() for word in words if len(word) >= SHORTEST]
    folder = Path(getattr(settings, "EMAIL_FILE_PATH", "") or "")
    if not sought or not settings.EMAIL_FILE_PATH or not folder.is_dir():
        return 0
    told = [file for file in folder.iterdir() if file.is_file() and _tells(file, sought)]
    for file in told:
        file.unlink(missing_ok=True)
    return len(told)


def _tells(file: Path, sought: Collection[str]) -> bool:
    text = file.read_bytes().decode("utf-8", "replace").casefold()
    return any(word in text for word in sought)
