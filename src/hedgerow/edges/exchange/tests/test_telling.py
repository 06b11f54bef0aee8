"""A preview and a result in readers' words, with what comes next."""

import pytest
from django.urls import reverse
from django.utils import translation

from hedgerow.edges.exchange import uploads
from hedgerow.edges.exchange.catalogue import TARGETS
from hedgerow.edges.exchange.models import Import
from hedgerow.edges.exchange.starting import step_after, template_csv
from hedgerow.edges.exchange.wording import NAMES, value_of
from hedgerow.foundation import jobs

from .sending import GOOD, confirm, page, send

pytestmark = pytest.mark.django_db


def brought(client, content=GOOD):
    send(client, content)
    row = Import.objects.latest("created_at")
    confirm(client, row)
    jobs.run_pending()
    row.refresh_from_db()
    return row


def test_every_field_has_a_name_for_readers():
    assert set(NAMES) == {field.name for target in TARGETS.values() for field in target.fields}


def test_values_stand_as_readers_write_them():
    assert value_of(TARGETS["group-members"], "leads", "False") == "no"
    assert value_of(TARGETS["organisations"], "sector", "culture").startswith("arts, culture")
    assert value_of(TARGETS["groups"], "starts", "2026-11-25") == "25 November 2026"


def test_a_preview_names_fields_in_words(ada):
    send(ada)
    said = page(ada, Import.objects.get())
    assert "<dt>Lowest grade</dt>" in said
    assert "low_grade" not in said
    assert "<h3>Line 2</h3>" in said


@pytest.mark.slow
def test_after_an_import_the_next_step_is_offered(ada):
    said = page(ada, brought(ada))
    assert "Fetch the next template: People" in said
    assert reverse("new-import", args=["grove"]) + "?mapping=ready:people" in said
    assert reverse("organisations", args=["grove"]) in said


def test_the_steps_follow_the_order_in_which_rows_refer_to_one_another():
    steps, at = [], "organisations"
    while after := step_after(at):
        at = after.name
        steps.append(at)
    assert steps == [
        "people", "groups", "group-members", "activities", "enrolments", "attendance",
    ]  # fmt: skip
    assert step_after("guardians") is TARGETS["groups"]
    assert step_after("observations") is None


@pytest.mark.slow
def test_a_file_with_nothing_new_is_finished_and_deleted(
    ada, django_capture_on_commit_callbacks
):  # fmt: skip
    brought(ada)
    with django_capture_on_commit_callbacks(execute=True):
        send(ada)
    again = Import.objects.latest("created_at")
    assert (again.state, again.stored) == ("done", "")
    assert not list(uploads.folder().glob("*.csv"))
    said = page(ada, again)
    assert "here already: there is nothing to import" in said
    assert "nothing new in it" in said
    assert confirm(ada, again).status_code == 409


def test_the_line_of_a_template_in_another_language_is_passed_over(ada):
    with translation.override("ar"):
        template = template_csv(TARGETS["organisations"])
    send(ada, template + b"school,1,Oak\n#school,2,Elm\n")
    row = Import.objects.get()
    assert row.preview["new"] == {"Organisations": 1}
    assert row.preview["excluded"] == {"lines that begin with #": 1}


def test_the_page_of_imports_says_the_order_and_that_codes_may_be_invented(ada):
    said = ada.get(reverse("imports", args=["grove"])).content.decode()
    assert "in this order: organisations, people, groups" in said
    assert "invent it" in said


@pytest.mark.slow
def test_the_overview_says_what_came_in_and_how_much(ada):
    brought(ada)
    said = ada.get(reverse("ecosystem", args=["grove"])).content.decode()
    assert "A spreadsheet was brought in: Organisations, 2 new, 0 changed." in said
