"""What the pages of imports show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions.telling import may_tell_families
from hedgerow.commons.membership.newcomers import untold_families
from hedgerow.commons.membership.permissions import IMPORT
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.jobs.queries import Progress, progress_of
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.targets import Text

from .absent.showing import AbsentPage, absent_page
from .absent.showing_sets import LackingPage, lacking_page
from .alike import Alike, alike, in_words
from .catalogue import TARGETS
from .choosing import Starter
from .errors import Named
from .failing import AT_WORK, has_failed, state_text_of, why_failed, with_told_state
from .formats import TITLES
from .likeness.showing import AlikePage, alike_page
from .models import Import
from .moving.showing import MovingPage, moving_page
from .naming_rows import named_again
from .needing import Need, Waiting, needs_of, waited_for
from .noting import SHEETS
from .parts import Part, parts_of
from .reading_of import codes_made_of, unread
from .rosters.target import ROSTER
from .starting import step_after
from .undoing import may_be_undone
from .wording import name_of

COUNTED = ("cells", "elsewhere", "missing", "count_problems", "ended", "ended_later", "left")
PROBLEMS_SHOWN = 100
LISTS = {
    "organisations": "organisations",
    "people": "people",
    "guardians": "people",
    "families": "people",
    "groups": "groups",
    "group-members": "groups",
    "activities": "activities",
    "enrolments": "activities",
    "attendance": "activities",
    "observations": "indicators",
    "case": "frameworks",
    "roster": "organisations",
}
FAMILIES = ("families", "guardians", "people", ROSTER.name)


@dataclass(frozen=True, slots=True)
class ImportPage:
    """One import."""

    uuid: UUID
    slug: str
    file: str
    sheets: tuple[str, ...]
    mapping: str
    key: str
    target: Text
    by: str
    created_at: datetime
    finished_at: datetime | None
    state: str
    state_text: Text
    failed: bool
    digest: str
    parts: tuple[Part, ...]
    excluded: tuple[tuple[str, int], ...]
    cells: int
    elsewhere: int
    missing: int
    problems: tuple[dict[str, Any], ...]
    alike: tuple[Alike, ...]
    count_problems: int
    notes: tuple[Alike, ...]
    years: str
    refused: str
    in_the_way: tuple[Named, ...]
    progress: Progress | None
    next: Starter | None
    undone_at: datetime | None
    may_be_undone: bool
    untold: int
    needs: tuple[Need, ...]
    waiting: tuple[Waiting, ...]
    absent: AbsentPage
    lacking: LackingPage
    alike_here: AlikePage
    moving: MovingPage
    ended: int
    ended_later: int
    left: int
    codes_made_of: tuple[str, ...]
    today: date

    @property
    def made_of(self) -> tuple[Text, ...]:
        """The fields of which codes are made, as readers call them."""
        return tuple(map(name_of, self.codes_made_of))

    @property
    def list_name(self) -> str:
        """The route of the list where the rows stand."""
        return LISTS.get(self.key, "imports")

    @property
    def fits(self) -> str:
        """The target whose template the file is instead of the one chosen; empty for none."""
        wanted = (one for one in self.problems if one["code"] == "exchange.other_template")
        return str(next(wanted, {"label": ""})["label"])

    @property
    def is_set(self) -> bool:
        """Whether it is a set of files, each of which a problem may be in."""
        return self.key == ROSTER.name

    @property
    def repeats(self) -> bool:
        """Whether something is wrong in the same way on several lines."""
        return any(one.count > 1 for one in self.alike)

    @property
    def lacks_columns(self) -> bool:
        return any(one["code"] == "exchange.no_column" for one in self.problems)

    @property
    def writes(self) -> int:
        """How many rows it would write."""
        return sum(part.count for part in self.parts[:2])

    @property
    def waits(self) -> bool:
        return self.state in (Import.State.READY, Import.State.MOVED)

    @property
    def works(self) -> bool:
        return self.state in AT_WORK

    @property
    def why_failed(self) -> str:
        """What to do about it; empty where it did not fail."""
        return why_failed(self.state, self.progress) if self.failed else ""

    @property
    def may_be_discarded(self) -> bool:
        if self.state == Import.State.UNDOING:
            return False
        states = (Import.State.WRONG, Import.State.CHECKING, Import.State.ASKING)
        return self.waits or self.failed or self.state in states

    @property
    def may_choose(self) -> bool:
        """Whether its columns can be named, or named otherwise."""
        return self.is_sheet and self.may_be_discarded and not self.works

    @property
    def is_sheet(self) -> bool:
        return self.key not in (ROSTER.name, *TITLES)


def ecosystem_to_import(actor: Actor, slug: str) -> Ecosystem:
    """The ecosystem, for those who may import there; raises NotFound for others."""
    found = Ecosystem.objects.visible_to(actor).filter(slug=slug).first()
    if found is None or not actor.holds(IMPORT, found.pk):
        raise NotFound
    return found


def imports(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Import]:
    """Imports of an ecosystem, for a table."""
    rows = Import.objects.visible_to(actor).filter(ecosystem=ecosystem)
    return with_told_state(rows).select_related("by")


def import_page(actor: Actor, slug: str, uuid: UUID, part: int = 1) -> ImportPage:
    """One import with its preview or result, and a part of those absent; raises NotFound to outsiders."""
    ecosystem = ecosystem_to_import(actor, slug)
    row = imports(actor, ecosystem).filter(uuid=uuid).first()
    if row is None:
        raise NotFound
    target = ROSTER if row.target == ROSTER.name else TARGETS.get(row.target)
    return ImportPage(
        uuid=row.uuid,
        slug=ecosystem.slug,
        file=row.file_name,
        sheets=tuple(row.preview.get(SHEETS, ())),
        mapping=row.mapping_name,
        key=row.target,
        target=target.title if target else TITLES.get(row.target, row.target),
        by=row.by.name if row.by else "",
        created_at=row.created_at,
        finished_at=row.finished_at,
        state=row.state,
        state_text=state_text_of(row),
        failed=has_failed(row),
        digest=row.digest,
        parts=parts_of(row.preview, target),
        progress=progress_of(row.job) if row.job else None,
        next=Starter(after.name, after.title) if (after := step_after(row.target)) else None,
        undone_at=row.undone_at,
        may_be_undone=may_be_undone(row),
        untold=_untold(actor, ecosystem, row),
        needs=needs_of(row),
        waiting=waited_for(actor, row),
        absent=absent_page(actor, ecosystem, row, part),
        lacking=lacking_page(actor, ecosystem, row, part),
        alike_here=alike_page(actor, ecosystem, row),
        moving=moving_page(actor, ecosystem, row),
        codes_made_of=codes_made_of(row),
        today=today(ecosystem),
        **_said(row),
    )


def _said(row: Import) -> dict[str, Any]:
    """What a preview or result says in numbers and problems, as it was kept."""
    preview: Mapping[str, Any] = row.preview
    problems, notes = preview.get("problems", ()), preview.get("notes", ())
    return {
        "excluded": tuple(preview.get("excluded", {}).items()),
        **{name: preview.get(name, 0) for name in COUNTED},
        "problems": tuple(problems[:PROBLEMS_SHOWN]),
        "alike": in_words(alike(problems)[:PROBLEMS_SHOWN], unread(row) if problems else ()),
        "notes": in_words(alike(notes)[:PROBLEMS_SHOWN], unread(row) if notes else ()),
        "years": preview.get("years", ""),
        "refused": preview.get("refused", ""),
        "in_the_way": named_again(preview.get("in_the_way", ()) if preview.get("refused") else ()),
    }


def _untold(actor: Actor, ecosystem: Ecosystem, row: Import) -> int:
    """How many guardians are to be told how to sign in, for who may tell them once they are in."""
    is_in = row.target in FAMILIES and row.state == Import.State.DONE
    if not is_in or not may_tell_families(actor, ecosystem):
        return 0
    return untold_families(ecosystem).count()


def is_set(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> bool:
    """Whether the import is a set of files; not where there is none."""
    return imports(actor, ecosystem).filter(uuid=uuid, target=ROSTER.name).exists()


def problems_of(actor: Actor, slug: str, uuid: UUID) -> list[dict[str, Any]]:
    """Every problem kept of an import; raises NotFound to outsiders."""
    row = imports(actor, ecosystem_to_import(actor, slug)).filter(uuid=uuid).first()
    if row is None:
        raise NotFound
    return list(row.preview.get("problems", ()))
