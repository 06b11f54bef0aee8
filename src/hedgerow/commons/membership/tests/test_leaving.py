"""Places that somebody leaves end each on its own day, or are taken back, by whoever may change the group."""

from datetime import date

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.actions import leave_places
from hedgerow.commons.membership.models import Group, GroupPlace
from hedgerow.commons.membership.tests.factories import (
    actor,
    convener,
    ecosystem,
    learner,
    organisation,
)
from hedgerow.commons.people.errors import OutOfReach
from hedgerow.commons.people.models import Guardian
from hedgerow.foundation.errors import NotPermitted
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 8, 17), date(2026, 11, 20)
STEWARD = Actor.the_steward()


@pytest.fixture
def grove():
    return ecosystem("Grove")


def placed(place, person, starts=FIRST, **said):
    group = Group.objects.create(ecosystem=place, name="5a", starts=FIRST)
    return GroupPlace.objects.create(group=group, person=person, starts=starts, **said)


def test_each_ends_on_its_day_and_one_that_begins_later_is_taken_back(grove):
    bo = learner(organisation(grove, "Oak"), "Bo")
    first, later = placed(grove, bo), placed(grove, bo, date(2026, 11, 21))
    led = placed(grove, bo, leads=True)
    last = {first.pk: LAST, later.pk: LAST, led.pk: LAST}
    assert leave_places(grove, last, by=STEWARD, at=NOW) == 2
    assert set(GroupPlace.objects.values_list("pk", "ends")) == {(first.pk, LAST), (led.pk, None)}
    assert Fact.objects.filter(kind="membership.places_ended").count() == 1


def test_who_may_not_change_groups_or_is_kept_from_somebody_ends_nothing(grove):
    bo, ada = learner(organisation(grove, "Oak"), "Bo"), convener(grove)
    place = placed(grove, bo)
    with pytest.raises(NotPermitted):
        leave_places(grove, {place.pk: LAST}, by=actor(bo), at=NOW)
    other = ecosystem("Heath")
    with pytest.raises(NotPermitted):
        leave_places(grove, {place.pk: LAST}, by=actor(convener(other)), at=NOW)
    assert leave_places(other, {place.pk: LAST}, by=STEWARD, at=NOW) == 0
    Guardian.objects.create(ecosystem=grove, learner=bo, guardian=ada, barred=True, starts=FIRST)
    with pytest.raises(OutOfReach):
        leave_places(grove, {place.pk: LAST}, by=actor(ada), at=NOW)
    assert GroupPlace.objects.get().ends is None
