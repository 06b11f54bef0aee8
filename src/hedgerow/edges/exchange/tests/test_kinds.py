"""Organisations from a file: a kind has to be known or named, and a code is one organisation."""

import io

import pytest
from openpyxl import Workbook

from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.people.models import Organisation
from hedgerow.edges.exchange.models import Import
from hedgerow.foundation import jobs

from .sending import confirm, page, send

pytestmark = pytest.mark.django_db
HERE = "kind,code,name\nschool,S1,Oak\npartner,P1,Library\n"


def as_csv(rows):
    return "".join(",".join(row) + "\n" for row in rows).encode()


def as_xlsx(rows):
    book, content = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(list(row))
    book.save(content)
    return content.getvalue()


FILES = pytest.mark.parametrize(("made", "ending"), [(as_csv, "csv"), (as_xlsx, "xlsx")])


def sent(client, rows, made=as_csv, ending="csv"):
    send(client, made(rows), name=f"places.{ending}")
    return Import.objects.latest("pk")


def brought(client, rows, made=as_csv, ending="csv"):
    row = sent(client, rows, made, ending)
    assert row.state == "ready", row.preview
    confirm(client, row)
    jobs.run_pending()
    row.refresh_from_db()
    assert row.state == "done"
    return row


def rows_of(text):
    return [line.split(",") for line in text.strip().split("\n")]


@FILES
def test_an_unknown_kind_stops_the_import_and_names_its_place(ada, made, ending):
    row = sent(ada, rows_of(HERE.replace("partner", "partnr")), made, ending)
    (problem,) = row.preview["problems"]
    assert row.state == "wrong"
    assert (problem["file"], problem["line"], problem["column"], problem["value"]) == (
        f"places.{ending}", 3, "kind", "partnr",
    )  # fmt: skip
    assert problem["code"] == "people.no_kind"
    assert "(partner?)" in problem["expected"]
    assert "school, school district" in problem["expected"]
    assert len(problem["expected"]) < 200
    assert "partnr" in page(ada, row)
    assert not Organisation.objects.exists()


@FILES
@pytest.mark.slow
def test_a_code_under_another_kind_is_the_same_organisation(ada, made, ending):
    brought(ada, rows_of(HERE), made, ending)
    was = Organisation.objects.get(code="P1")
    row = sent(ada, rows_of(HERE.replace("partner", "library")), made, ending)
    assert row.preview["new"] == {}
    (changed,) = row.preview["first"]["changed"]
    assert changed["was"] == {"kind": "partner"}
    assert "<del>partner</del> <ins>library</ins>" in page(ada, row)
    confirm(ada, row)
    jobs.run_pending()
    now = Organisation.objects.get(code="P1")
    assert (now.pk, now.kind) == (was.pk, "library")
    assert Organisation.objects.count() == 2
    partners = OrganisationMembership.objects.filter(partner=True, ends=None)
    assert not partners.exists()
    assert sent(ada, rows_of(HERE.replace("partner", "library"))).state == "done"


def test_two_kinds_of_one_code_in_a_file_are_a_duplicate(ada):
    row = sent(ada, rows_of(HERE.replace("P1", "S1")))
    assert [one["code"] for one in row.preview["problems"]] == ["exchange.duplicate"]
    assert not Organisation.objects.exists()


@pytest.mark.slow
def test_a_kind_may_be_written_in_words_or_be_of_the_vocabulary(ada, grove):
    grove.vocabulary = {"maker-space": {"en": "maker space", "es": "taller"}}
    grove.save()
    brought(ada, rows_of("kind,code,name\nSchool District,D1,North\nTaller,M1,Makers\n"))
    kinds = dict(Organisation.objects.values_list("code", "kind"))
    assert kinds == {"D1": "district", "M1": "maker-space"}


@pytest.mark.slow
def test_a_new_kind_comes_in_where_it_is_given_a_name(ada, grove):
    brought(ada, rows_of("kind,code,name,kind_name\nforest-school,F1,Fir,forest school\n"))
    assert Organisation.objects.get().kind == "forest-school"
    grove.refresh_from_db()
    assert grove.vocabulary["forest-school"] == {"en": "forest school"}
    brought(ada, rows_of("kind,code,name\nForest school,F2,Yew\n"))
    assert set(Organisation.objects.values_list("kind", flat=True)) == {"forest-school"}


@pytest.mark.slow
def test_the_kind_of_a_parent_only_says_which_is_meant(ada):
    nested = (
        "kind,code,name,parent_kind,parent_code\ndistrict,D1,North,,\nschool,S1,Oak,district,D1\n"
    )
    brought(ada, rows_of(nested))
    moved = nested.replace("district", "region")
    row = sent(ada, rows_of(moved))
    assert row.preview["changed"] == {"Organisations": 1}
    wrong = sent(ada, rows_of(nested.replace("Oak,district", "Oak,county")))
    assert [one["code"] for one in wrong.preview["problems"]] == ["people.no_parent"]


@pytest.mark.slow
def test_a_role_and_a_group_find_their_school_whatever_its_kind(ada):
    brought(ada, rows_of(HERE.replace("school", "learning-centre")))
    for ready, content in (
        ("ready:people", "code,name,role,organisation_code\nL1,Ada,learner,S1\n"),
        ("ready:groups", "code,name,organisation_code,starts\nA,5a,S1,2026-08-17\n"),
    ):
        send(ada, content, ready)
        assert Import.objects.latest("pk").state == "ready"
    send(ada, "code,name,organisation_kind,organisation_code,starts\nA,5a,school,S1,2026-08-17\n",
         "ready:groups")  # fmt: skip
    (problem,) = Import.objects.latest("pk").preview["problems"]
    assert problem["code"] == "membership.no_organisation"
