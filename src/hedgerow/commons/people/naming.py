"""Names of many persons by columns: what they are ordered by, and the words that find them.

Folding works on what stands between two spaces alone, so each different part is folded once.
"""

from itertools import chain

import polars as pl

from .rules import sort_name, words

LONGEST = 200


def with_sort_names(people: pl.DataFrame) -> pl.DataFrame:
    """The persons with ``sort_name``, as ``rules.sort_name`` makes it of ``name``."""
    parts = _parts(people, "name")
    folded = {one: sort_name(one) for one in parts["part"].unique()}
    said = parts.with_columns(pl.col("part").replace_strict(folded, return_dtype=pl.String))
    ordered = said.filter(pl.col("part") != "").group_by("row", maintain_order=True)
    named = ordered.agg(pl.col("part").str.join(" ").str.slice(0, LONGEST).alias("sort_name"))
    found = people.with_row_index("row").join(named, on="row", how="left", maintain_order="left")
    return found.drop("row").with_columns(pl.col("sort_name").fill_null(""))


def words_of(people: pl.DataFrame) -> pl.DataFrame:
    """``person_id`` and ``word``: the words of names and short names, as ``rules.words`` finds them."""
    texts = [_parts(people, name) for name in ("name", "called") if name in people.columns]
    parts = pl.concat(texts).select("row", "part").unique()
    known = {one: words(one) for one in parts["part"].unique()}
    single = pl.DataFrame(
        {
            "part": list(chain.from_iterable([one] * len(said) for one, said in known.items())),
            "word": list(chain.from_iterable(known.values())),
        },
        schema={"part": pl.String, "word": pl.String},
    )
    found = parts.join(single, on="part", how="inner").select("row", "word").unique()
    ids = people.with_row_index("row").select("row", pl.col("id").alias("person_id"))
    return (
        found.join(ids, on="row", how="inner").select("person_id", "word").sort("person_id", "word")
    )


def _parts(people: pl.DataFrame, name: str) -> pl.DataFrame:
    """What stands between the spaces of a text, with the number of its row."""
    said = people.with_row_index("row").select("row", pl.col(name).str.split(" ").alias("part"))
    return said.explode("part")
