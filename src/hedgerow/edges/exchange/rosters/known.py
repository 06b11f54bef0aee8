"""What an ecosystem keeps already, by columns: as ``here`` has it, for sets of any size."""

from datetime import date

import polars as pl

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment, GroupPlace
from hedgerow.commons.people.models import Guardian, Organisation, Person
from hedgerow.foundation.columns import as_text, frame_of

DETAILS = ("name", "called", "email", "phone", "born")


def persons(ecosystem: Ecosystem) -> pl.DataFrame:
    """Everybody kept here who has a code: ``id``, ``code``, ``gone``, and details, days as text."""
    rows = Person.objects.filter(kept_by=ecosystem).exclude(code="")
    names = ("name", "called", "email", "phone")
    there = rows.filter(erased_at=None).values_list("pk", "code", *names, as_text("born"))
    schema = {"id": pl.Int64, **dict.fromkeys(("code", *DETAILS), pl.String)}
    return frame_of(there, schema)


def erased(ecosystem: Ecosystem) -> pl.DataFrame:
    """``id`` and ``code`` of those whose data was erased."""
    rows = Person.objects.filter(kept_by=ecosystem, erased_at__isnull=False).exclude(code="")
    return frame_of(rows.values_list("pk", "code"), {"id": pl.Int64, "code": pl.String})


def merged(ecosystem: Ecosystem) -> pl.Series:
    """The codes of records that were merged into others."""
    rows = Person.objects.filter(kept_by=ecosystem, merged_into__isnull=False).exclude(code="")
    return frame_of(rows.values_list("code"), {"code": pl.String})["code"]


def spells(ecosystem: Ecosystem, people: pl.DataFrame) -> pl.DataFrame:
    """Roles of these persons: ``code``, ``role``, ``site`` (a code), ``since``, ``until``, ``held``."""
    rows = Assignment.objects.filter(ecosystem=ecosystem).values_list(
        "person", "role", "organisation", as_text("starts"), as_text("ends"), "grade"
    )
    schema = {"id": pl.Int64, "role": pl.String, "place": pl.Int64}
    found = frame_of(rows, schema | dict.fromkeys(("since", "until", "held"), pl.String))
    sites = frame_of(
        Organisation.objects.values_list("pk", "code"), {"place": pl.Int64, "site": pl.String}
    )
    found = found.join(people.select("id", "code"), on="id", how="inner")
    found = found.join(sites, on="place", how="left")
    return found.select("code", "role", pl.col("site").fill_null(""), "since", "until", "held")


def places(ecosystem: Ecosystem, people: pl.DataFrame) -> pl.DataFrame:
    """Places of these persons: ``group`` and ``code``, ``led``, ``since``, ``until``."""
    rows = GroupPlace.objects.filter(group__ecosystem=ecosystem).exclude(group__code="")
    names = ("group__code", "person", "leads", as_text("starts"), as_text("ends"))
    schema = {"group": pl.String, "id": pl.Int64, "led": pl.Boolean}
    found = frame_of(
        rows.values_list(*names), schema | dict.fromkeys(("since", "until"), pl.String)
    )
    own = people.select("id", "code")
    return found.join(own, on="id", how="inner").select("group", "code", "led", "since", "until")


def going_on(places: pl.DataFrame, today: date) -> pl.DataFrame:
    """Places that go on, each once: ``group``, ``code``, ``since``."""
    on = places.filter(pl.col("until").is_null() | (pl.col("until") > str(today)))
    return on.select("group", "code", "since").unique(("group", "code"), keep="last")


def wards(ecosystem: Ecosystem) -> pl.DataFrame:
    """Pairs of ``guardian_code`` and ``learner_code``."""
    both = {"guardian__kept_by": ecosystem, "learner__kept_by": ecosystem}
    rows = Guardian.objects.filter(ecosystem=ecosystem, **both)
    names = ("guardian__code", "learner__code")
    return frame_of(
        rows.values_list(*names), {"guardian_code": pl.String, "learner_code": pl.String}
    )
