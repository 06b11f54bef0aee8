"""Imports in the browser: sent in, looked at, confirmed, once; and nothing for outsiders."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hedgerow.commons.membership.tests.factories import assigned, person
from hedgerow.commons.people.models import Organisation
from hedgerow.edges.exchange import importing, tasks, uploads
from hedgerow.edges.exchange.catalogue import TARGETS
from hedgerow.edges.exchange.models import Import, SavedMapping
from hedgerow.foundation import jobs
from hedgerow.foundation.jobs.models import Job

from .sending import GOOD, confirm, page, send, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_a_file_is_looked_at_then_imported_and_deleted(ada, django_capture_on_commit_callbacks):
    assert send(ada).status_code == 302
    row = Import.objects.get()
    assert row.state == "ready"
    assert "Import 2 rows" in page(ada, row)
    assert "Elm House" in page(ada, row)
    assert not Organisation.objects.exists()
    assert len(list(uploads.folder().glob(row.stored))) == 1
    stored = row.stored

    confirm(ada, row)
    assert "at work" in page(ada, row)
    with django_capture_on_commit_callbacks(execute=True):
        jobs.run_pending()
    row.refresh_from_db()
    assert (row.state, row.stored) == ("done", "")
    assert Organisation.objects.get(code="0013").parent.code == "0012"
    assert "Elm House" not in str(row.preview)
    assert "All of it is in" in page(ada, row)
    assert not (uploads.folder() / stored).exists()


@pytest.mark.slow
def test_a_second_confirmation_imports_nothing_more(ada):
    send(ada)
    row = Import.objects.get()
    assert confirm(ada, row).status_code == 302
    assert confirm(ada, row).status_code == 409
    jobs.run_pending()
    assert Organisation.objects.count() == 2
    assert confirm(ada, row).status_code == 409


@pytest.mark.slow
def test_rows_that_moved_since_the_preview_ask_for_another_look(ada, grove):
    send(ada)
    row = Import.objects.get()
    confirm(ada, row)
    Organisation.objects.create(
        kept_by=grove, kind="school", code="0012", name="Ash", created_at=row.created_at
    )
    jobs.run_pending()
    row.refresh_from_db()
    assert row.state == "moved"
    assert Organisation.objects.get().name == "Ash"
    assert "changed since you looked" in page(ada, row)
    confirm(ada, row)
    jobs.run_pending()
    assert set(Organisation.objects.values_list("name", flat=True)) == {"Elm House", "Oak"}


def test_a_confirmation_of_another_preview_saves_nothing(ada):
    send(ada)
    row = Import.objects.get()
    confirm(ada, row, digest="0" * 64)
    row.refresh_from_db()
    assert row.state == "ready"


def test_problems_stand_in_a_table_and_in_a_file(ada):
    send(ada, GOOD.replace("0013,Oak", "=1+1,").replace("Elm House", "Elm"))
    row = Import.objects.get()
    assert row.state == "wrong"
    assert "1 problem: nothing was saved" in page(ada, row)
    file = ada.get(reverse("import-problems", args=["grove", row.uuid])).content.decode()
    assert "3,name" in file
    assert confirm(ada, row).status_code == 409
    jobs.run_pending()
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"PK\x03\x04junk", b"%PDF-1.7"])
def test_a_file_that_is_no_sheet_is_refused_beside_its_field(ada, content):
    answer = send(ada, content)
    assert answer.status_code == 422
    assert "cannot be read" in answer.content.decode()
    assert not Import.objects.exists()
    assert not list(uploads.folder().iterdir())


def test_a_word_file_is_told_from_a_spreadsheet_in_plain_words(ada):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as word:
        word.writestr("word/document.xml", "<w/>")
    said = send(ada, packed.getvalue(), name="word.csv").content.decode()
    assert "word.csv cannot be read: it is a Word document, not a spreadsheet." in said
    assert "Save it as an XLSX or CSV file" in said
    assert "archive" not in said


def test_a_file_over_the_limit_is_refused(ada, settings):
    settings.HEDGEROW_UPLOAD_LIMIT = 10
    assert send(ada).status_code == 422
    assert not Import.objects.exists()


def named(name):
    file = SimpleUploadedFile("x.csv", GOOD.encode())
    file._name = name  # as a browser sends it; Django's own class would shorten it
    return file


@pytest.mark.parametrize("name", ["a" * 1500, "ع" * 600])
def test_a_file_whose_name_is_overlong_is_refused_with_what_to_do(ada, name):
    answer = send(ada, file=named(f"{name}.csv"))
    assert answer.status_code == 400
    assert "The name of a file that you sent is too long." in answer.content.decode()
    assert "Rename the file to something shorter" in answer.content.decode()
    assert not Import.objects.exists()


def test_a_long_name_that_can_be_read_is_kept_shortened(ada):
    assert send(ada, file=named(f"{'a' * 300}.csv")).status_code == 302
    assert len(Import.objects.get().file_name) == 200


@pytest.mark.slow
def test_a_mapping_of_ones_own_is_kept_under_a_name(ada):
    text = 'target = "organisations"\n[[rows]]\nlabel = "s"\n[rows.fields]\n' + "".join(
        f'{name} = {{ column = "{name}" }}\n' for name in ("kind", "code", "name")
    )
    own = SimpleUploadedFile("mine.toml", text.encode())
    assert send(ada, mapping="own", own=own, keep_as="Nightly").status_code == 302
    saved = SavedMapping.objects.get()
    assert (saved.name, saved.target) == ("Nightly", "organisations")
    assert send(ada, mapping=f"saved:{saved.uuid}").status_code == 302
    assert send(ada, mapping="own").status_code == 422
    wrong = SimpleUploadedFile("mine.toml", b"target = 3")
    assert "mine.toml, target" in send(ada, mapping="own", own=wrong).content.decode()


def test_a_large_file_is_looked_through_by_a_job(ada, monkeypatch):
    monkeypatch.setattr(importing, "AT_ONCE", 10)
    send(ada)
    row = Import.objects.get()
    assert row.state == "checking"
    assert "at work" in page(ada, row)
    jobs.run_pending()
    row.refresh_from_db()
    assert row.state == "ready"


@pytest.mark.slow
def test_a_page_that_polls_is_shown_anew_once_the_work_is_done(ada):
    send(ada)
    row = Import.objects.get()
    confirm(ada, row)
    address = reverse("import", args=["grove", row.uuid])
    assert "HX-Refresh" not in ada.get(address, headers={"HX-Request": "true"}).headers
    jobs.run_pending()
    assert ada.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


@pytest.mark.slow
def test_a_file_whose_job_gave_up_can_be_put_aside(ada):
    send(ada)
    row = Import.objects.get()
    confirm(ada, row)
    discard = reverse("discard-import", args=["grove", row.uuid])
    assert ada.post(discard).status_code == 409
    Job.objects.update(state="failed")
    assert "could not be finished" in page(ada, row)
    assert ada.post(discard).status_code == 302
    assert not Organisation.objects.exists()


def test_files_and_first_rows_are_forgotten_after_a_day(ada):
    send(ada)
    row = Import.objects.get()
    importing.forget_old(row.created_at + importing.KEPT)
    row.refresh_from_db()
    assert (row.state, row.stored, row.preview["first"]) == ("discarded", "", {})


def test_a_file_put_aside_is_deleted(ada):
    send(ada)
    row = Import.objects.get()
    assert ada.post(reverse("discard-import", args=["grove", row.uuid])).status_code == 302
    row.refresh_from_db()
    assert row.state == "discarded"
    assert confirm(ada, row).status_code == 409


@pytest.mark.parametrize("target", list(TARGETS))
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.slow
def test_each_template_is_read_by_its_ready_mapping(ada, target, kind):
    template = ada.get(reverse("import-template", args=["grove", target, kind]))
    assert send(ada, template.content, f"ready:{target}", f"a.{kind}").status_code == 302
    row = Import.objects.get()
    assert (row.state, row.stored) == ("done", "")
    assert (row.preview["new"], row.preview["excluded"]) == ({}, {})
    assert "no rows to import" in page(ada, row)


@pytest.mark.slow
@pytest.mark.parametrize("role", ["", "educator", "guardian"])
def test_nobody_else_sees_that_there_are_imports(client, ada, grove, role):
    send(ada)
    row = Import.objects.get()
    client.logout()
    if role:
        somebody = person(grove, "Cy")
        assigned(somebody, role, grove)
        signed_in(client, somebody)
    pages = [("imports", []), ("new-import", []), ("import", [row.uuid])]
    found = [client.get(reverse(name, args=["grove", *args])).status_code for name, args in pages]
    assert found == ([404, 404, 404] if role else [302, 302, 404])  # a stranger signs in first
    assert confirm(client, row).status_code == 404
    assert send(client).status_code == 404
    assert Import.objects.get().state == "ready"


@pytest.mark.parametrize("count", [2, 20])
def test_the_list_takes_equal_queries(ada, grove, count, django_assert_max_num_queries):
    for n in range(count):
        Import.objects.create(
            ecosystem=grove, file_name=f"{n}.csv", created_at="2026-11-02T09:00Z", state="done"
        )
    with django_assert_max_num_queries(10):
        assert ada.get(reverse("imports", args=["grove"])).status_code == 200


def test_a_file_put_aside_while_it_is_looked_through_stays_aside(ada, monkeypatch):
    monkeypatch.setattr(importing, "AT_ONCE", 10)
    send(ada)
    row = Import.objects.get()
    look = tasks.preview

    def meanwhile(*given, **named):
        found = look(*given, **named)
        ada.post(reverse("discard-import", args=["grove", row.uuid]))
        return found

    monkeypatch.setattr(tasks, "preview", meanwhile)
    jobs.run_pending()
    row.refresh_from_db()
    assert (row.state, row.stored) == ("discarded", "")
    assert "Elm House" not in str(row.preview)
