"""An import can be undone after corrections were taken back, erasures, and merges undone."""

import pytest
from django.contrib.messages import get_messages

from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.actions.merging import merge_persons, undo_merge
from hedgerow.commons.people.actions.persons import edit_person
from hedgerow.commons.people.models import Merge, Person
from hedgerow.edges.exchange.actions import import_file
from hedgerow.edges.exchange.digests import digest
from hedgerow.edges.exchange.errors import BuiltUpon
from hedgerow.edges.exchange.models import Import, ImportTrace
from hedgerow.edges.exchange.obstacles import obstacles
from hedgerow.edges.exchange.trace import unpacked
from hedgerow.portal.erasing import erase_person

from .test_targets import AT, as_ready
from .undoings import STEWARD, everything, undo

pytestmark = pytest.mark.django_db
PEOPLE = "code,name,role,starts\nL1,Amira,learner,2026-08-17\nXL1,Amira,learner,2026-08-17\n"


@pytest.fixture
def people(grove, tmp_path):
    upload = as_ready(tmp_path, "people", PEOPLE)
    return Import.objects.get(uuid=import_file(grove, upload, by=STEWARD, at=AT).row)


def edit(person, **values):
    return edit_person(person, values, by=STEWARD, at=AT)


@pytest.mark.slow
def test_what_was_written_back_is_as_the_import_left_it(people):
    person = Person.objects.get(code="L1")
    edit(person, name="Amina")
    there = everything()
    with pytest.raises(BuiltUpon, match="people that it brought in have changed: Amina") as refused:
        undo(people)
    assert [row.key for one in refused.value.found for row in one.rows] == [person.pk]
    assert everything() == there
    edit(person, name="Amira")
    undo(people)
    assert not Person.objects.exists()


@pytest.mark.slow
def test_who_was_erased_stays_and_the_rest_is_taken_out(people):
    person = Person.objects.get(code="L1")
    erase_person(person, by=STEWARD, at=AT)
    undo(people)
    assert [one.pk for one in Person.objects.all()] == [person.pk]
    assert Person.objects.get().erased_at
    assert not Assignment.objects.exists()


@pytest.mark.slow
def test_a_merge_that_was_undone_is_in_nobodys_way(people, grove):
    kept, gone = Person.objects.order_by("pk")
    merge = merge_persons(grove, kept.uuid, gone.uuid, {}, by=STEWARD, at=AT)
    with pytest.raises(BuiltUpon, match="records made one refer to what it brought in"):
        undo(people)
    assert Person.objects.count() == 2
    undo_merge(merge.uuid, by=STEWARD, at=AT)
    undo(people)
    assert not Person.objects.exists()
    assert not Merge.objects.exists()


@pytest.mark.slow
def test_imports_of_earlier_versions_can_be_compared(people):
    trace = unpacked(ImportTrace.objects.get().content)
    new = trace.new["people.person"]
    assert digest(Person, new.runs, as_edited=True)[1] == new.digest  # as it was kept then
    new.marks = ""
    edit(Person.objects.get(code="L1"), name="Amina")
    assert [row.name for one in obstacles(trace) for row in one.rows] == ["Amina"]
    edit(Person.objects.get(code="L1"), name="Amira")
    assert not list(obstacles(trace))


@pytest.mark.slow
def test_the_page_names_and_links_whom_it_speaks_of(people, ada):
    person = Person.objects.get(code="L1")
    edit(person, name="<Amina>")
    address = f"/e/grove/imports/{people.uuid}/undo/"
    said = str(next(iter(get_messages(ada.post(address).wsgi_request))))
    assert f'<a href="/e/grove/people/{person.uuid}/"><bdi>&lt;Amina&gt;</bdi></a>' in said
    assert "Write there what it said after the import" in said
