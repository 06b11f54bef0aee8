"""Marks are drawn by a published seed and held beside their source by who did not record them."""

import math
from datetime import date

import pytest

from hedgerow.commons.activities.actions import mark_many, sample_attendance
from hedgerow.commons.activities.models import Session
from hedgerow.commons.activities.tests.factories import LATER, STEWARD, Club, club
from hedgerow.commons.membership.tests.factories import actor, convener, ecosystem, member_school
from hedgerow.commons.observations.actions import check_record
from hedgerow.commons.observations.errors import NothingToSample, RecordedByYou
from hedgerow.commons.observations.models import Sample, SampledRecord
from hedgerow.commons.observations.queries import waiting_for
from hedgerow.commons.observations.sample_queries import result_of
from hedgerow.commons.observations.sample_rules import allotted, chosen, share_within
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

FIRST, LAST = date(2026, 9, 1), date(2026, 9, 30)
FRAME = [(f"k{n}", n % 3) for n in range(90)]


def test_the_same_records_and_seed_draw_the_same_sample_in_shares_of_each_school() -> None:
    drawn = chosen(FRAME, 30, "hedge")
    assert drawn == chosen(list(reversed(FRAME)), 30, "hedge") != chosen(FRAME, 30, "row")
    sites = dict(FRAME)
    assert [sum(sites[key] == one for key in drawn) for one in range(3)] == [10, 10, 10]
    assert len(set(chosen(FRAME, 500, "hedge"))) == 90


@pytest.mark.parametrize(
    ("sizes", "size", "found"),
    [
        ({1: 98, 2: 1, 3: 1}, 10, {1: 8, 2: 1, 3: 1}),
        ({1: 5, 2: 5}, 1, {1: 1, 2: 0}),
        ({1: 2}, 9, {1: 2}),
        ({}, 3, {}),
    ],
)
def test_small_schools_are_not_forgotten(
    sizes: dict[object, int], size: int, found: dict[object, int]
) -> None:
    assert allotted(sizes, size) == found


def test_the_interval_is_exact() -> None:
    low, high = share_within(18, 20)
    at_least = sum(math.comb(20, k) * low**k * (1 - low) ** (20 - k) for k in range(18, 21))
    at_most = sum(math.comb(20, k) * high**k * (1 - high) ** (20 - k) for k in range(19))
    assert at_least == pytest.approx(0.025) == at_most
    assert (share_within(0, 0), share_within(5, 5)[1]) == ((0.0, 1.0), 1.0)


@pytest.fixture
def marked(db: None) -> Club:
    found = club(learners=4)
    mark_many(found.ecosystem, found.marks(), by=STEWARD, at=LATER)
    return found


def draw(of: Club, by: Actor, size: int = 3) -> Sample:
    return sample_attendance(of.ecosystem, FIRST, LAST, size, "hedge", by=by, at=LATER)


def test_what_is_checked_gives_the_error_rate(marked: Club) -> None:
    by = actor(convener(marked.ecosystem))
    row = draw(marked, by)
    one, two, three = row.records.order_by("position")
    assert (row.population, one.values["status"], one.site) == (4, "present", marked.school)
    assert Fact.objects.filter(kind="observations.sample_drawn").exists()
    check_record(one, "agrees", source="paper", right="", by=by, at=LATER)
    check_record(two, "differs", source="photograph", right="absent", by=by, at=LATER)
    found = result_of(row)
    assert (found.checked, found.drawn, found.matching, found.error_rate) == (2, 3, 0.5, 0.5)
    assert [one.why for one in waiting_for(by)] == ["check 1 record that is left"]
    check_record(three, "missing", source="", right="", by=by, at=LATER)
    assert result_of(row).matching == pytest.approx(1 / 3)
    assert waiting_for(by) == []


def test_who_recorded_it_does_not_check_it(marked: Club) -> None:
    leader = marked.staff("leader", marked.school)
    Session.objects.update(marked_by=leader.person_id)
    record = draw(marked, STEWARD).records.first()
    assert record is not None
    with pytest.raises(RecordedByYou):
        check_record(record, "agrees", source="paper", right="", by=leader, at=LATER)
    assert not SampledRecord.objects.exclude(verdict="").exists()


def test_it_must_be_said_what_is_right_and_where_it_was_seen(marked: Club) -> None:
    by = actor(convener(marked.ecosystem))
    record = draw(marked, by).records.first()
    assert record is not None
    for verdict, source, right in (("differs", "paper", ""), ("agrees", "", ""), ("?", "word", "")):
        with pytest.raises(Invalid):
            check_record(record, verdict, source=source, right=right, by=by, at=LATER)
    assert not SampledRecord.objects.exclude(verdict="").exists()


def test_only_the_convener_draws_and_a_school_checks_its_own_alone(marked: Club) -> None:
    leader = marked.staff("leader", marked.school)
    with pytest.raises(NotPermitted):
        draw(marked, leader)
    assert not Sample.objects.exists()
    row = draw(marked, STEWARD)
    elsewhere = marked.staff("leader", member_school(marked.ecosystem, "Elm School"))
    assert SampledRecord.objects.visible_to(leader).count() == 3
    assert not SampledRecord.objects.visible_to(elsewhere).exists()
    record = row.records.first()
    assert record is not None
    for other in (elsewhere, marked.staff("tutor")):
        with pytest.raises(NotFound):
            check_record(record, "missing", source="", right="", by=other, at=LATER)


def test_another_ecosystem_sees_none_and_nothing_is_drawn_of_nothing(marked: Club) -> None:
    elm = ecosystem("Elm")
    outsider = actor(convener(elm))
    draw(marked, STEWARD)
    assert not Sample.objects.visible_to(outsider).exists()
    assert not SampledRecord.objects.visible_to(outsider).exists()
    with pytest.raises(NothingToSample):
        sample_attendance(elm, FIRST, LAST, 3, "hedge", by=outsider, at=LATER)
    with pytest.raises(NotPermitted):
        draw(marked, outsider)
    assert Sample.objects.count() == 1
