"""Lists of places and enrolments that name people, groups and activities without codes."""

from datetime import date

import pytest

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.membership.models import Assignment, Group, GroupPlace
from hedgerow.commons.membership.tests.factories import actor, browser, convener, organisation
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.commons.people.rules import sort_name
from hedgerow.edges.exchange.actions import Upload, preview
from hedgerow.edges.exchange.mappings import parse_mapping
from hedgerow.edges.exchange.models import Import
from hedgerow.foundation.permissions import Actor

from .conftest import AT
from .test_making import bring, choose, sent

pytestmark = pytest.mark.django_db
FIRST = date(2026, 8, 17)
NAMED = "Klasse;Nachname;Vorname;Geburtsdatum\n"
MAPPING = """target = "group-members"
[[rows]]
label = "place"
[rows.fields]
group_name = { column = "class" }
person_code = { column = "code", optional = true }
name = { column = "name" }
born = { column = "born", optional = true }
role = { column = "role", optional = true }
organisation_name = { column = "school", optional = true }
starts = { constant = "2026-08-17" }
"""


def somebody(grove, name, site=None, *, code="", born=None, role="learner", ends=None):
    person = Person.objects.create(
        kept_by=grove,
        name=name,
        sort_name=sort_name(name),
        code=code or f"F-{Person.objects.count()}",
        born=born,
        created_at=AT,
    )
    Assignment.objects.create(
        ecosystem=grove, person=person, organisation=site, role=role, starts=date(2025, 8, 1),
        ends=ends,
    )  # fmt: skip
    return person


def group(grove, name, site=None, code="", **said):
    return Group.objects.create(
        ecosystem=grove, name=name, organisation=site, code=code, starts=FIRST, **said
    )


@pytest.fixture
def oak(grove):
    return organisation(grove, "Oak", kind="school", code="oak")


@pytest.fixture
def looked(grove, tmp_path):
    """What previews lines of a list of places, as somebody."""

    def of(content, by=None):
        path = tmp_path / "list.csv"
        path.write_text(content, encoding="utf-8")
        upload = Upload(path, parse_mapping(MAPPING, "m"))
        return preview(grove, upload, by=by or Actor.the_steward())

    return of


def codes(found):
    return [one.code for one in found.problems]


def test_a_class_list_without_any_code_places_who_is_meant_and_changes_nothing_again(
    ada, grove, oak
):
    anna = somebody(grove, "Anna Müller", oak, born=date(2015, 9, 3))
    can = somebody(grove, "Can Özdemir", oak, born=date(2015, 1, 14))
    klasse = group(grove, "5a", oak, code="F-5a")
    content = NAMED + "5a;MULLER; Anna;03.09.2015\n5A;Özdemir;Can;14.01.2015\n"
    row = sent(ada, content)
    answer = choose(ada, row, "group-members", **{"constant-starts": "2026-08-17"})
    assert answer.status_code == 302, answer.content.decode()
    assert row.preview["new"] == {"group-members": 2}, row.preview["problems"]
    assert bring(ada, row).state == "done"
    places = GroupPlace.objects.values_list("group", "person", "starts")
    assert set(places) == {(klasse.pk, anna.pk, FIRST), (klasse.pk, can.pk, FIRST)}
    again = sent(ada, content, "next.csv")  # read by what was remembered
    assert (again.state, again.preview["unchanged"]) == ("done", {"group-members": 2})


def test_enrolments_name_the_activity_and_the_learner(ada, grove, oak):
    anna = somebody(grove, "Anna Paz", oak)
    club = "code,title,kind,kind_name,starts\nROBO,Robotics,club,Club,2026-08-17\n"
    bring(ada, send_ready(ada, club, "activities"))
    row = sent(ada, "Club,Pupil\nrobotics,anna paz\n")
    assert choose(ada, row, **{"constant-starts": "2026-08-24"}).status_code == 302
    assert (row.target, row.preview["new"]) == ("enrolments", {"enrolments": 1})
    bring(ada, row)
    assert Enrolment.objects.get().person == anna
    other = sent(ada, "Club,Pupil\nChess,anna paz\n")
    assert [one["code"] for one in other.preview["problems"]] == ["activities.no_activity"]


def send_ready(client, content, target):
    from .sending import send

    send(client, content, f"ready:{target}", "a.csv")
    return Import.objects.latest("pk")


def test_namesakes_are_told_apart_by_what_the_list_gives_and_never_guessed(grove, oak, looked):
    elm = organisation(grove, "Elm", kind="school", code="elm")
    first = somebody(grove, "Ana Oh", oak, code="A1", born=date(2015, 1, 2))
    somebody(grove, "Ana Oh", oak, code="A2", born=date(2015, 3, 4))
    somebody(grove, "Ana Oh", elm, code="A3", role="educator")
    group(grove, "5a", code="5A")
    found = looked("class,name\n5a,Ana Oh\n")
    assert codes(found) == ["membership.several_named"]
    assert "3 of this name" in found.problems[0].expected
    assert "birth date" in found.problems[0].expected
    assert (found.problems[0].line, found.problems[0].column) == (2, "name")

    def meant(head, cells):
        rows = looked(f"class,name,{head}\n5a,ANA  OH,{cells}\n")
        return [one.text("person_code") for one in rows.first["new"]] or codes(rows)

    assert meant("born", "2015-01-02") == [first.code]
    assert meant("role", "educator") == ["A3"]
    assert meant("school", "Elm") == ["A3"]
    assert meant("school", "Oak") == ["membership.several_named"]
    assert meant("born", "2015-01-03") == ["membership.nobody_named"]
    assert meant("role", "queen") == ["membership.no_role"]
    assert meant("school", "Ash") == ["membership.no_organisation"]
    assert meant("code", "A2") == ["A2"]
    GroupPlace.objects.create(group=Group.objects.get(), person=first, starts=FIRST)
    assert [
        one.text("person_code") for one in looked("class,name\n5a,Ana Oh\n").first["unchanged"]
    ] == ["A1"]


def test_of_namesakes_it_is_who_is_at_the_school_of_the_group(grove, oak, looked):
    elm = organisation(grove, "Elm", kind="school", code="elm")
    somebody(grove, "Ana Oh", oak, code="A1")
    somebody(grove, "Ana Oh", elm, code="A2")
    group(grove, "5a", elm, code="5A")
    assert [one.text("person_code") for one in looked("class,name\n5a,Ana Oh\n").first["new"]] == [
        "A2"
    ]


def test_who_left_before_the_first_day_is_not_meant(grove, oak, looked):
    group(grove, "5a", oak, code="5A")
    somebody(grove, "Ana Oh", oak, ends=date(2026, 7, 1))
    assert codes(looked("class,name\n5a,Ana Oh\n")) == ["membership.nobody_named"]


def test_groups_that_are_not_here_or_are_several_are_told(grove, oak, looked):
    somebody(grove, "Ana Oh", oak)
    assert codes(looked("class,name\n5a,Ana Oh\n")) == ["membership.no_group"]
    group(grove, "5a", oak, code="old", ends=date(2026, 8, 16)).save()
    assert codes(looked("class,name\n5a,Ana Oh\n")) == ["membership.no_group"]
    group(grove, "5a", oak, code="5A")
    assert codes(looked("class,name\n5a,Ana Oh\n")) == []
    group(grove, "5a", organisation(grove, "Elm", code="elm"), code="5E")
    assert codes(looked("class,name\n5a,Ana Oh\n")) == ["membership.several_groups"]
    assert codes(looked("class,name,school\n5a,Ana Oh,Oak\n")) == []


def test_what_lacks_both_code_and_name_and_what_is_twice_is_told_by_line(grove, oak, looked):
    somebody(grove, "Ana Oh", oak, code="A1")
    group(grove, "5a", oak, code="5A")
    empty = looked("class,name,code\n5a,,\n5a,Ana Oh,\n")
    assert [(one.line, one.code) for one in empty.problems] == [(2, "exchange.value")]
    assert "a name in its place" in empty.problems[0].expected
    twice = looked("class,name,code\n5a,Ana Oh,\n5a,ana oh,\n")
    assert [(one.line, one.code) for one in twice.problems] == [(3, "exchange.namesakes")]
    mixed = looked("class,name,code\n5a,Ana Oh,\n5a,,A1\n")
    assert [(one.line, one.code) for one in mixed.problems] == [(3, "exchange.duplicate")]


def test_nobody_is_disclosed_whom_the_sender_may_not_see(grove, oak, looked):
    ada = convener(grove)
    child = somebody(grove, "Ana Oh", oak, code="A1")
    group(grove, "5a", oak, code="5A")
    Guardian.objects.create(
        ecosystem=grove, learner=child, guardian=ada, barred=True, starts=date(2026, 8, 1)
    )
    mine, theirs = (
        looked(f"class,name\n5a,{name}\n", actor(ada)) for name in ("Ana Oh", "Nobody Atall")
    )
    assert codes(mine) == codes(theirs) == ["membership.nobody_named"]
    assert mine.problems[0].expected == theirs.problems[0].expected
    assert "A1" not in str(mine)
    somebody(
        grove, "Ana Oh", oak, code="A2"
    )  # of two it is the one that is seen: the other is not told
    seen = looked("class,name\n5a,Ana Oh\n", actor(ada))
    assert [one.text("person_code") for one in seen.first["new"]] == ["A2"]


def test_people_of_another_ecosystem_are_not_found(grove, oak, looked):
    from hedgerow.commons.membership.tests.factories import ecosystem

    somebody(ecosystem("Heath"), "Ana Oh")
    group(grove, "5a", oak, code="5A")
    assert codes(looked("class,name\n5a,Ana Oh\n")) == ["membership.nobody_named"]


def test_a_long_list_asks_no_more_than_a_short_one(grove, oak, looked):
    group(grove, "5a", oak, code="5A")
    for at in range(20):
        somebody(grove, f"Pupil {at}", oak, code=f"P{at}")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for many in (2, 20):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            found = looked("class,name\n" + "".join(f"5a,Pupil {at}\n" for at in range(many)))
        assert (codes(found), found.new) == ([], {"place": many})
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_programs_name_people_too(grove, oak):
    somebody(grove, "Anna Paz", oak, code="A1")
    group(grove, "5a", oak, code="5A")
    ada = browser(convener(grove))
    row = sent(ada, "Class,Name\n5a,anna paz\n")
    address = f"/api/ecosystems/grove/imports/{row.uuid}/columns"
    body = {"target": "group-members", "columns": {"Class": "group_name", "Name": "name"}}
    refused = ada.put(address, body, content_type="application/json")
    assert refused.status_code == 422
    told = ada.put(
        address, body | {"constants": {"starts": "2026-08-17"}}, content_type="application/json"
    )
    assert told.status_code == 200, told.content
    assert told.json()["new"]["first"][0]["values"]["person_code"] == "A1"


def test_a_list_that_names_nobody_says_what_to_choose(ada, grove, oak):
    row = sent(ada, "Class,Name\n5a,anna paz\n")
    fields = {"Class": "group_name", "Name": ""}
    answer = choose(ada, row, "group-members", fields, **{"constant-starts": "2026-08-17"})
    assert answer.status_code == 422
    assert "Number of the person: Choose a column for it or for “Name”" in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "fields"),
    [
        ("Klasse;Nachname;Vorname\n5a;Ek;Bo\n", ["group_name", "name", "name"]),
        ("Grupo;Nombre y apellidos;Fecha de nacimiento\n5a;Bo Ek;2015-01-02\n",
         ["group_name", "name", "born"]),
        ("الشعبة;الاسم;تاريخ الميلاد\n5أ;أمل حداد;2015-01-02\n", ["group_name", "name", "born"]),
        ("Class;Student ID;Name\n101;L1;Bo Ek\n", ["group_code", "person_code", "name"]),
    ],
    ids=("de", "es", "ar", "en"),
)  # fmt: skip
def test_the_headings_of_class_lists_are_known(tmp_path, content, fields):
    from .test_guessing import proposed

    assert [one.field for one in proposed(tmp_path, content, "group-members").guesses] == fields
