"""Which roles that sets brought a later set of the same source says no more, by columns."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation.columns import as_text, frame_of

from ..rosters.scope import Scope
from .brought import Source, remember, sources, together
from .keys import Keys

ROLE: Final = ("code", "role", "site")
SHOWN: Final = ("key", "gone", "day")


@dataclass(frozen=True, slots=True)
class Missing:
    """Roles that go on, and that the set does not say: ``key``, ``gone`` and ``day`` of each, in the
    order in which pages show them.

    ``gone`` are those of people who are in the set no more; the others are in it with other roles. The
    numbers are of people, ``known`` being all whom sets of the source brought and who hold such a role.
    ``before`` are the sources of the system, ``own`` which of them the set's is, and ``present`` the
    roles of it that the set says.
    """

    rows: pl.DataFrame
    gone: int
    moved: int
    known: int
    before: Sequence[Source]
    own: frozenset[int]
    present: Keys

    def __bool__(self) -> bool:
        return not self.rows.is_empty()

    @property
    def digest(self) -> str:
        """Differs when other roles are missing."""
        return hashlib.sha256(self.rows.select("key", "gone").write_csv().encode()).hexdigest()

    @property
    def counted(self) -> dict[str, int]:
        return {"gone": self.gone, "moved": self.moved, "known": self.known} if self else {}


def missing_from(ecosystem: Ecosystem, scope: Scope, said: pl.DataFrame) -> Missing | None:
    """What a set lacks; None of one that tells changes alone, and of the first of its source.

    ``said`` has ``code``, ``role``, ``site`` and ``ends`` of each role that the set says, and a row
    without a role for each of the others in it.
    """
    before = sources(ecosystem, scope.sign) if scope.people or scope.roles else []
    if not before:
        return None
    held = _held(ecosystem, before)
    own = held.filter(pl.col("site").is_in(scope.schools.implode()))["at"].unique()
    held = held.filter(pl.col("at").is_in(own.implode()))
    said = _as_kept(ecosystem, said)
    found = _lacking(held, said, scope)
    present = held.join(found.select("key"), on="key", how="anti")["key"]
    return Missing(
        found.sort("gone", "name", "key", descending=(True, False, False)).select(SHOWN),
        _people(found.filter("gone")), _people(found.filter(~pl.col("gone"))), _people(held),
        before, frozenset(own), Keys.of_column(present),
    )  # fmt: skip


def keep_brought(
    ecosystem: Ecosystem, scope: Scope, missing: Missing | None, new: Keys, day: date
) -> None:
    """Remember what a set brought, and of what earlier ones brought what it still says."""
    before = sources(ecosystem, scope.sign) if missing is None else missing.before
    own = missing.own if missing else frozenset[int]()
    if missing is None and not scope.people and not scope.roles and len(before) == 1:
        own = frozenset({0})  # changes to the one whole set there was
    present = new | missing.present if missing else new
    others = [one for at, one in enumerate(before) if at not in own]
    mine = _with([one for at, one in enumerate(before) if at in own], present, day)
    remember(ecosystem, scope.sign, [*others, mine])


def _with(found: Sequence[Source], present: Keys, day: date) -> Source:
    """The sources as one, in which these keys are of that day."""
    days: dict[date, Keys] = {}
    there = present.column().implode()
    for one in found:
        for last, keys in one.days.items():
            column = keys.column()
            left = column.filter(~column.is_in(there))
            days[last] = days.get(last, Keys()) | Keys.of_column(left)
    return Source(days | {day: days.get(day, Keys()) | present})


def _held(ecosystem: Ecosystem, before: Sequence[Source]) -> pl.DataFrame:
    """The roles of these sources that go on: ``key``, ``code``, ``name``, ``role``, ``site``, ``since``, and
    by which source, ``at``, of which ``day``."""
    every = together(before)
    rows = Assignment.objects.filter(
        ecosystem=ecosystem, ends=None, pk__gte=every.firsts[0], pk__lte=every.lasts[-1],
        person__kept_by=ecosystem, person__erased_at=None,
    ).exclude(person__code="")  # fmt: skip
    names = ("pk", "person__code", "person__sort_name", "role", "organisation", as_text("starts"))
    schema = {"key": pl.Int64, "code": pl.String, "name": pl.String, "role": pl.String}
    found = frame_of(rows.values_list(*names), schema | {"place": pl.Int64, "since": pl.String})
    found = found.join(_brought(before), on="key", how="inner")
    codes = Organisation.objects.values_list("pk", "code")
    sites = frame_of(codes, {"place": pl.Int64, "site": pl.String})
    found = found.join(sites, on="place", how="left").drop("place")
    return found.with_columns(pl.col("site").fill_null(""))


def _brought(before: Sequence[Source]) -> pl.DataFrame:
    parts = [
        pl.DataFrame({"key": keys.column()}).with_columns(at=pl.lit(at), day=pl.lit(str(day)))
        for at, one in enumerate(before)
        for day, keys in one.days.items()
    ]
    return pl.concat(parts).unique("key", keep="last")


def _as_kept(ecosystem: Ecosystem, said: pl.DataFrame) -> pl.DataFrame:
    """The same by the codes of the records that are kept, where the set names some merged into them."""
    gone = Person.objects.filter(kept_by=ecosystem, merged_into__isnull=False).exclude(code="")
    kept = dict(gone.values_list("code", "merged_into__code"))
    return said.with_columns(pl.col("code").replace(kept)) if kept else said


def _lacking(held: pl.DataFrame, said: pl.DataFrame, scope: Scope) -> pl.DataFrame:
    """Which of the roles the set speaks of and does not say; ``gone`` where it has not the person.

    A school that is not in the set is not spoken of, but for people who are: they are elsewhere now. As
    long as people stand at such schools, guardians and others without a school may belong to these.
    """
    kept = held.join(said.filter(pl.col("role") != ""), on=ROLE, how="inner")
    kept = kept.filter(pl.col("ends").is_null() | (pl.col("ends") >= pl.col("since")))
    found = held.join(kept.select("key"), on="key", how="anti")
    here = said.select("code").unique().with_columns(gone=pl.lit(value=False))
    found = found.join(here, on="code", how="left").with_columns(
        pl.col("gone").fill_null(value=True)
    )
    there = pl.col("site").is_in(scope.sites.implode())
    elsewhere = found.filter(pl.col("gone") & (pl.col("site") != "") & ~there)
    spoken = there | ((pl.col("site") == "") & pl.lit(elsewhere.is_empty()))
    if not scope.roles:
        return found.filter(pl.col("gone") & spoken)
    return found.filter(~pl.col("gone") | spoken)


def _people(rows: pl.DataFrame) -> int:
    return rows["code"].n_unique()
