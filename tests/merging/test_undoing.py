"""A merge is undone as if it had not been, while nothing has built on it; and who may merge."""

from datetime import timedelta
from uuid import uuid4

import pytest

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.membership.tests.factories import actor, assigned, convener, person
from hedgerow.commons.people.actions import merge_persons, undo_merge
from hedgerow.commons.people.actions.merging import forget_merges
from hedgerow.commons.people.errors import (
    KeptElsewhere,
    MergeBuiltUpon,
    MergesOneself,
    NotMerged,
    SamePerson,
    SignsInElsewhere,
)
from hedgerow.commons.people.models import (
    Account,
    Merge,
    Person,
)
from hedgerow.commons.people.queries import person_for, search
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.portal.erasing import erase_person

from .records import STEWARD, club, day, enrolled, full, merged, state

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_a_merge_is_undone_as_if_it_had_not_been(eco, ada, twin) -> None:
    full(eco, ada, twin)
    before = state()
    row = merged(eco, ada, twin, name="gone", code="gone", account="gone")
    assert state() != before
    undo_merge(row.uuid, by=STEWARD, at=NOW)
    assert state() == before
    assert Account.objects.filter(is_active=True).count() == 2
    assert {one.pk for one in search(STEWARD, eco, "ada")} == {ada.pk, twin.pk}
    with pytest.raises(NotMerged):
        undo_merge(row.uuid, by=STEWARD, at=NOW)


@pytest.mark.slow
def test_what_was_recorded_since_stays_with_the_record_that_was_kept(eco, ada, twin) -> None:
    full(eco, ada, twin)
    row = merged(eco, ada, twin)
    later = enrolled(club(eco), ada, 0, None)
    undo_merge(row.uuid, by=STEWARD, at=NOW)
    later.refresh_from_db()
    assert later.person == ada


def test_the_last_signing_in_of_either_counts_and_is_nothing_built_upon(eco, ada, twin) -> None:
    Person.objects.filter(pk=twin.pk).update(signed_in_at=NOW)
    row = merged(eco, ada, twin)
    assert Person.objects.get(pk=ada.pk).signed_in_at == NOW
    Person.objects.filter(pk=ada.pk).update(signed_in_at=NOW + timedelta(days=1))
    undo_merge(row.uuid, by=STEWARD, at=NOW)
    assert Person.objects.get(pk=twin.pk).signed_in_at == NOW


@pytest.mark.slow
@pytest.mark.parametrize("other_way", [False, True], ids=["the same way", "the other way"])
def test_what_was_undone_is_made_one_again_and_undone_again(eco, ada, twin, other_way) -> None:
    undo_merge(merged(eco, ada, twin).uuid, by=STEWARD, at=NOW)
    stays, goes = (twin, ada) if other_way else (ada, twin)
    again = merged(eco, stays, goes)
    goes.refresh_from_db()
    assert goes.merged_into == stays
    undo_merge(again.uuid, by=STEWARD, at=NOW)
    goes.refresh_from_db()
    assert goes.merged_into is None
    assert Merge.objects.filter(undone_at=None).count() == 0


@pytest.mark.slow
def test_a_merge_that_something_has_built_on_is_not_undone(eco, ada, twin) -> None:
    full(eco, ada, twin)
    row = merged(eco, ada, twin)
    Enrolment.objects.filter(person=ada).update(ends=day(90))
    before = state()
    with pytest.raises(MergeBuiltUpon):
        undo_merge(row.uuid, by=STEWARD, at=NOW)
    assert state() == before


@pytest.mark.slow
def test_a_record_merged_twice_leads_to_the_last(eco, ada, twin) -> None:
    third = person(eco, "Ada")
    first = merged(eco, twin, third)
    merged(eco, ada, twin)
    assert person_for(STEWARD, eco, third.uuid) == ada
    with pytest.raises(MergeBuiltUpon):
        undo_merge(first.uuid, by=STEWARD, at=NOW)


def test_who_may_not_merges_nothing(eco, ada, twin) -> None:
    bo, cy = person(eco, "Bo"), convener(ecosystem(public=False))
    assigned(bo, "member", eco)
    away = person(ecosystem(), "Ada Lovelace")
    head = convener(eco)
    with pytest.raises(NotPermitted):
        merged(eco, ada, twin, by=actor(bo))
    with pytest.raises(NotPermitted):
        merged(eco, ada, twin, by=actor(cy))
    for one, other in ((ada, away), (away, ada), (away, away)):
        with pytest.raises(NotFound):
            merged(eco, one, other)
    visiting = person(ecosystem(), "Ada Lovelace")
    assigned(visiting, "member", eco)
    with pytest.raises(KeptElsewhere):
        merged(eco, ada, visiting)
    with pytest.raises(SamePerson):
        merged(eco, ada, ada)
    with pytest.raises(MergesOneself):
        merged(eco, ada, head, by=actor(head))
    with pytest.raises(NotFound):
        merge_persons(eco, ada.uuid, uuid4(), {}, by=STEWARD, at=NOW)
    assigned(twin, "convener", away.kept_by)
    with pytest.raises(SignsInElsewhere):
        merged(eco, ada, twin, by=actor(head))
    assert not Merge.objects.exists()


@pytest.mark.slow
def test_what_undoing_needs_is_forgotten_in_time_and_with_the_person(eco, ada, twin) -> None:
    full(eco, ada, twin)
    row = merged(eco, ada, twin)
    assert forget_merges(NOW) == 0
    assert forget_merges(NOW + timedelta(days=1)) == 1
    row.refresh_from_db()
    assert row.trace == []
    assert Account.objects.count() == 1
    with pytest.raises(NotMerged):
        undo_merge(row.uuid, by=STEWARD, at=NOW)
    erase_person(ada, by=STEWARD, at=NOW)
    assert not Merge.objects.exists()
    assert Person.objects.get(pk=twin.pk).code == ""


@pytest.mark.slow
def test_an_account_that_nobody_has_any_more_is_erased_with_the_person(eco, ada, twin) -> None:
    full(eco, ada, twin)
    merged(eco, ada, twin)
    erase_person(ada, by=STEWARD, at=NOW)
    assert not Account.objects.exists()
