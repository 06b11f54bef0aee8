"""A profile is computed from the warehouse and kept, once a day."""

from datetime import date, timedelta

import ibis
import pytest

from hedgerow.foundation import jobs
from hedgerow.foundation.errors import NotPermitted
from hedgerow.foundation.warehouse import parquet
from hedgerow.foundation.warehouse.actions import touch
from hedgerow.foundation.warehouse.models import Dirty
from hedgerow.foundation.warehouse.queries import STORED
from hedgerow.foundation.warehouse.readings import Window
from hedgerow.profile import rowfiles, sources
from hedgerow.profile.actions import compute_profile
from hedgerow.profile.definitions import IMPLEMENTED, SHARES
from hedgerow.profile.models import Reading, Snapshot
from hedgerow.profile.sources import measures
from hedgerow.profile.tests.factories import AT, STEWARD, ada, an_ecosystem

pytestmark = pytest.mark.django_db

FIGURES = ("number", "state", "value", "n", "coverage", "lower", "upper", "level")


def figures(snapshot):
    return list(snapshot.readings.order_by("number").values_list(*FIGURES))


@pytest.mark.slow
def test_all_readings_of_breadth_are_kept_with_their_figures(book):
    snapshot = compute_profile(an_ecosystem().pk, by=STEWARD, at=AT)
    found = {row[0]: row for row in figures(snapshot) if row[0].startswith("4.")}
    assert [row[1] for row in found.values()] == ["ok"] * 6
    values = {number: row[2] for number, row in found.items()}
    assert values["4.1"] == pytest.approx(40 / 100)
    assert values["4.2"] == pytest.approx(1)
    assert values["4.4"] == pytest.approx(1 / 2)
    assert values["4.5"] == pytest.approx(2 / 6)
    assert values["4.6"] == pytest.approx(1 / 2)
    assert all(row[5] <= row[2] <= row[6] for row in found.values())
    assert snapshot.starts == date(2025, 7, 1)
    shares = snapshot.readings.filter(is_share=True).values_list("number", flat=True)
    assert set(shares) == SHARES & set(IMPLEMENTED)


@pytest.mark.slow
def test_what_measures_share_is_let_go_of(book):
    def held():
        return {name for name in ibis.get_backend().list_tables() if name.startswith(STORED)}

    before = held()
    with sources.EcosystemSource((an_ecosystem().pk,), 10) as source:
        sources.measures()["4.1"](source, Window.ending(AT.date()))
        assert len(held() - before) == 1
    assert held() == before


@pytest.mark.slow
def test_computing_again_the_same_day_replaces_and_is_equal(book):
    ecosystem = an_ecosystem()
    first = figures(compute_profile(ecosystem.pk, by=STEWARD, at=AT))
    again = compute_profile(ecosystem.pk, by=STEWARD, at=AT + timedelta(hours=1))
    assert figures(again) == first
    assert Snapshot.objects.count() == 1


@pytest.mark.slow
def test_a_computation_that_started_earlier_does_not_replace_a_later_one(book, reach_alone):
    ecosystem = an_ecosystem()
    later = compute_profile(ecosystem.pk, by=STEWARD, at=AT)
    book.rows["attendance"].clear()
    compute_profile(ecosystem.pk, by=STEWARD, at=AT - timedelta(minutes=1))
    assert Snapshot.objects.get().at == AT
    assert figures(Snapshot.objects.get()) == figures(later)


@pytest.mark.slow
def test_a_reading_falls_when_rows_are_deleted(book, reach_alone):
    ecosystem = an_ecosystem()
    before = compute_profile(ecosystem.pk, by=STEWARD, at=AT).readings.get(number="4.1").value
    gone = {1, 2, 3, 4}
    book.rows["attendance"] = [row for row in book.rows["attendance"] if row["person"] not in gone]
    compute_profile(ecosystem.pk, by=STEWARD, at=AT + timedelta(minutes=1))
    assert Reading.objects.get(number="4.1").value == pytest.approx(before - 0.04)


@pytest.mark.slow
def test_records_that_lapsed_count_as_zero(book, reach_alone):
    ecosystem = an_ecosystem()
    a_year_on = AT + timedelta(days=365)
    snapshot = compute_profile(ecosystem.pk, by=STEWARD, at=a_year_on)
    lapsed = snapshot.readings.get(number="4.1")
    assert (lapsed.state, lapsed.was_sufficient) == ("insufficient", True)


@pytest.mark.slow
def test_the_rows_of_the_newest_snapshot_alone_are_kept(book, reach_alone, tmp_path):
    ecosystem = an_ecosystem()
    compute_profile(ecosystem.pk, by=STEWARD, at=AT)
    compute_profile(ecosystem.pk, by=STEWARD, at=AT + timedelta(days=1))
    compute_profile(ecosystem.pk, by=STEWARD, at=AT, as_of=date(2026, 5, 31))  # a month before
    days = [folder.name for folder in (tmp_path / "profile" / str(ecosystem.pk)).iterdir()]
    assert days == ["2026-07-01"]
    rows = rowfiles.read(ecosystem.pk, date(2026, 7, 1), "4.1", 35, 10)
    assert [str(row.uuid)[-3:] for row in rows] == ["036", "037", "038", "039", "040"]


@pytest.mark.slow
def test_rows_whose_folder_another_reading_lets_go_of_are_written_all_the_same(
    book, reach_alone, monkeypatch
):
    real, ecosystem, gone = parquet.save, an_ecosystem(), []

    def pruned_in_the_middle(frame, target):
        if not gone:
            gone.append(target)
            raise FileNotFoundError(target)
        real(frame, target)

    monkeypatch.setattr(parquet, "save", pruned_in_the_middle)
    compute_profile(ecosystem.pk, by=STEWARD, at=AT)
    assert gone[0].exists()


def test_who_convenes_may_not_compute_by_hand(book):
    ecosystem = an_ecosystem()
    with pytest.raises(NotPermitted):
        compute_profile(ecosystem.pk, by=ada(ecosystem), at=AT)
    assert not Snapshot.objects.exists()


def test_the_measures_called_implemented_are_those_contributed():
    assert tuple(measures()) == IMPLEMENTED


@pytest.mark.slow
def test_an_ecosystem_that_is_not_complete_yet_is_not_read(book, reach_alone):
    planting, grown = an_ecosystem("sapling", state="planting"), an_ecosystem("tree")
    for one in (planting, grown):
        jobs.enqueue("profile.compute", {"ecosystem": one.pk})
    assert jobs.run_pending() == 2
    assert [one.ecosystem for one in Snapshot.objects.all()] == [grown]


@pytest.mark.slow
def test_the_first_reading_waits_for_the_copies_and_later_ones_do_not(book, reach_alone):
    tree = an_ecosystem("tree")
    for dirty, read in ((True, 0), (False, 1), (True, 1)):
        Dirty.objects.all().delete()
        if dirty:
            touch("attendance", tree.pk, {"2026-03"})
        jobs.enqueue("profile.compute", {"ecosystem": tree.pk})
        jobs.run_pending()
        assert Snapshot.objects.count() == read
