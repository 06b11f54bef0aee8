"""The mappings that one may choose, and the templates to begin with."""

from dataclasses import dataclass
from pathlib import Path

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.targets import Text

from .catalogue import TARGETS
from .errors import MappingWrong
from .examples import examples
from .mappings import read_mapping
from .models import Import, SavedMapping
from .pipeline import template_title
from .starting import ready_mapping

GUESS = "guess"
"""The choice for an unknown spreadsheet: its columns are proposed."""
SET = "set"
"""The choice for a set of files, which says by itself what is in it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A mapping to choose."""

    key: str
    title: str
    text: str
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class Starter:
    """A target with the template to fill in."""

    name: str
    title: Text


def starters() -> tuple[Starter, ...]:
    return tuple(Starter(one.name, one.title) for one in TARGETS.values())


def choices(ecosystem: Ecosystem) -> list[Choice]:
    """Saved mappings of the ecosystem, ready ones, then examples that come with the source."""
    saved = SavedMapping.objects.filter(ecosystem=ecosystem).order_by("name")
    saved = saved.filter(Q(headings="") | Exists(_came_in_by(OuterRef("text"))))
    found = [Choice(f"saved:{one.uuid}", one.name, one.text) for one in saved]
    found.insert(0, Choice(GUESS, _("find out from its headings"), ""))
    found.append(Choice(SET, _("a set of OneRoster, School Data Sync or Kolibri"), ""))
    for target in TARGETS.values():
        title = template_title(target)
        found.append(Choice(f"ready:{target.name}", title, ready_mapping(target)))
    return found + [_example(path) for path in examples()]


def _came_in_by(mapping: OuterRef) -> QuerySet[Import]:
    """The imports that came in by a mapping: what was chosen for a file that never did is no choice for others.

    A file with the same headings is read by it all the same.
    """
    done = Import.objects.filter(state__in=(Import.State.DONE, Import.State.UNDONE))
    return done.filter(ecosystem=OuterRef("ecosystem"), mapping=mapping)


def _example(path: Path) -> Choice:
    try:
        title = read_mapping(path).title
    except MappingWrong:
        title = ""
    text = path.read_text(encoding="utf-8")
    return Choice(f"example:{path.stem}", title or path.stem, text, is_example=True)
