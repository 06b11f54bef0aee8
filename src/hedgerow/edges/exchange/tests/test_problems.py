"""What a file lacks or has wrong is told at once, once, and with what to do."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from hedgerow.commons.people.models import Organisation
from hedgerow.edges.exchange.models import Import
from hedgerow.foundation import jobs

from .sending import confirm, page, send

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def problems(row):
    return [(one["line"], one["column"], one["code"]) for one in row.preview["problems"]]


@pytest.mark.slow
def test_a_template_may_lack_optional_columns_which_then_change_nothing(ada, grove):
    Organisation.objects.create(
        kept_by=grove, kind="school", code="1", name="Ash", address="Elm Lane", created_at=AT
    )
    send(ada, "kind,code,name,sector\nschool,1,Ash,culture\n")
    row = Import.objects.get()
    assert (row.state, row.preview["changed"]) == ("ready", {"Organisations": 1})
    confirm(ada, row)
    jobs.run_pending()
    kept = Organisation.objects.get()
    assert (kept.sector, kept.address) == ("culture", "Elm Lane")


def test_a_missing_required_column_is_told_once_by_its_name(ada):
    send(ada, "code,sector,address\n1,school,\n2,school,\n")
    row = Import.objects.get()
    assert problems(row) == [
        (1, "kind", "exchange.no_column"),
        (1, "name", "exchange.no_column"),
    ]
    said = page(ada, row)
    assert said.count("the file has: code, sector, address") == 1
    assert "?mapping=guess" in said


def test_a_file_that_is_another_template_says_which(ada):
    send(ada, "code,name,role,organisation_code\nL1,Ada,learner,\n")
    row = Import.objects.get()
    assert problems(row) == [(1, "", "exchange.other_template")]
    said = page(ada, row)
    assert "This file fits “template: people”" in said
    address = reverse("new-import", args=["grove"]) + "?mapping=ready:people"
    assert address in said
    assert '<option value="ready:people" selected>' in ada.get(address).content.decode()


def test_all_that_is_wrong_with_a_row_is_told_at_once(ada):
    people = "code,name,role,organisation_code,starts,email\n"
    people += "L1,Ada,pupil,ZZ,last May,ada\nL2,Bo,learner,,,\nL3,Cy,learner,ZZ,,\n"
    send(ada, people, "ready:people")
    assert problems(Import.objects.get()) == [
        (2, "starts", "exchange.value"),
        (2, "email", "exchange.value"),
        (2, "role", "membership.no_role"),
        (2, "organisation_code", "membership.no_organisation"),
        (4, "organisation_code", "membership.no_organisation"),
    ]


def test_what_only_follows_from_a_wrong_cell_is_not_told_beside_it(ada):
    content = "indicator,unit,organisation_kind,organisation_code,starts,ends,value\n"
    content += "rate,percent,school,S1,2026-08-17,2026-10-01,much\n"
    send(ada, content, "ready:observations")
    assert [code for _line, _column, code in problems(Import.objects.get())] == [
        "exchange.value",
        "observations.no_organisation",
    ]
