"""What a whole OneRoster set says of users, by columns: as ``from_oneroster`` has it row by row."""

from collections.abc import Mapping

import polars as pl

from .fitting import day_of
from .oneroster import NO_NAME
from .plain import SPACES
from .reader import ROLES, SITELESS
from .reading import Table
from .steps import grade_of

Tables = Mapping[str, Table]
ISO = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def cells(tables: Tables, name: str, *columns: str) -> pl.DataFrame:
    """Lines and columns of a file; no rows where the set has none."""
    table = tables.get(name)
    if table is None:
        return pl.DataFrame(schema={"line": pl.Int64, **dict.fromkeys(columns, pl.String)})
    return table.cells(*columns)


def days(texts: pl.Series) -> pl.Series:
    """Days as ``2026-08-17``; nothing where none is said."""
    odd = texts.filter(~texts.str.contains(ISO)).unique().to_list()
    if odd == [""] or not odd:
        return texts.replace("", None) if odd else texts
    read = {text: str(day) if (day := day_of(text)) else None for text in odd if text}
    return texts.replace({**read, "": None})


def many(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """A row for each text of a cell that holds several."""
    parts = frame.with_columns(pl.col(name).str.split(",")).explode(name)
    return parts.with_columns(pl.col(name).str.strip_chars(SPACES)).filter(pl.col(name) != "")


def roles(tables: Tables) -> pl.DataFrame:
    """``code``, ``role``, ``site``, ``starts``, ``ends`` of each user, as ``roles_of`` has it."""
    users = cells(tables, "users", "sourcedId", "role", "orgSourcedIds")
    own = many(users.filter(pl.col("role") != ""), "orgSourcedIds").select(
        pl.col("sourcedId").alias("code"), "role", pl.col("orgSourcedIds").alias("site"),
        starts=pl.lit(None, pl.String), ends=pl.lit(None, pl.String),
    )  # fmt: skip
    more = cells(tables, "roles", "userSourcedId", "role", "orgSourcedId", "beginDate", "endDate")
    said = more.select(
        pl.col("userSourcedId").alias("code"), "role", pl.col("orgSourcedId").alias("site"),
        starts=days(more["beginDate"]), ends=days(more["endDate"]),
    )  # fmt: skip
    role = pl.col("role").replace_strict(ROLES, default="member", return_dtype=pl.String)
    found = pl.concat([own, said]).with_columns(role)
    site = pl.when(pl.col("role").is_in(SITELESS)).then(pl.lit("")).otherwise(pl.col("site"))
    found = found.with_columns(site.alias("site"))
    return found.unique(("code", "role", "site"), keep="first", maintain_order=True)


def people(tables: Tables, held: pl.DataFrame) -> pl.DataFrame:
    """A row a user and role: fields of the people target; empty, or none, where nothing is said."""
    users = cells(
        tables, "users", "sourcedId", "givenName", "familyName", "preferredGivenName",
        "preferredFamilyName", "email", "phone", "sms", "grades",
    )  # fmt: skip
    born = cells(tables, "demographics", "sourcedId", "birthDate")
    born = born.select(code="sourcedId", born=days(born["birthDate"])).unique("code", keep="last")
    grades = {one: grade_of(one) for one in users["grades"].unique()}
    grade = pl.col("grades").replace_strict(grades, return_dtype=pl.String)
    given = _or("preferredGivenName", "givenName")
    family = _or("preferredFamilyName", "familyName").replace(NO_NAME, "")
    said = users.select(
        "line", code="sourcedId", name=pl.concat_str(given, family, separator=" ").str.strip_chars(SPACES),
        called="preferredGivenName", email="email", phone=_or("phone", "sms"), grade=grade,
    )  # fmt: skip
    said = said.join(born, on="code", how="left", maintain_order="left")
    roles = held.rename({"site": "organisation_code"})
    found = said.join(roles, on="code", how="left", maintain_order="left_right")
    none = pl.col("role").is_null()
    return found.with_columns(
        pl.col("role", "organisation_code").fill_null(""),
        grade=pl.when(none).then(pl.lit("")).otherwise(pl.col("grade")),
    )


def agents(tables: Tables, held: pl.DataFrame) -> pl.DataFrame:
    """``line``, ``guardian_code`` and ``learner_code`` of each agent of a user who learns."""
    said = cells(tables, "users", "sourcedId", "agentSourcedIds")
    learners = held.filter(pl.col("role") == "learner").select(sourcedId="code").unique()
    pairs = said.filter(pl.col("agentSourcedIds") != "").join(
        learners, on="sourcedId", how="semi", maintain_order="left"
    )
    return many(pairs, "agentSourcedIds").select(
        "line", guardian_code="agentSourcedIds", learner_code="sourcedId"
    )


def _or(first: str, second: str) -> pl.Expr:
    return pl.when(pl.col(first) != "").then(pl.col(first)).otherwise(pl.col(second))
