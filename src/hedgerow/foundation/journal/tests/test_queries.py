"""Feeds: newest first, paged by key, only the ecosystems asked for, in few queries."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries

from hedgerow.foundation.journal import queries
from hedgerow.foundation.journal.actions import erase_content, seal_all
from hedgerow.foundation.journal.tests.factories import (
    ADA,
    CY,
    ELECTION,
    GROVE,
    NOON,
    ORCHARD,
    a_fact,
)

pytestmark = pytest.mark.django_db
OTHER = ("people.person", UUID(int=8))


def test_pages_follow_one_another_without_gap_or_repetition() -> None:
    facts = [a_fact().pk for _ in range(7)]
    seen, before = [], None
    while True:
        page = queries.recent([GROVE], before=before, limit=3)
        seen += [row.id for row in page.rows]
        before = page.before
        if before is None:
            break
    assert seen == facts[::-1]


def test_a_last_page_that_is_just_full_asks_for_no_more() -> None:
    for _ in range(3):
        a_fact()
    assert queries.recent([GROVE], limit=3).before is None


def test_another_ecosystems_facts_do_not_show() -> None:
    ours, theirs, everyones = a_fact(), a_fact(by=CY, ecosystem=ORCHARD), a_fact(ecosystem=None)
    assert [row.id for row in queries.recent([GROVE]).rows] == [ours.pk]
    assert [row.id for row in queries.recent([ORCHARD]).rows] == [theirs.pk]
    assert [row.id for row in queries.recent([ORCHARD, None]).rows] == [everyones.pk, theirs.pk]
    assert queries.recent([]).rows == ()
    about = queries.facts_about(ELECTION, ecosystems=[GROVE]).rows
    assert [row.id for row in about] == [ours.pk]
    assert queries.count(GROVE) == 1


def test_facts_are_found_by_subject_by_person_and_by_kind() -> None:
    election, person = a_fact(), a_fact(subjects=[OTHER], kind="people.person_renamed")
    assert [row.id for row in queries.facts_about(OTHER, ecosystems=[GROVE]).rows] == [person.pk]
    assert queries.ids_about(ELECTION) == [election.pk]
    assert len(queries.facts_by(ADA.person_id or 0).rows) == 2
    assert queries.facts_by(33).rows == ()
    renamed = queries.recent([GROVE], kinds=["people.person_renamed"]).rows
    assert [row.id for row in renamed] == [person.pk]


def test_what_happened_last_is_told_first_whenever_it_was_written_down() -> None:
    late, early = a_fact(at=NOON + timedelta(days=3)), a_fact(at=NOON - timedelta(days=3))
    middle, same = a_fact(), a_fact()
    a_fact(kind="people.person_renamed")
    a_fact(by=CY, ecosystem=ORCHARD)
    told = queries.lately(GROVE, kinds=[late.kind], limit=9, first=5)
    assert [row.id for row in told] == [late.pk, same.pk, middle.pk, early.pk]
    assert [row.id for row in queries.lately(GROVE, kinds=[late.kind], limit=1, first=5)] == [
        late.pk
    ]


def test_of_what_happened_last_to_very_many_the_first_are_read() -> None:
    many = a_fact(subjects=[("people.person", UUID(int=n)) for n in range(9)])
    few = a_fact(subjects=[("people.person", UUID(int=n)) for n in range(3)])
    told = {
        row.id: row.subjects for row in queries.lately(GROVE, kinds=[few.kind], limit=9, first=4)
    }
    assert told[few.pk] == tuple(("people.person", UUID(int=n)) for n in range(3))
    assert told[many.pk] == tuple(("people.person", UUID(int=n)) for n in range(5))


def test_a_follower_may_be_told_what_facts_say_of_one_kind_alone() -> None:
    a_fact(subjects=[ELECTION, OTHER])
    seal_all()
    (row,) = queries.sealed_after(GROVE, -1, about=OTHER[0])
    assert row.subjects == (OTHER,)


def test_an_erased_fact_shows_without_what_it_said() -> None:
    fact = a_fact()
    seal_all()
    erase_content([fact.pk])
    (row,) = queries.recent([GROVE]).rows
    assert (row.payload, row.seq, row.subjects) == (None, 0, (ELECTION,))


@pytest.mark.parametrize("rows", [2, 20])
def test_a_page_takes_two_queries_whatever_its_length(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        a_fact()
    with django_assert_num_queries(2):
        queries.recent([GROVE], limit=30)
    with django_assert_num_queries(2):
        queries.lately(GROVE, kinds=["governance.election_closed"], limit=30, first=50)
