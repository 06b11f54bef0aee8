"""New persons, their roles and places by columns, as set actions take them."""

from collections.abc import Mapping

import polars as pl

from hedgerow.foundation.targets import Many

OWN = ("code", "name", "called", "born", "email", "phone")


def persons(many: Many) -> pl.DataFrame:
    """The persons, each once: a person with several roles has several records."""
    own = [name for name in OWN if name in many.new.columns]
    return many.new.select(own).unique("code", keep="last", maintain_order=True)


def roles(
    many: Many, added: pl.DataFrame, places: Mapping[tuple[str, str], int]
) -> pl.DataFrame | None:
    """The roles of persons who were added, by ids; None where nobody has one."""
    given = many.new.filter(pl.col("role") != "")
    if given.is_empty():
        return None
    codes = {code: pk for (kind, code), pk in places.items() if not kind}
    site = pl.col("organisation_code").replace_strict(codes, default=None, return_dtype=pl.Int64)
    given = given.join(
        added.select("code", "uuid", person_id="id"), on="code", maintain_order="left"
    )
    own = ("person_id", "uuid", "role", "starts", "ends", "grade")
    return given.select(own, organisation_id=site)
