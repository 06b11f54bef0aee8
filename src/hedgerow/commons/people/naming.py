"""Names of many persons by columns: what they are ordered by, and the words that find them.

Short texts of ASCII alone fold by expressions. Of all others, what stands between two spaces folds by
itself, so each different part is folded once, as ``rules`` has it.
"""

from itertools import chain

import polars as pl

from .rules import WORD_LENGTH, sort_name, words

LONGEST = 200
BLANKS = r"[\t-\r\x1c-\x20]+"
"""What Python splits ASCII at."""


def with_sort_names(people: pl.DataFrame) -> pl.DataFrame:
    """The persons with ``sort_name``, as ``rules.sort_name`` makes it of ``name``."""
    plain = _folded(pl.col("name")).str.replace_all(BLANKS, " ").str.strip_chars(" ")
    people = people.with_columns(sort_name=pl.when(_is_plain(pl.col("name"))).then(plain))
    if not people["sort_name"].has_nulls():
        return people
    rest = people.with_row_index("row").filter(pl.col("sort_name").is_null())
    parts = rest.select("row", part=pl.col("name").str.split(" ")).explode("part")
    folded = {one: sort_name(one) for one in parts["part"].unique()}
    said = parts.with_columns(pl.col("part").replace_strict(folded, return_dtype=pl.String))
    ordered = said.filter(pl.col("part") != "").group_by("row", maintain_order=True)
    named = ordered.agg(pl.col("part").str.join(" ").str.slice(0, LONGEST).alias("other"))
    found = people.with_row_index("row").join(named, on="row", how="left", maintain_order="left")
    return found.with_columns(pl.coalesce("sort_name", "other", pl.lit(""))).drop("row", "other")


def words_of(people: pl.DataFrame) -> pl.DataFrame:
    """``person_id`` and ``word``: the words of names and short names, as ``rules.words`` finds them."""
    names = [name for name in ("name", "called") if name in people.columns]
    text = pl.concat_str(names, separator=" ", ignore_nulls=True)
    said = people.select(person_id="id", text=text)
    plain = _is_plain(pl.col("text"))
    found = _folded(pl.col("text")).str.extract_all("[a-z0-9]+")
    short = said.filter(plain).select("person_id", word=found).explode("word").drop_nulls()
    every = pl.concat([short, _others(said.filter(~plain))]).sort("person_id", "word")
    one, word = pl.col("person_id"), pl.col("word")  # sorted, a word is told once far sooner
    return every.filter(one.ne_missing(one.shift()) | word.ne_missing(word.shift()))


def _is_plain(text: pl.Expr) -> pl.Expr:
    """Whether it is ASCII, and no longer than a word may be, so that nothing is cut off."""
    return (text.str.len_bytes() == text.str.len_chars()) & (text.str.len_bytes() <= WORD_LENGTH)


def _folded(text: pl.Expr) -> pl.Expr:
    return text.str.to_lowercase().str.replace_all("'", "", literal=True)


def _others(said: pl.DataFrame) -> pl.DataFrame:
    parts = said.select("person_id", part=pl.col("text").str.split(" ")).explode("part")
    known = {one: words(one) for one in parts["part"].unique()}
    single = pl.DataFrame(
        {
            "part": list(chain.from_iterable([one] * len(found) for one, found in known.items())),
            "word": list(chain.from_iterable(known.values())),
        },
        schema={"part": pl.String, "word": pl.String},
    )
    return parts.join(single, on="part", how="inner").select("person_id", "word")
