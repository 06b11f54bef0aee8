"""The index follows the rows: in the writer's transaction, by mark and job, and when rebuilt."""

import pytest
from django.db import connection, transaction

from hedgerow.foundation import jobs, search
from hedgerow.foundation.installation import doctor
from hedgerow.foundation.jobs.models import Job
from hedgerow.foundation.search import actions, commands, queries
from hedgerow.foundation.search.models import Entry, Stale
from hedgerow.foundation.search.tests.found import KIND, add

pytestmark = pytest.mark.django_db


def found(asked: str) -> list[int]:
    return [hit.row for hit in search.ranked(KIND, asked, among=Job.objects.all()).hits]


def kept(title: str, language: str = "en", text: str = "") -> int:
    row = add(title, language, text)
    with transaction.atomic():
        search.refresh(KIND, [row])
    return row


def test_a_row_is_found_by_what_it_says_now_and_not_once_it_is_gone() -> None:
    row = kept("Chess club")
    assert found("chess") == [row]
    Job.objects.filter(pk=row).update(args={"title": "Pottery", "language": "en"})
    with transaction.atomic():
        search.refresh(KIND, [row])
    assert (found("chess"), found("pottery")) == ([], [row])
    Job.objects.filter(pk=row).delete()
    with transaction.atomic():
        search.refresh(KIND, [row])
    assert found("pottery") == []
    assert not Entry.objects.exists()


def test_what_is_undone_is_not_found() -> None:
    row = add("Chess club", "en")
    with pytest.raises(KeyError), transaction.atomic():
        search.refresh(KIND, [row])
        raise KeyError
    assert found("chess") == []


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_it_is_kept_up_in_a_transaction_alone() -> None:
    with pytest.raises(ValueError):
        search.refresh(KIND, [1])
    with pytest.raises(ValueError):
        search.touch(KIND, [1])
    assert not Stale.objects.exists()


def test_marked_rows_are_read_by_the_job() -> None:
    rows = [add(f"Chess {number}", "en") for number in range(3)]
    with transaction.atomic():
        search.touch(KIND, [*rows, rows[0], 987_654])
    assert found("chess") == []
    jobs.enqueue("search.refresh")
    jobs.run_pending()
    assert sorted(found("chess")) == rows
    assert not Stale.objects.exists()


def test_what_was_never_read_is_marked_once_and_read_by_the_job() -> None:
    row, never = kept("Chess club"), add("Chess for two", "en")
    assert [actions.touch_missing(), actions.touch_missing()] == [1, 0]
    assert doctor._search(worker_works=False).well
    assert not doctor._search(worker_works=True).well
    actions.catch_up()
    assert sorted(found("chess")) == [row, never]
    assert doctor._search(worker_works=True).well


def test_what_an_earlier_analyser_read_is_read_anew() -> None:
    row = kept("Chess club")
    Entry.objects.update(analysed_by=0, strong="draughts")
    assert found("chess") == []
    assert actions.catch_up() == 1
    assert found("chess") == [row]
    assert actions.catch_up() == 0


def test_rebuilding_finds_all_rows_and_lets_go_of_what_is_no_row(
    capsys: pytest.CaptureFixture[str],
) -> None:
    row = add("Chess club", "en")
    Entry.objects.create(kind=KIND, row=row + 1, uuid=Job.objects.get(pk=row).uuid, analysed_by=1)
    assert actions.rebuild(["others"]) == 0
    assert actions.rebuild([KIND]) == 1
    assert found("chess") == [row]
    assert Entry.objects.count() == 1
    command = commands.COMMANDS[0]
    from argparse import Namespace

    assert command.run(Namespace(act="rebuild", kind=["nothing"])) == 1
    assert command.run(Namespace(act="rebuild", kind=[])) == 0
    assert KIND in capsys.readouterr().out


def test_the_doctor_tells_of_rows_that_nobody_finds() -> None:
    kept("Chess club")
    assert doctor._search(worker_works=True).well
    add("Never read", "en")
    check = doctor._search(worker_works=True)
    assert not check.well
    assert "search rebuild" in check.advice
    with transaction.atomic():
        search.touch(KIND, Job.objects.values_list("pk", flat=True))
    assert doctor._search(worker_works=False).well  # it waits for the worker
    assert not doctor._search(worker_works=True).well
    assert queries.state().marked == 2


def test_the_words_of_a_deleted_row_leave_the_index() -> None:
    row = kept("Zwergpinguin")
    kept("Other")
    with transaction.atomic():
        search.forget(KIND, [row])
    assert found("zwergpinguin") == []
    jobs.enqueue("search.tidy")
    jobs.run_pending()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_words (search_words) VALUES ('integrity-check')")
            cursor.execute(
                "SELECT count(*) FROM search_words_data WHERE instr(block, 'zwergping') > 0"
            )
            assert cursor.fetchone() == (0,)
