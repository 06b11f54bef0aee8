"""Persons and guardians who are new, by columns: what ``save_people`` and the like write of a set
with hundreds of thousands of rows. Permission, checks of rows that are known, and the fact are there.
"""

from datetime import datetime

import polars as pl

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import columns, manykeys
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from ..bars import require_column_not_barred
from ..codes import people_by_code
from ..errors import GuardsOneself
from ..models import Guardian, NameWord, Person
from ..naming import with_sort_names, words_of


def add_people(
    ecosystem: Ecosystem, people: pl.DataFrame, *, by: Actor, at: datetime
) -> pl.DataFrame:
    """Add persons with the words that find them; return them with ``id`` and ``uuid``.

    The frame has ``code`` and ``name``, and may have further fields of ``Person``, days as text.
    """
    count = len(people)
    people = with_sort_names(people).with_columns(
        manykeys.new_keys(Person, count), manykeys.uuids(count)
    )
    columns.insert(Person, people, kept_by_id=ecosystem.pk, origin=by.origin, created_at=at)
    columns.insert(NameWord, words_of(people))
    return people


def add_guardians(ecosystem: Ecosystem, pairs: pl.DataFrame, *, by: Actor) -> int:
    """Add guardians by ``guardian_code``, ``learner_code`` and ``starts``; return how many.

    Raises NotFound for a code of nobody whom the ecosystem keeps, OutOfReach, or GuardsOneself.
    """
    people = people_by_code(ecosystem)
    for name in ("guardian", "learner"):
        own = people.rename({"code": f"{name}_code", "id": f"{name}_id"})
        pairs = pairs.join(own, on=f"{name}_code", how="left", maintain_order="left")
    ids = pairs.select("guardian_id", "learner_id", "starts")
    if ids.select(pl.any_horizontal(pl.all().is_null().any())).item():
        raise NotFound
    require_column_not_barred(by, ids["guardian_id"], ids["learner_id"])
    if (ids["guardian_id"] == ids["learner_id"]).any():
        raise GuardsOneself
    columns.insert(Guardian, ids, ecosystem_id=ecosystem.pk, origin=by.origin)
    return len(ids)
