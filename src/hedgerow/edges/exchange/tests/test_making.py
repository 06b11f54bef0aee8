"""Lists without any code: codes are made, the same list meets the same rows, namesakes are told."""

from datetime import date

import pytest
from django.urls import reverse

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.models import Assignment, Group
from hedgerow.commons.membership.tests.factories import browser, convener, organisation
from hedgerow.commons.people.actions import save_people
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.edges.exchange.guessing import flow
from hedgerow.edges.exchange.models import Import, SavedMapping
from hedgerow.foundation import jobs
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import new_uuid

from .sending import confirm, page, send

GERMAN = (
    "Nachname;Vorname;Geburtsdatum;Klassenstufe\n"
    "Müller;Anna;03.09.2015;5\nÖzdemir;Can;14.01.2015;5\nWeiß;Jörg;30.11.2014;6\n"
)
ARABIC = "الاسم,تاريخ الميلاد,الصف\nأمل حداد,2015-03-09,5\nسامي خليل,2014-11-30,5\nليلى عمر,2015-01-02,6\n"
STAFF = "Name,Role\nUte Kern,Teacher\nMax Roth,Teacher\n"
pytestmark = pytest.mark.django_db


def here(grove, **said):
    save_people(grove, [{"uuid": new_uuid(), **said}], by=Actor.the_steward(), at=NOW)


def sent(client, content, name="list.csv"):
    send(client, content, "guess", name)
    return Import.objects.latest("pk")


def choose(client, row, target="", fields=None, **more):
    """What is proposed, as the page would send it."""
    found = flow.proposal_of(row, this_year=2026, target=target)
    data = {f"column-{at}": one.field for at, one in enumerate(found.guesses)}
    if fields:
        data = {f"column-{at}": fields.get(one.column, "") for at, one in enumerate(found.guesses)}
    data |= {f"constant-{name}": text for name, text in found.constants.items()}
    data |= {"target": found.target, "days": "day", "makes_codes": "on", **more}
    answer = client.post(reverse("import-columns", args=["grove", row.uuid]), data)
    row.refresh_from_db()
    return answer


def bring(client, row):
    confirm(client, row)
    jobs.run_pending()
    row.refresh_from_db()
    return row


@pytest.mark.parametrize(
    ("content", "name"), [(GERMAN, "Anna Müller"), (ARABIC, "أمل حداد")], ids=("german", "arabic")
)
def test_a_list_without_codes_comes_in_and_the_same_list_again_changes_nothing(ada, content, name):
    row = sent(ada, content)
    proposal = flow.proposal_of(row, this_year=2026)
    assert (proposal.target, proposal.makes_codes) == ("people", True)
    assert "code" not in proposal.constants
    said = ada.get(reverse("import-columns", args=["grove", row.uuid])).content.decode()
    assert 'name="makes_codes" checked' in said
    assert choose(ada, row).status_code == 302
    assert row.preview["new"] == {"people": 3}
    assert "get one that is made of: Name + Date of birth" in page(ada, row)
    assert bring(ada, row).state == "done"
    codes = dict(Person.objects.exclude(code="").values_list("name", "code"))
    assert (len(set(codes.values())), "Müller" in codes[name]) == (3, False)

    again = sent(ada, content, "next month.csv")
    assert (again.state, again.preview["new"], again.preview["unchanged"]) == (
        "done", {}, {"people": 3}
    )  # fmt: skip
    assert 'made_of = ["name", "born"]' in SavedMapping.objects.get().text


def test_who_is_new_next_month_is_new_and_who_is_spelt_otherwise_is_met(ada):
    row = sent(ada, GERMAN)
    choose(ada, row)
    bring(ada, row)
    more = GERMAN.replace("Müller;Anna", "MÜLLER;Anna") + "Nuñez;Iria;01.02.2015;5\n"
    again = sent(ada, more)
    assert (again.preview["new"], again.preview["changed"]) == ({"people": 1}, {"people": 1})
    bring(ada, again)
    assert Person.objects.exclude(code="").count() == 4


def test_namesakes_in_a_file_are_told_apart_or_refused_with_what_to_do(ada):
    row = sent(ada, GERMAN + "Müller;Anna;04.10.2015;5\n")
    choose(ada, row)
    assert row.preview["new"] == {"people": 4}

    twice = sent(ada, GERMAN + "Müller;Anna;03.09.2015;5\n")
    assert twice.state == "wrong"
    (told,) = twice.preview["problems"]
    assert (told["line"], told["code"]) == (5, "exchange.namesakes")
    assert told["value"] == "Anna Müller / 2015-09-03"
    assert "line 2" in told["expected"]
    assert "a code for each" in told["expected"]
    assert Person.objects.exclude(code="").count() == 0


def test_a_row_without_a_birth_date_is_told_where_the_others_have_one(ada):
    row = sent(ada, GERMAN.replace("14.01.2015", ""))
    choose(ada, row)
    (told,) = row.preview["problems"]
    assert (told["line"], told["column"], told["code"]) == (3, "Geburtsdatum", "exchange.no_code")


def test_without_birth_dates_role_and_school_tell_apart(ada, grove):
    for name in ("Oak", "Elm"):
        organisation(grove, name)
    content = "Name,Role,School\nUte Kern,Teacher,Oak\nUte Kern,Teacher,Elm\n"
    row = sent(ada, content)
    assert choose(ada, row).status_code == 302
    bring(ada, row)
    assert Person.objects.filter(name="Ute Kern").count() == 2
    again = sent(ada, content)
    assert (again.state, again.preview["unchanged"]) == ("done", {"people": 2})
    twice = sent(ada, content + "Ute Kern,Teacher,Elm\n")
    assert [one["code"] for one in twice.preview["problems"]] == ["exchange.namesakes"]


def test_birth_dates_that_a_list_gets_later_go_to_those_who_came_without(ada):
    row = sent(ada, STAFF)
    choose(ada, row)
    bring(ada, row)
    dated = sent(
        ada, STAFF.replace("Role\n", "Role,Birth date\n").replace("her\n", "her,1980-02-03\n")
    )
    choose(ada, dated)
    assert (dated.preview["new"], dated.preview["changed"]) == ({}, {"people": 2})
    bring(ada, dated)
    other = sent(ada, "Name,Role,Birth date\nUte Kern,Teacher,1991-05-06\n")
    assert other.preview["new"] == {"people": 1}


def test_who_is_here_by_a_number_of_their_own_is_met_by_name_and_birth_date(ada, grove):
    here(grove, name="Anna Müller", code="L-7", born=date(2015, 9, 3))
    row = sent(ada, GERMAN)
    choose(ada, row)
    assert row.preview["new"] == {"people": 2}
    bring(ada, row)
    assert Person.objects.filter(name="Anna Müller").get().code == "L-7"


def test_who_may_be_here_is_told_and_nothing_is_saved(ada, grove):
    here(grove, name="Anna Müller", code="", born=date(2015, 9, 3))
    here(grove, name="Can Özdemir", code="L-8")
    row = sent(ada, GERMAN)
    choose(ada, row)
    assert {one["line"]: one["code"] for one in row.preview["problems"]} == {
        2: "people.code_lacking", 3: "people.code_unsure",
    }  # fmt: skip
    assert "Anna Müller" in row.preview["problems"][0]["expected"]


def test_a_column_of_codes_with_gaps_has_the_gaps_filled(ada):
    row = sent(ada, "Student ID,Name,Birth date\nL1,Ada Paz,2015-01-02\n,Bo Ek,2015-03-04\n")
    fields = {"Student ID": "code", "Name": "name", "Birth date": "born"}
    choose(ada, row, fields=fields, target="people")
    bring(ada, row)
    codes = dict(Person.objects.exclude(code="").values_list("name", "code"))
    assert codes["Ada Paz"] == "L1"
    assert codes["Bo Ek"].startswith("F-")


def test_a_word_for_a_role_that_was_not_in_the_first_list_is_known_in_the_next(ada):
    row = sent(ada, STAFF.replace("Max Roth,Teacher", "Max Roth,Lehrer"))
    choose(ada, row)
    bring(ada, row)
    more = sent(ada, STAFF + "Eva Oh,Maestra\n")
    assert (more.state, more.preview["new"], more.preview["problems"]) == (
        "ready",
        {"people": 1},
        [],
    )
    wrong = sent(ada, STAFF + "Eva Oh,Queen\n")
    assert [one["value"] for one in wrong.preview["problems"]] == ["Queen"]


def test_it_is_undone_and_comes_in_again_under_the_same_codes(ada):
    row = sent(ada, GERMAN)
    choose(ada, row)
    bring(ada, row)
    first = set(Person.objects.exclude(code="").values_list("code", flat=True))
    ada.post(reverse("undo-import", args=["grove", row.uuid]))
    assert not Person.objects.exclude(code="").exists()
    bring(ada, sent(ada, GERMAN))
    assert set(Person.objects.exclude(code="").values_list("code", flat=True)) == first


def test_organisations_and_groups_without_codes_are_met_again(ada):
    schools = "School name,Type\nOak,school\nElm,school\n"
    row = sent(ada, schools)
    assert choose(ada, row).status_code == 302
    bring(ada, row)
    assert Organisation.objects.count() == 2
    assert sent(ada, schools).state == "done"
    classes = "Class,School year\n5a,2026-27\n5b,2026-27\n"
    row = sent(ada, classes)
    choose(ada, row, "groups", **{"constant-starts": "2026-08-17"})
    assert row.preview["new"] == {"groups": 2}
    bring(ada, row)
    assert sent(ada, classes).state == "done"
    assert sent(ada, classes.replace("2026-27", "2027-28")).preview["new"] == {"groups": 2}
    assert Group.objects.count() == 2


def test_without_codes_and_without_making_them_it_says_what_to_do(ada):
    row = sent(ada, GERMAN)
    found = flow.proposal_of(row, this_year=2026)
    data = {f"column-{at}": one.field for at, one in enumerate(found.guesses)}
    address = reverse("import-columns", args=["grove", row.uuid])
    answer = ada.post(address, {"target": "people", "days": "day", **data})
    assert answer.status_code == 422
    assert "Code: Choose a column for it, or have codes made." in answer.content.decode()
    assert Assignment.objects.exclude(role="convener").count() == 0


def test_people_of_a_school_need_a_role_before_the_file_is_read(ada, grove):
    organisation(grove, "Oak")
    row = sent(ada, "Name,School\nUte Kern,Oak\nMax Roth,Oak\n")
    answer = choose(ada, row, "people")
    assert answer.status_code == 422
    assert "Role: Choose a column for it, or give one for all rows" in answer.content.decode()
    assert choose(ada, row, "people", **{"constant-role": "educator"}).status_code == 302
    assert row.preview["new"] == {"people": 2}


def test_what_no_column_fills_is_told_by_its_name(ada):
    row = sent(ada, "Pupil,Parent\nBo Ek,\nCy Oh,Eva Oh\n")
    choose(ada, row, "families")
    assert [one["column"] for one in row.preview["problems"]] == ["born", "born"]
    said = page(ada, row)
    assert "Date of birth" in said
    assert ">born<" not in said


def test_programs_have_codes_made_too(grove):
    ada = browser(convener(grove))
    row = sent(ada, GERMAN)
    address = f"/api/ecosystems/grove/imports/{row.uuid}/columns"
    asked = ada.get(address).json()
    assert (asked["target"], asked["makes_codes"]) == ("people", True)
    body = {
        "target": "people",
        "columns": {one["column"]: one["field"] for one in asked["columns"]},
    }
    assert ada.put(address, body, content_type="application/json").status_code == 422
    told = ada.put(address, body | {"makes_codes": True}, content_type="application/json")
    assert told.status_code == 200, told.content
    assert (told.json()["codes_made_of"], told.json()["new"]["count"]) == (["name", "born"], 3)
