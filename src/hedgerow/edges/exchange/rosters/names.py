"""The files of sets by the names that their standards give them, however a system writes these."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.translation import gettext as _

from ..errors import PACK_ANEW, FileUnreadable
from .kolibri import KOLIBRI
from .oneroster import ONEROSTER
from .sds import SDS

MANIFEST: Final = "manifest.csv"
ENDING: Final = ".csv"
FILES: Final = [
    file.name for form in (*ONEROSTER.values(), SDS, KOLIBRI) for file in form.files.values()
]
KNOWN: Final[Mapping[str, str]] = {name.casefold(): name for name in (MANIFEST, *FILES)}
"""Each file's name as its standard writes it, by the same without regard to capital letters."""


def is_csv(name: str) -> bool:
    return name.casefold().endswith(ENDING)


def standard(name: str) -> str:
    """The name as the standard writes it; one that it does not have keeps its letters but for the ending."""
    return KNOWN.get(name.casefold(), name[: -len(ENDING)] + ENDING if is_csv(name) else name)


def by_name(files: Iterable[tuple[str, str]], of: str) -> dict[str, str]:
    """Where each file of a set lies, by its standard's name; ``files`` are their names and where they lie.

    Raises FileUnreadable where two have one name, or names that differ in capital letters alone.
    """
    found: dict[str, str] = {}
    written: dict[str, str] = {}
    for name, lying in files:
        other = written.setdefault(name.casefold(), name)
        if standard(name) in found:
            raise FileUnreadable(file=of, expected=_alike(other, name), advice=PACK_ANEW)
        found[standard(name)] = lying
    return found


def _alike(one: str, other: str) -> str:
    if one == other:
        return _("two files in the archive have the same name")
    said = _(
        "%(one)s and %(other)s differ in capital letters alone, and only one of them can be meant"
    )
    return said % {"one": one, "other": other}
