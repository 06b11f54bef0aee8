"""What is not finished stands apart from what came in, says no number of rows, and goes by itself."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hedgerow.edges.exchange import importing
from hedgerow.edges.exchange.models import Import
from hedgerow.foundation import jobs

from .sending import confirm, send

pytestmark = pytest.mark.django_db
HEAD = "code,name,role\n"
WRONG = HEAD + "L1,Ada,learner\nL2,Bo,king\n"


def listed(client, query=""):
    """The table of what came in, and what stands below it as not finished."""
    said = client.get(reverse("imports", args=["grove"]) + query).content.decode()
    table, _mark, rest = said.partition('<section id="unfinished">')
    return table, rest.partition("</section>")[0]


def test_a_file_with_problems_stands_apart_and_says_no_number_as_if_rows_were_in(ada):
    send(ada, WRONG, "ready:people", "wrong.csv")
    assert Import.objects.get().preview["new"] == {"People": 2}
    table, rest = listed(ada)
    assert "wrong.csv" not in table
    assert "wrong.csv" in rest
    table, _rest = listed(ada, "?state=wrong")
    assert "wrong.csv" in table
    line = table[table.index("wrong.csv") :]
    assert ">2<" not in line
    kept = ada.get(reverse("imports", args=["grove"]) + "?state=wrong&format=csv")
    assert b"".join(kept).decode("utf-8-sig").splitlines()[1].endswith(",,,")


def test_what_came_in_says_how_many_rows(ada):
    send(ada, HEAD + "L1,Ada,learner\n", "ready:people", "good.csv")
    assert "good.csv" in listed(ada)[1]
    confirm(ada, Import.objects.get())
    assert "good.csv" in listed(ada)[0]
    jobs.run_pending()
    table, rest = listed(ada)
    assert ">1<" in table[table.index("good.csv") :]
    assert rest == ""


def test_one_that_was_never_mapped_is_removed_by_its_button(ada):
    send(ada, "Familie,Vorname\nEk,Bo\n", "guess", "class.csv")
    row = Import.objects.get()
    discard = reverse("discard-import", args=["grove", row.uuid])
    assert f'action="{discard}"' in listed(ada)[1]
    ada.post(discard)
    table, rest = listed(ada)
    assert "class.csv" not in table + rest
    assert "class.csv" in listed(ada, "?state=discarded")[0]


def test_the_hourly_job_takes_it_away_after_a_day_and_its_line_after_a_month(ada):
    send(ada, "Familie,Vorname\nEk,Bo\n", "guess", "class.csv")
    send(ada, HEAD + "L1,Ada,learner\n", "ready:people", "good.csv")
    confirm(ada, Import.objects.latest("pk"))
    jobs.run_pending()
    now = timezone.now()
    importing.forget_old(now)
    assert listed(ada)[1] == ""
    assert sorted(Import.objects.values_list("state", flat=True)) == ["discarded", "done"]
    importing.forget_old(now + importing.LISTED - timedelta(hours=1))
    assert Import.objects.count() == 2
    importing.forget_old(now + importing.LISTED + timedelta(hours=1))
    assert [one.file_name for one in Import.objects.all()] == ["good.csv"]


def test_a_list_asks_as_few_queries_however_many_are_unfinished(ada):
    counts = []
    for many in (2, 18):
        for at in range(many):
            send(ada, WRONG, "ready:people", f"{at}.csv")
        with CaptureQueriesContext(connection) as asked:
            listed(ada)
        counts.append(len(asked))
    assert counts[0] == counts[1]
