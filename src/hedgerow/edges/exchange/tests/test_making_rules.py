"""Codes that are made: what a mapping may say of them, what they agree with, and what they cost."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.activities.models import Activity
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.models import Group
from hedgerow.commons.people.models import Person
from hedgerow.edges.exchange.actions import Upload, import_file, preview
from hedgerow.edges.exchange.catalogue import TARGETS
from hedgerow.edges.exchange.errors import MappingWrong
from hedgerow.edges.exchange.making import identity
from hedgerow.edges.exchange.mappings import Source, parse_mapping
from hedgerow.foundation.permissions import Actor
from hedgerow.portal.erasing import erase_person

STEWARD = Actor.the_steward()
PEOPLE = """target = "people"
[[rows]]
label = "pupils"
[rows.fields]
code = { made_of = ["name", "born"] }
name = { column = "Name" }
born = { column = "Born" }
"""
pytestmark = pytest.mark.django_db


def upload(tmp_path, text, content, name="a.csv"):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return Upload(path, parse_mapping(text, "m.toml"))


def rows(many):
    return "Name,Born\n" + "".join(f"Pupil {at},2015-01-{at + 1:02}\n" for at in range(many))


def test_a_mapping_that_has_codes_made_of_nothing_or_beside_a_constant_is_told(tmp_path, grove):
    with pytest.raises(MappingWrong, match="made_of alone"):
        parse_mapping(PEOPLE.replace("{ made_of", '{ constant = "x", made_of'), "m.toml")
    unfilled = PEOPLE.replace('["name", "born"]', '["name", "email"]')
    elsewhere = PEOPLE.replace("name = { column", 'email = { made_of = ["name"] }\nname = { column')
    for wrong in (unfilled, elsewhere):
        found = preview(grove, upload(tmp_path, wrong, rows(2)), by=STEWARD)
        assert "exchange.not_made" in {one.code for one in found.problems}
        assert not found.new


def test_a_code_of_name_and_birth_date_is_that_of_the_same_learner_among_families(tmp_path, grove):
    import_file(
        grove, upload(tmp_path, PEOPLE, "Name,Born\nBo Ek,2015-02-03\n"), by=STEWARD, at=NOW
    )
    families = PEOPLE.replace('"people"', '"families"').replace(
        'code = { made_of = ["name", "born"] }\n', ""
    )
    families += 'guardian1_name = { column = "Parent" }\nguardian1_phone = { column = "Phone" }\n'
    content = "Name,Born,Parent,Phone\nBo Ek,2015-02-03,Eva Ek,0761 1\n"
    import_file(grove, upload(tmp_path, families, content), by=STEWARD, at=NOW)
    assert Person.objects.filter(name="Bo Ek").count() == 1
    Person.objects.filter(name="Bo Ek").update(name="Bo Ek-Oh", sort_name="bo ek-oh")
    again = preview(grove, upload(tmp_path, families, content), by=STEWARD)
    assert again.problems == ()
    assert Person.objects.filter(kept_by=grove, code__startswith="F-").count() == 2


def test_who_was_erased_does_not_come_back_by_the_same_list(tmp_path, grove):
    sent = upload(tmp_path, PEOPLE, "Name,Born\nBo Ek,2015-02-03\n")
    import_file(grove, sent, by=STEWARD, at=NOW)
    erase_person(Person.objects.get(name="Bo Ek"), by=STEWARD, at=NOW)
    again = import_file(grove, sent, by=STEWARD, at=NOW)
    assert (dict(again.new), dict(again.unchanged)) == ({}, {"pupils": 1})
    assert not Person.objects.filter(name="Bo Ek").exists()


def test_as_many_queries_for_two_rows_as_for_twenty(tmp_path, grove):
    counts = []
    for many in (2, 20):
        with CaptureQueriesContext(connection) as asked:
            assert preview(grove, upload(tmp_path, PEOPLE, rows(many)), by=STEWARD).new == {
                "pupils": many
            }
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_another_ecosystem_has_other_codes_for_the_same_row(tmp_path, grove, other):
    for place in (grove, other):
        import_file(
            place, upload(tmp_path, PEOPLE, "Name,Born\nBo Ek,2015-02-03\n"), by=STEWARD, at=NOW
        )
    codes = set(Person.objects.filter(name="Bo Ek").values_list("code", flat=True))
    assert len(codes) == 2


@pytest.fixture
def other():
    from hedgerow.commons.membership.tests.factories import ecosystem

    return ecosystem("Wood", slug="wood")


def test_activities_without_codes_are_met_by_title_site_and_first_day(tmp_path, grove):
    text = """target = "activities"
[[rows]]
label = "clubs"
[rows.fields]
code = { made_of = ["title", "starts"] }
title = { column = "Title" }
kind = { constant = "club" }
kind_name = { constant = "Club" }
starts = { column = "From" }
"""
    content = "Title,From\nChess,2026-08-17\nChess,2027-08-16\nGarden,2026-08-17\n"
    import_file(grove, upload(tmp_path, text, content), by=STEWARD, at=NOW)
    assert Activity.objects.filter(ecosystem=grove).count() == 3
    again = preview(grove, upload(tmp_path, text, content.replace("Chess", "CHESS")), by=STEWARD)
    assert (dict(again.new), again.problems) == ({}, ())


def test_a_group_that_was_entered_by_hand_without_a_code_is_told(tmp_path, grove):
    Group.objects.create(
        ecosystem=grove, name="5a", school_year="2026-27", starts=date(2026, 8, 17)
    )
    text = """target = "groups"
[[rows]]
label = "classes"
[rows.fields]
code = { made_of = ["name", "school_year"] }
name = { column = "Class" }
school_year = { constant = "2026-27" }
starts = { constant = "2026-08-17" }
"""
    found = preview(grove, upload(tmp_path, text, "Class\n5a\n5b\n"), by=STEWARD)
    assert [(one.line, one.code) for one in found.problems] == [(2, "people.code_lacking")]


def test_codes_are_made_of_the_best_that_a_file_fills():
    people = TARGETS["people"]
    assert identity(people, {"name", "born", "role"}) == ("name", "born")
    assert identity(people, {"name", "role", "grade"}) == ("name", "role")
    assert identity(TARGETS["enrolments"], {"starts"}) == ()


def test_a_source_without_made_codes_is_known_by_the_same_words_as_ever():
    assert "made_of" not in repr(Source(column="a"))
    assert "made_of" in repr(Source(made_of=["name"]))
