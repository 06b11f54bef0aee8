"""Names by columns are folded as names one by one."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.commons.people.naming import with_sort_names, words_of
from hedgerow.commons.people.rules import sort_name, words

LETTERS = "aÉ ß  'ʼ_-ﷺ한가\u0301\u00a0\tøŁأ١ﬁ¨ñ"
NAMES = st.text(alphabet=LETTERS, max_size=30) | st.text(max_size=12)


@pytest.mark.slow
@given(st.lists(st.tuples(NAMES, NAMES), max_size=8))
def test_columns_and_single_names_agree(said):
    people = pl.DataFrame(
        {
            "id": range(len(said)),
            "name": [one for one, _short in said],
            "called": [short for _one, short in said],
        },
        schema={"id": pl.Int64, "name": pl.String, "called": pl.String},
    )
    ordered = with_sort_names(people)
    assert ordered["sort_name"].to_list() == [sort_name(one) for one, _short in said]
    assert ordered.drop("sort_name").equals(people)
    found = words_of(people)
    assert found.rows() == [
        (number, word) for number, names in enumerate(said) for word in words(*names)
    ]


def test_a_long_name_is_cut_as_one_is():
    people = pl.DataFrame({"id": [1], "name": ["ﷺ" * 30 + " x"]})
    assert with_sort_names(people)["sort_name"].item() == sort_name("ﷺ" * 30 + " x")
