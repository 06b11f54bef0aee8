"""Roles and places that are new, by columns: what ``assign_many`` and ``place_many`` write of a set
with hundreds of thousands of rows. Permission, checks of rows that are known, and the fact are there.
"""

from datetime import date
from typing import Any
from uuid import UUID

import polars as pl
from django.db.models import QuerySet

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.bars import require_column_not_barred
from hedgerow.commons.people.codes import people_by_code
from hedgerow.commons.people.models import Person
from hedgerow.foundation import columns, manykeys
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from ..errors import RoleOrder
from ..models import Assignment, Group, GroupPlace
from ..permissions import EDIT_GROUPS
from .checks import only_seen, organisations_of, require_at_sites
from .leaders import check_leaders

SPELL = ("person_id", "role", "organisation_id", "starts", "ends", "grade")


def add_roles(ecosystem: Ecosystem, rows: pl.DataFrame, *, by: Actor, today: date) -> list[str]:
    """Give roles to persons kept here who hold none; return the persons' public ids.

    The frame has ``person_id`` with that person's ``uuid``, ``role``, ``organisation_id``, ``starts``
    (today where there is none), ``ends`` and ``grade``.

    Raises NotFound for ids of elsewhere, or RoleOrder.
    """
    persons = rows.select(id="person_id", uuid="uuid").unique("id").sort("id")
    _require_here(ecosystem, persons["id"])
    organisations_of(ecosystem, rows["organisation_id"].unique().to_list())
    rows = rows.with_columns(pl.col("starts").fill_null(str(today)))
    if rows.select((pl.col("ends") < pl.col("starts")).any()).item():
        raise RoleOrder
    spells = rows.select(SPELL).sort("person_id", maintain_order=True)
    columns.insert(Assignment, spells, ecosystem_id=ecosystem.pk, origin=by.origin)
    return manykeys.dashed(persons["uuid"])


def _require_here(ecosystem: Ecosystem, persons: pl.Series) -> None:
    """Raise NotFound for ids, ascending and one at least, of anybody not kept here or with a role.

    Where as many are kept here as there are numbers from the first to the last, all of them are.
    """
    first, last = int(persons[0]), int(persons[-1])
    here = Person.objects.filter(kept_by=ecosystem, erased_at__isnull=True)
    here = here.filter(pk__gte=first, pk__lte=last)
    held = Assignment.objects.filter(ecosystem=ecosystem, person__gte=first, person__lte=last)
    if here.count() <= last - first and not persons.is_in(_ids(here.values_list("pk"))).all():
        raise NotFound
    if held.exists() and persons.is_in(_ids(held.values_list("person"))).any():
        raise NotFound


def _ids(rows: QuerySet[Any, tuple[int]]) -> pl.Series:
    return columns.frame_of(rows, {"id": pl.Int64})["id"].implode()


def add_places(ecosystem: Ecosystem, rows: pl.DataFrame, *, by: Actor, today: date) -> set[UUID]:
    """Put persons in groups, both by their codes; return the groups' public ids.

    The frame has ``group_code``, ``person_code``, ``leads``, ``starts`` and ``ends``.

    Raises NotFound for codes of nobody here, OutOfReach, NotPermitted, or MayNotLead.
    """
    groups = Group.objects.select_for_update().filter(ecosystem=ecosystem).exclude(code="")
    there = list(groups.values_list("code", "pk", "organisation", "uuid"))
    known = pl.DataFrame(
        {"group_code": [one[0] for one in there], "group_id": [one[1] for one in there]},
        schema={"group_code": pl.String, "group_id": pl.Int64},
    )
    people = people_by_code(ecosystem).rename({"code": "person_code", "id": "person_id"})
    found = rows.join(known, on="group_code", how="left", maintain_order="left")
    found = found.join(people, on="person_code", how="left", maintain_order="left")
    if found["group_id"].has_nulls() or found["person_id"].has_nulls():
        raise NotFound
    require_column_not_barred(by, found["person_id"])
    used = set(found["group_id"].unique())
    require_at_sites(by, EDIT_GROUPS, ecosystem, {one[2] for one in there if one[1] in used})
    if not by.may(EDIT_GROUPS, ecosystem.pk):
        only_seen(found["person_id"].unique().to_list(), by)
    check_leaders(ecosystem, _leading(found, today))
    places = found.select("group_id", "person_id", "leads", "starts", "ends")
    columns.insert(GroupPlace, places.sort("group_id", "person_id"))
    return {one[3] for one in there if one[1] in used}


def _leading(found: pl.DataFrame, today: date) -> dict[int, date]:
    """From which day on each of those who lead has to be able to."""
    led = found.filter(pl.col("leads") & pl.col("ends").is_null())
    since = led.group_by("person_id").agg(pl.col("starts").last())
    return {pk: max(today, date.fromisoformat(starts)) for pk, starts in since.iter_rows()}
