"""The page of the archive: everything held, in tables and words that a parent can read."""

import csv
import json
import re
from datetime import UTC, date, datetime
from typing import IO
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from django.utils import timezone, translation
from django.utils.html import escape

from hedgerow.commons.activities.models import Attendance
from hedgerow.commons.activities.tests.factories import club
from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.membership.actions import make_token
from hedgerow.commons.membership.tests.factories import actor, learner, member_school
from hedgerow.commons.people.models import Person
from hedgerow.foundation import privacy
from hedgerow.portal.archive import shown
from hedgerow.portal.exporting import export_person, file_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def page_of(person: Person, language: str = "en") -> str:
    with translation.override(language), ZipFile(packed(person)) as archive:
        assert archive.namelist()[0] == "index.html"
        assert "style.css" in archive.namelist()
        return archive.read("index.html").decode()


def packed(person: Person) -> IO[bytes]:
    return export_person(person, by=actor(person), at=NOON)


def bo() -> Person:
    return learner(member_school(ecosystem()), "Bo")


def in_a_club() -> Person:
    """A learner with a place, a mark and a token; born on a day."""
    made = club(1, 1)
    person = made.learners[0]
    Person.objects.filter(pk=person.pk).update(born=date(2015, 3, 1), email="bo@example.org")
    Attendance.objects.create(
        ecosystem=made.ecosystem, day=made.session.day, session=made.session, person=person,
        site=made.activity.site, status="late", minutes=50, recorded_at=NOON,
    )  # fmt: skip
    make_token("my watch", write=False, expires_at=None, by=actor(person), at=timezone.now())
    return Person.objects.get(pk=person.pk)


@pytest.mark.slow
def test_it_contains_a_section_for_each_kind_of_record() -> None:
    page = page_of(bo())
    for rule in privacy.rules():
        assert f'id="{rule.model._meta.label_lower.replace(".", "-")}"' in page
        assert escape(str(rule.why)) in page
    assert page.count("<h1") == 1


@pytest.mark.slow
def test_rows_stand_under_headings_in_words_and_dates() -> None:
    page = page_of(in_a_club())
    person = re.search(r'<section id="people-person".*?</section>', page, re.DOTALL)
    assert person
    assert re.search(r'<th scope="row">Born</th><td><bdi>1 March 2015</bdi></td>', person[0])
    assert re.search(r'<th scope="row">E-mail</th><td><bdi>bo@example.org</bdi></td>', person[0])
    attendance = re.search(r'<section id="activities-attendance".*?</section>', page, re.DOTALL)
    assert attendance
    assert "<td><bdi>late</bdi></td>" in attendance[0]
    assert "my watch" in page
    assert "2015-03-01" not in page


def test_the_person_stands_first_and_what_is_empty_last() -> None:
    page = page_of(bo())
    places = [page.index(f'id="{key}"') for key in ("people-person", "membership-assignment")]
    assert places == sorted(places)
    assert places[-1] < page.index('id="nothing"') < page.index('id="bodies-mandate"')


def test_text_is_escaped_and_there_is_no_script() -> None:
    person = bo()
    Person.objects.filter(pk=person.pk).update(name="<script>alert('&')</script>")
    page = page_of(Person.objects.get(pk=person.pk))
    assert "<script" not in page
    assert "&lt;script&gt;alert(&#x27;&amp;&#x27;)&lt;/script&gt;" in page


@pytest.mark.slow
def test_it_is_in_the_readers_language_and_direction() -> None:
    assert '<html lang="en" dir="ltr">' in page_of(bo())
    page = page_of(bo(), "ar")
    assert '<html lang="ar" dir="rtl">' in page
    for english in (">Everything", ">Attendance", "Says who takes part", ">Born", ">Since"):
        assert english not in page


@pytest.mark.slow
def test_programs_are_told_what_columns_are_called_and_what_codes_mean() -> None:
    with translation.override("es"), ZipFile(packed(in_a_club())) as archive:
        contents = {one["kind"]: one for one in json.loads(archive.read("data/contents.json"))}
        for kind, one in contents.items():
            if one["rows"]:
                heading = next(
                    csv.reader(archive.read(f"data/{kind}.csv").decode("utf-8-sig").split("\r\n"))
                )
                assert list(one["columns"]) == heading
                assert all(one["columns"].values())
        codes = contents["activities.attendance"]["codes"]["status"]
        (mark,) = json.loads(archive.read("data/activities.attendance.json"))
    assert (mark["status"], codes["late"]) == ("late", "tarde")
    assert "columns" not in contents["bodies.mandate"]


def test_its_tables_open_in_a_spreadsheet_with_the_letters_that_were_written() -> None:
    person = bo()
    Person.objects.filter(pk=person.pk).update(name="نور", called="=1+1")
    with ZipFile(packed(person)) as archive:
        content = archive.read("data/people.person.csv")
    assert content.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(content.decode("utf-8-sig").splitlines())
    assert (row["name"], row["called"]) == ("نور", "'=1+1")


@pytest.mark.parametrize(
    ("value", "said"),
    [(None, "–"), ("", "–"), ([], "–"), (True, "yes"), (False, "no"), (3, "3"),
     (["read", "write"], "read, write"), (date(2026, 9, 1), "1 September 2026")],
)  # fmt: skip
def test_each_kind_of_value_is_written_as_people_do(value: object, said: str) -> None:
    assert shown(Person, "x", value) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Noor Haddad", 'attachment; filename="Record of Noor Haddad.zip"'),
        ("../Bo\u202egpj.", 'attachment; filename="Record of Bo gpj.zip"'),
        ("", 'attachment; filename="Record.zip"'),
        ("نور", "attachment; filename*=utf-8''Record%20of%20%D9%86%D9%88%D8%B1.zip"),
    ],
)
def test_the_file_is_named_after_the_person_in_letters_that_every_system_keeps(name, said) -> None:
    assert file_of(Person(name=name)) == said


def test_in_arabic_the_file_is_named_without_signs_that_systems_replace() -> None:
    with translation.override("ar"):
        assert unquote(file_of(Person(name="Ada"))).endswith("سجل Ada.zip")
