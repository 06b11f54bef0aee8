"""Preview a file and import it; both read, clean, check and compare in the same way."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.permissions import IMPORT
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.targets import Diff
from hedgerow.foundation.writeahead import copied_beside

from .absent.asked import AnyEnding
from .absent.lists import absent_from, keep
from .absent.sets import brought, missing_from_set
from .apart import kept_apart
from .carrying import Beside, carry_out
from .comparing import Upload, cleaned, compared
from .errors import ImportStopped, RowsMoved
from .likeness.finding import resembling
from .models import Import
from .moving.finding import moving
from .moving.kept import leaving as leaves
from .outcomes import Preview, outcome_of
from .pipeline import Cleaned
from .ready import Ready, made_ready

__all__ = ["Preview", "Upload", "import_file", "preview"]


def preview(ecosystem: Ecosystem, upload: Upload, *, by: Actor) -> Preview:
    """Say what importing the file would do; nothing is written."""
    _permitted(ecosystem, by)
    found = cleaned(upload)
    diff = compared(ecosystem, upload, found, by)
    outcome = outcome_of(upload.target, found, kept_apart(ecosystem, upload, found, diff, by))
    if outcome.problems:
        return outcome
    return _with_people(ecosystem, upload, found, diff, outcome, by)


def import_file(
    ecosystem: Ecosystem,
    upload: Upload,
    *,
    by: Actor,
    at: datetime,
    found: Cleaned | None = None,
    row: Import | None = None,
    promised: str = "",
    ready: Ready | None = None,
    ending: AnyEnding | None = None,
    leaving: bool = False,
    told: Callable[[str], None] = lambda step: None,
) -> Preview:
    """Write what is new or changed, whole or not at all; a second time nothing.

    ``ending`` is what ends of those absent; with ``leaving`` who changes class leaves the old one.
    ``promised`` is the digest of a preview that must still hold. ``told`` hears of each step.
    ``found`` and ``ready`` are what was read and compared before the caller's transaction. What was
    written is kept with ``row``, or with a new one, so that it can be undone.
    Raises NotFound, NotPermitted, FileUnreadable, MappingWrong, ImportStopped or RowsMoved.
    """
    _permitted(ecosystem, by)
    told("read")
    found = cleaned(upload) if found is None else found
    told("compare")
    ready = made_ready(ecosystem, upload, found, by) if ready is None else ready
    with copied_beside(), transaction.atomic():
        Ecosystem.objects.select_for_update().get(pk=ecosystem.pk)
        diff = _diff(ecosystem, upload, found, ready, by)
        outcome = _held(outcome_of(upload.target, found, diff, promised=bool(promised)), promised)
        outcome = _with_people(ecosystem, upload, found, diff, outcome, by)
        left = leaves(row, outcome.moving) if leaving else {}
        beside = Beside(ending and ending.still(outcome, by), left)
        if diff.writes or beside:
            told("write")
            outcome, trace = carry_out(ecosystem, upload, outcome, diff, by, at, row, beside)
            brought(ecosystem, found, outcome.lacking, trace)
        keep(ecosystem, upload, diff)
    return outcome


def _diff(
    ecosystem: Ecosystem, upload: Upload, found: Cleaned, ready: Ready | None, by: Actor
) -> Diff:
    """The comparison that was made ready, where it still holds, else a new one."""
    holds = ready is not None and ready.still_holds(ecosystem)
    diff = ready.diff if ready and holds else compared(ecosystem, upload, found, by)
    return kept_apart(ecosystem, upload, found, diff, by)


def _with_people(
    ecosystem: Ecosystem, upload: Upload, found: Cleaned, diff: Diff, outcome: Preview, by: Actor
) -> Preview:
    """The outcome with who was in earlier lists or sets and is not in this one, who is new and like somebody
    here, and who changes class."""
    if found.roster is not None:
        return replace(outcome, lacking=missing_from_set(ecosystem, found))
    return replace(
        outcome,
        absent=absent_from(ecosystem, upload, diff),
        resembling=resembling(ecosystem, upload.target, found.records, diff, by),
        moving=moving(ecosystem, upload.target, diff, by),
    )


def _held(outcome: Preview, promised: str) -> Preview:
    """The outcome; raise ImportStopped for problems, RowsMoved where another was promised."""
    if outcome.problems:
        raise ImportStopped(outcome.problems)
    if promised and outcome.digest != promised:
        raise RowsMoved
    return outcome


def _permitted(ecosystem: Ecosystem, by: Actor) -> None:
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound
    require(by, IMPORT, within=ecosystem.pk)
