"""Groups and places by the set: recognised, compared, refused."""

from datetime import date

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership import actions
from hedgerow.commons.membership.models import Group, GroupPlace
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()
AUTUMN, SPRING = date(2026, 8, 1), date(2027, 1, 10)


def test_groups_are_recognised_by_code_and_filled_in_one_go() -> None:
    aspen = factories.ecosystem()
    oak = factories.member_school(aspen)
    bo, tam = factories.learner(oak), factories.person(aspen, "Tam")
    factories.assigned(tam, "tutor", aspen)
    row = {"code": "5a", "name": "5a", "organisation_id": oak.pk, "starts": AUTUMN}
    saved = [actions.save_groups(aspen, [row], by=STEWARD, at=NOW) for _ in "ab"]
    assert saved == [Outcome(new=1), Outcome(unchanged=1)]
    named = actions.save_groups(aspen, [{**row, "name": "5 A"}], by=STEWARD, at=NOW)
    assert named == Outcome(changed=1)
    group = Group.objects.get()
    assert (group.name, group.revision) == ("5 A", 2)
    rows = [
        {"group_id": group.pk, "person_id": bo.pk, "starts": AUTUMN},
        {"group_id": group.pk, "person_id": tam.pk, "leads": True},
    ]
    placed = [actions.place_many(aspen, rows, by=STEWARD, at=NOW) for _ in "ab"]
    assert placed == [Outcome(new=2), Outcome(unchanged=2)]
    assert actions.end_places(aspen, rows[:1], SPRING, by=STEWARD, at=NOW) == 1
    assert GroupPlace.objects.get(ends=None).person == tam


def test_a_school_leader_makes_groups_of_the_own_school_alone() -> None:
    aspen = factories.ecosystem()
    oak, elm = factories.member_school(aspen), factories.member_school(aspen, "Elm School")
    lee = factories.person(aspen, "Lee")
    factories.assigned(lee, "leader", aspen, oak)
    by, bo, elmo = factories.actor(lee), factories.learner(oak), factories.learner(elm, "Elmo")
    actions.save_groups(aspen, [{"name": "5a", "organisation_id": oak.pk}], by=by, at=NOW)
    with pytest.raises(NotPermitted):
        actions.save_groups(aspen, [{"name": "6b", "organisation_id": elm.pk}], by=by, at=NOW)
    with pytest.raises(NotPermitted):
        actions.save_groups(aspen, [{"name": "all"}], by=by, at=NOW)
    group = Group.objects.get()
    actions.place_many(aspen, [{"group_id": group.pk, "person_id": bo.pk}], by=by, at=NOW)
    with pytest.raises(NotFound):
        actions.place_many(aspen, [{"group_id": group.pk, "person_id": elmo.pk}], by=by, at=NOW)
    assert GroupPlace.objects.get().person == bo
