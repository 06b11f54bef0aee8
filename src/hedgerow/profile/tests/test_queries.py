"""What each reader sees of a profile: Ada exactly, Bo and the public in safe totals only."""

from datetime import timedelta
from uuid import UUID

import pytest

from hedgerow.foundation import subjects
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.profile.models import Reading
from hedgerow.profile.queries import leaves, measure_cards, profile_page, reading_card
from hedgerow.profile.readings import reading_page
from hedgerow.profile.tests.factories import AT, BO, STEWARD, a_snapshot, ada, an_ecosystem

pytestmark = pytest.mark.django_db
PUBLIC = Actor.public()


def the_card(page, number="4.1"):
    return next(
        one for feature in page.features for one in feature.readings if one.number == number
    )


@pytest.mark.parametrize("actor", [PUBLIC, BO])
def test_outsiders_see_a_total_above_the_threshold(actor):
    a_snapshot(an_ecosystem())
    card = the_card(profile_page(actor, "grove"))
    assert (card.value, card.n, card.level) == ("30.0 %", 1000, 3)


@pytest.mark.parametrize("actor", [PUBLIC, BO])
def test_outsiders_see_nothing_of_a_small_cell(actor):
    a_snapshot(an_ecosystem(), n=30, smallest_cell=9)
    card = the_card(profile_page(actor, "grove"))
    assert (card.state, card.value, card.n, card.level) == ("withheld", "–", None, None)
    assert (card.interval, card.coverage) == ("–", "–")


def test_ada_sees_the_small_cell_exactly():
    ecosystem = an_ecosystem()
    a_snapshot(ecosystem, n=30, smallest_cell=9)
    card = the_card(profile_page(ada(ecosystem), "grove"))
    assert (card.value, card.n, card.interval) == ("30.0 %", 30, "20.0 % – 40.0 %")


def test_a_role_in_one_ecosystem_opens_no_other():
    grove, orchard = an_ecosystem(), an_ecosystem("orchard")
    a_snapshot(orchard, n=30, smallest_cell=9)
    assert the_card(profile_page(ada(grove), "orchard")).state == "withheld"


@pytest.mark.parametrize("slug", ["orchard", "nowhere"])
def test_an_ecosystem_that_is_not_public_is_not_found(slug):
    a_snapshot(an_ecosystem("orchard", public=False))
    with pytest.raises(NotFound):
        profile_page(BO, slug)
    with pytest.raises(NotFound):
        reading_page(BO, slug, "4.1")


def test_a_number_no_measure_has_is_not_found():
    an_ecosystem()
    with pytest.raises(NotFound):
        reading_page(STEWARD, "grove", "8.1")


def test_a_new_ecosystem_has_seven_hollow_features():
    an_ecosystem()
    page = profile_page(PUBLIC, "grove")
    assert page.day is None
    assert [(one.number, one.level, one.sufficient) for one in page.features] == [
        (number, None, 0) for number in range(1, 8)
    ]
    assert [one.of for one in page.features] == [5, 6, 6, 6, 5, 5, 5]


def test_a_withheld_reading_is_left_out_of_the_public_level():
    ecosystem = an_ecosystem()
    snapshot = a_snapshot(ecosystem, level=0, n=30, smallest_cell=3)
    for number in ("4.2", "4.3", "4.4", "4.5", "4.6"):
        Reading.objects.create(snapshot=snapshot, number=number, state="ok", value=0.5, level=2)
    exact = profile_page(ada(ecosystem), "grove").features[3]
    public = profile_page(PUBLIC, "grove").features[3]
    assert (exact.sufficient, public.sufficient, public.level) == (6, 5, 2)


def test_the_newest_snapshot_is_shown():
    ecosystem = an_ecosystem()
    a_snapshot(ecosystem)
    a_snapshot(ecosystem, AT.date() - timedelta(days=1), value=0.9)
    assert the_card(profile_page(PUBLIC, "grove")).value == "30.0 %"


@pytest.mark.slow
@pytest.mark.parametrize("many", [2, 20])
def test_leaves_take_as_many_queries_for_two_as_for_twenty(many, django_assert_num_queries):
    ecosystems = [an_ecosystem(f"grove-{number}") for number in range(many)]
    for ecosystem in ecosystems:
        a_snapshot(ecosystem)
    with django_assert_num_queries(2):
        found = leaves(PUBLIC, ecosystems)
    assert len(found) == many
    assert all(leaf[3].readings[0].level == 3 for leaf in found.values())


def test_the_trend_has_the_last_day_of_each_month_for_those_who_see_exactly():
    ecosystem = an_ecosystem()
    for days in (0, 1, 31, 40, 62):
        a_snapshot(ecosystem, AT.date() - timedelta(days=days), n=1000 - days)
    page = reading_page(ada(ecosystem), "grove", "4.1")
    assert [point.reading.n for point in page.trend] == [1000, 969, 938]
    assert reading_page(PUBLIC, "grove", "4.1").trend == ()


class Seen:
    """Stands in for records: the reader sees those whose number is even."""

    class objects:  # noqa: N801
        asked = 0

        @classmethod
        def visible_to(cls, actor):
            return cls

        @classmethod
        def filter(cls, uuid__in):
            cls.asked += 1
            return [Seen(uuid) for uuid in uuid__in if uuid.int % 2 == 0]

    def __init__(self, uuid: UUID):
        self.uuid = uuid


@pytest.fixture
def seen(monkeypatch):
    link = subjects.Link("a record", "/record/")
    kind = subjects.Kind("people.person", Seen, lambda row: link)
    monkeypatch.setattr(subjects, "KINDS", {"people.person": kind})


@pytest.mark.slow
def test_a_reading_opens_to_the_rows_its_reader_may_see(meadow, seen):
    rows = reading_page(ada(meadow), "meadow", "4.1").rows
    assert (len(rows.seen), rows.hidden, rows.following) == (20, 20, None)
    assert {(row.title, row.numerator) for row in rows.seen} == {("a record", 1.0)}


@pytest.mark.slow
def test_rows_come_in_pages(meadow, seen, monkeypatch):
    monkeypatch.setattr("hedgerow.profile.readings.ROWS", 15)
    sizes, cursor = [], 0
    while cursor is not None:
        rows = reading_page(ada(meadow), "meadow", "4.1", cursor).rows
        sizes.append(len(rows.seen) + rows.hidden)
        cursor = rows.following
    assert sizes == [15, 15, 10]


@pytest.mark.slow
def test_the_public_opens_no_rows_about_learners(meadow, seen):
    rows = reading_page(PUBLIC, "meadow", "4.1").rows
    assert (rows.seen, rows.hidden) == ((), 0)


def test_all_thirty_nine_measures_are_shown():
    assert sum(len(cards) for _, cards in measure_cards()) == 39


def test_a_networks_interval_is_called_a_range():
    assert reading_card("2.1", None).is_range
    assert not reading_card("4.1", None).is_range
