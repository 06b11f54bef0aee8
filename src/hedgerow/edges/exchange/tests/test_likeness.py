"""Who is new since a list was mended and resembles somebody here is told before and after it comes in."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hedgerow.commons.membership.tests.factories import actor, browser, convener, organisation
from hedgerow.commons.people.actions.merging import merge_persons
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.edges.exchange.actions import Upload, preview
from hedgerow.edges.exchange.commands import _tell_all
from hedgerow.edges.exchange.mappings import parse_mapping
from hedgerow.foundation.permissions import Actor
from hedgerow.portal.erasing import erase_person

from .conftest import AT
from .sending import page
from .test_by_name import somebody
from .test_making import bring, choose, sent

pytestmark = pytest.mark.django_db
HEADS = "Name;Geburtsdatum;Klassenstufe\n"
FIRST = HEADS + "Anna Müller;03.09.2015;5\nCan Özdemir;14.01.2015;5\n"
MENDED = HEADS + "Anna Müller;09.03.2015;5\nCan Ali Özdemir;14.01.2015;5\nIda Oh;01.02.2015;5\n"
MAPPING = """target = "people"
[[rows]]
label = "people"
[rows.fields]
code = { made_of = ["name", "born"] }
name = { column = "name" }
born = { column = "born" }
role = { column = "role", optional = true }
organisation_name = { column = "school", optional = true }
"""


@pytest.fixture
def looked(grove, tmp_path):
    """What previews lines of a list of people, as somebody."""

    def of(content, by=None, mapping=MAPPING):
        path = tmp_path / "list.csv"
        path.write_text(content, encoding="utf-8")
        upload = Upload(path, parse_mapping(mapping, "m"))
        return preview(grove, upload, by=by or Actor.the_steward())

    return of


def alike(found):
    return [(one.line, one.known, one.why) for one in found.resembling]


def test_a_mended_list_says_who_is_like_whom_and_leads_to_making_both_one(ada):
    row = sent(ada, FIRST)
    choose(ada, row)
    bring(ada, row)
    again = sent(ada, MENDED)
    assert again.preview["new"] == {"people": 3}
    said = page(ada, again)
    assert "2 new people resemble somebody who is here" in said
    assert "the name; another birth date" in said
    assert "the birth date, and part of the name" in said
    assert "Ida Oh" not in said.split('id="alike"')[1].split("</section>")[0]
    assert "Make them one" not in said
    bring(ada, again)
    assert {*again.preview["resembling"][0]} == {"line", "why", "person", "new"}  # no name, no code
    assert "Anna" not in json.dumps(again.preview)
    first, second = Person.objects.filter(name="Anna Müller").order_by("pk")
    address = reverse("merge-people", args=["grove", first.uuid, second.uuid])
    assert address in page(ada, again)
    assert ada.get(address).status_code == 200
    erase_person(second, by=Actor.the_steward(), at=AT)
    assert "1 new person resembles somebody who is here" in page(ada, again)
    ada.post(reverse("undo-import", args=["grove", row.uuid]))


def test_nothing_is_said_of_lists_with_codes_nor_once_it_was_put_aside(ada):
    row = sent(ada, FIRST)
    choose(ada, row)
    bring(ada, row)
    coded = "Student ID,Name,Birth date,Role\nL1,Anna Müller,2015-03-09,learner\n"
    other = sent(ada, coded, "coded.csv")
    choose(ada, other)
    assert (other.preview["new"], other.preview["resembling"]) == ({"people": 1}, [])
    again = sent(ada, MENDED)
    assert len(again.preview["resembling"]) == 2
    ada.post(reverse("discard-import", args=["grove", again.uuid]))
    again.refresh_from_db()
    assert again.preview["resembling"] == []


def test_who_is_mended_on_their_page_too_is_met_and_nobody_is_new(ada):
    row = sent(ada, FIRST)
    choose(ada, row)
    bring(ada, row)
    Person.objects.filter(name="Anna Müller").update(born=date(2015, 3, 9))
    again = sent(ada, HEADS + "Anna Müller;09.03.2015;5\nCan Özdemir;14.01.2015;5\n")
    assert (again.state, again.preview["new"]) == ("done", {})


def test_the_next_list_meets_whom_two_records_became(ada, grove):
    row = sent(ada, FIRST)
    choose(ada, row)
    bring(ada, row)
    again = bring(ada, sent(ada, MENDED))
    first, second = Person.objects.filter(name="Anna Müller").order_by("pk")
    merge_persons(grove, first.uuid, second.uuid, {}, by=Actor.the_steward(), at=AT)
    assert "1 new person resembles" in page(ada, again)
    assert sent(ada, MENDED).preview["new"] == {}


def test_programs_are_told_too(grove):
    ada = browser(convener(grove))
    row = sent(ada, FIRST)
    choose(ada, row)
    bring(ada, row)
    again = sent(ada, MENDED)
    address = f"/api/ecosystems/grove/imports/{again.uuid}"
    anna, can = ada.get(address).json()["resembling"]
    assert (anna["line"], anna["why"], anna["known_born"]) == (2, "name", "2015-09-03")
    assert (can["name"], can["known_name"], can["uuid"]) == ("Can Ali Özdemir", "Can Özdemir", None)
    bring(ada, again)
    assert ada.get(address).json()["resembling"][0]["uuid"]


def test_the_command_says_it(grove, looked, capsys):
    somebody(grove, "Ana Oh", born=date(2015, 1, 2), code="A1")
    found = looked("name,born\nAna Oh,2015-02-01\n")
    _tell_all(found, as_json=False)
    said = capsys.readouterr().out
    assert "1 new people resemble somebody who is here" in said
    assert "line 2: Ana Oh (2015-02-01), here: Ana Oh (2015-01-02), A1" in said
    _tell_all(found, as_json=True)
    assert json.loads(capsys.readouterr().out)["resembling"][0]["known_code"] == "A1"


def test_role_and_school_have_to_be_the_same_where_the_list_says_them(grove, looked):
    oak = organisation(grove, "Oak", code="oak")
    organisation(grove, "Elm", code="elm")
    somebody(grove, "Ana Oh", oak, born=date(2015, 1, 2))
    heads = "name,born,role,school\n"
    assert alike(looked(heads + "Ana Oh,2015-02-01,learner,Oak\n")) == [(2, "Ana Oh", "name")]
    assert alike(looked(heads + "Ana Oh,2015-02-01,learner,Elm\n")) == []
    assert alike(looked(heads + "Ana Oh,2015-02-01,educator,Oak\n")) == []


def test_who_left_and_who_stands_in_the_list_by_themselves_is_not_meant(grove, looked):
    somebody(grove, "Ana Oh", born=date(2015, 1, 2), ends=date(2026, 1, 1))
    somebody(grove, "Bo Ek", born=date(2015, 3, 4))
    assert alike(looked("name,born\nAna Oh,2015-02-01\n")) == []
    assert alike(looked("name,born\nBo Ek,2015-04-03\n")) == [(2, "Bo Ek", "name")]
    assert alike(looked("name,born\nBo Ek,2015-04-03\nBo Ek,2015-03-04\n")) == []


def test_nobody_is_told_whom_the_reader_may_not_see(ada, grove, looked):
    child = somebody(grove, "Ana Oh", born=date(2015, 1, 2))
    bea = convener(grove, "Bea")
    Guardian.objects.create(
        ecosystem=grove, learner=child, guardian=bea, barred=True, starts=date(2026, 8, 1)
    )
    content = "name,born\nAna Oh,2015-02-01\n"
    assert alike(looked(content)) == [(2, "Ana Oh", "name")]
    assert alike(looked(content, actor(bea))) == []
    row = sent(ada, "Name;Geburtsdatum;Klassenstufe\nAna Oh;01.02.2015;5\n")
    choose(ada, row)
    assert len(row.preview["resembling"]) == 1
    address = f"/api/ecosystems/grove/imports/{row.uuid}"
    assert browser(bea).get(address).json()["resembling"] == []


def test_families_are_told_of_their_learners(grove, looked):
    somebody(grove, "Ana Oh", born=date(2015, 1, 2))
    mapping = (
        MAPPING.replace('target = "people"', 'target = "families"')
        .replace('code = { made_of = ["name", "born"] }\n', "")
        .replace('role = { column = "role", optional = true }\n', "")
    )
    found = looked("name,born\nAna Oh,2015-02-01\n", mapping=mapping)
    assert alike(found) == [(2, "Ana Oh", "name")]


def test_many_lines_ask_no_more_than_few(grove, looked):
    for at in range(20):
        somebody(grove, f"Pupil {at}", born=date(2015, 1, 1 + at))
    counts = []
    for many in (2, 20):
        lines = "".join(f"Pupil {at},2014-01-01\n" for at in range(many))
        with CaptureQueriesContext(connection) as asked:
            found = looked("name,born\n" + lines)
        assert len(found.resembling) == many
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_day_that_a_program_writes_where_it_knows_none_tells_nothing(grove, looked, monkeypatch):
    monkeypatch.setattr("hedgerow.edges.exchange.likeness.finding.TELLING", 2)
    for name in ("Ana Paz", "Ana Ek"):
        somebody(grove, name, born=date(2015, 1, 1))
    assert len(alike(looked("name,born\nAna Oh,2015-01-01\n"))) == 1
    somebody(grove, "Ana Roth", born=date(2015, 1, 1))
    assert alike(looked("name,born\nAna Oh,2015-01-01\n")) == []
