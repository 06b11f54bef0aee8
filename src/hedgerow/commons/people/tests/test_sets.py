"""Guardians and population groups by the set."""

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.people.actions import (
    Outcome,
    announce_groups,
    declare_groups,
    register_guardians,
)
from hedgerow.commons.people.errors import GroupsNotCollected, GuardsOneself
from hedgerow.commons.people.models import DeclaredGroup, Guardian, PopulationGroup
from hedgerow.commons.people.tables import participant_groups
from hedgerow.commons.people.tests.factories import person
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.warehouse.models import Dirty

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()
SPANISH = {"dimension": "language", "key": "es", "title": "Spanish", "position": 1}


def test_a_guardian_registered_twice_is_unchanged() -> None:
    aspen = ecosystem()
    rows = [{"guardian_id": person(aspen).pk, "learner_id": person(aspen).pk, "relation": "aunt"}]
    assert register_guardians(aspen, rows, by=STEWARD, at=NOW) == Outcome(new=1)
    assert register_guardians(aspen, rows, by=STEWARD, at=NOW) == Outcome(unchanged=1)
    assert Guardian.objects.get().starts == NOW.date()
    assert Fact.objects.count() == 1


def test_whoever_is_barred_stays_barred_when_registered_again() -> None:
    aspen = ecosystem()
    rows = [{"guardian_id": person(aspen).pk, "learner_id": person(aspen).pk, "relation": "aunt"}]
    register_guardians(aspen, rows, by=STEWARD, at=NOW)
    Guardian.objects.update(barred=True)
    again = [{**rows[0], "relation": "mother"}]
    assert register_guardians(aspen, again, by=STEWARD, at=NOW) == Outcome(changed=1)
    assert Guardian.objects.get().barred


def test_a_guardian_of_elsewhere_is_not_found_and_nothing_is_written() -> None:
    aspen, birch = ecosystem(), ecosystem("Birch")
    rows = [{"guardian_id": person(birch).pk, "learner_id": person(aspen).pk}]
    with pytest.raises(NotFound):
        register_guardians(aspen, rows, by=STEWARD, at=NOW)
    assert not Guardian.objects.exists()
    assert not Fact.objects.exists()


def test_nobody_is_their_own_guardian() -> None:
    aspen = ecosystem()
    ada = person(aspen)
    rows = [{"guardian_id": ada.pk, "learner_id": ada.pk}]
    with pytest.raises(GuardsOneself):
        register_guardians(aspen, rows, by=STEWARD, at=NOW)
    assert not Guardian.objects.exists()


def test_groups_are_declared_only_where_they_are_collected() -> None:
    aspen = ecosystem()
    assert announce_groups(aspen, [SPANISH], by=STEWARD, at=NOW) == Outcome(new=1)
    rows = [{"person_id": person(aspen).pk, "group_id": PopulationGroup.objects.get().pk}]
    with pytest.raises(GroupsNotCollected):
        declare_groups(aspen, rows, by=STEWARD, at=NOW)
    assert not DeclaredGroup.objects.exists()
    assert not Dirty.objects.exists()


def test_a_declared_group_is_published() -> None:
    aspen = ecosystem(collects_groups=True)
    ada = person(aspen)
    announce_groups(aspen, [SPANISH], by=STEWARD, at=NOW)
    rows = [{"person_id": ada.pk, "group_id": PopulationGroup.objects.get().pk}]
    assert declare_groups(aspen, rows, by=STEWARD, at=NOW) == Outcome(new=1)
    assert declare_groups(aspen, rows, by=STEWARD, at=NOW) == Outcome(unchanged=1)
    assert list(participant_groups(aspen.pk, "all")) == [
        (aspen.pk, ada.pk, "language", "es", "live")
    ]
    assert Dirty.objects.get().table == "participant_group"


def test_a_group_of_elsewhere_is_not_found() -> None:
    aspen, birch = ecosystem(collects_groups=True), ecosystem("Birch")
    announce_groups(birch, [SPANISH], by=STEWARD, at=NOW)
    rows = [{"person_id": person(aspen).pk, "group_id": PopulationGroup.objects.get().pk}]
    with pytest.raises(NotFound):
        declare_groups(aspen, rows, by=STEWARD, at=NOW)
    assert not DeclaredGroup.objects.exists()


def test_a_visitor_announces_nothing() -> None:
    with pytest.raises(NotPermitted):
        announce_groups(ecosystem(), [SPANISH], by=Actor.public(), at=NOW)
    assert not PopulationGroup.objects.exists()
