"""From the age of own consent a learner decides which guardian sees them."""

from datetime import date

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.notices.models import Notice
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.families.actions import choose_rule, decide_sight
from hedgerow.features.engagement.families.actions.say import come_of_age, undecided
from hedgerow.features.engagement.families.errors import NotYetOwnSay
from hedgerow.features.engagement.families.models import SightDecision
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted

from .family import Family, family

pytestmark = pytest.mark.django_db
OLD = date(2010, 1, 1)


def sees(of: Family, guardian: Person) -> bool:
    by = factories.actor(guardian)
    return Person.objects.visible_to(by).filter(pk=of.child.pk).exists()


@pytest.mark.parametrize("rule", ["see", "not"])
def test_on_the_day_the_rule_holds_and_the_learner_is_told_once(rule: str) -> None:
    found = family(born=OLD)
    choose_rule(found.place, rule, by=found.convener, at=NOW)
    for _again in range(2):
        come_of_age(found.place, undecided(found.place, NOW), NOW)
    assert sees(found, found.mother) is (rule == "see")
    notice = Notice.objects.get(person=found.child)
    assert notice.path == "/me/guardians/"
    assert not undecided(found.place, NOW)


def test_a_child_below_that_age_decides_nothing_yet() -> None:
    found = family()
    assert undecided(found.place, NOW) == []
    with pytest.raises(NotYetOwnSay):
        decide_sight(found.tie(found.mother), False, by=factories.actor(found.child), at=NOW)
    assert sees(found, found.mother)


@pytest.mark.slow
def test_who_is_old_enough_decides_guardian_by_guardian_and_they_are_told() -> None:
    found = family(born=OLD)
    by = factories.actor(found.child)
    decide_sight(found.tie(found.mother), False, by=by, at=NOW)
    assert (sees(found, found.mother), sees(found, found.father)) == (False, True)
    assert Notice.objects.get(person=found.mother).about is None
    come_of_age(found.place, undecided(found.place, NOW), NOW)
    assert not sees(found, found.mother)
    decide_sight(found.tie(found.mother), True, by=by, at=NOW)
    assert sees(found, found.mother)


def test_a_bar_stands_whatever_the_learner_says() -> None:
    found = family(born=OLD)
    Guardian.objects.filter(guardian=found.father).update(barred=True)
    decide_sight(found.tie(found.father), True, by=factories.actor(found.child), at=NOW)
    assert not sees(found, found.father)
    assert not Notice.objects.filter(person=found.father).exists()


def test_nobody_decides_for_a_learner_and_only_who_may_chooses_the_rule() -> None:
    found = family(born=OLD)
    for somebody in (factories.actor(found.father), found.convener):
        with pytest.raises(NotFound):
            decide_sight(found.tie(found.mother), False, by=somebody, at=NOW)
    with pytest.raises(NotPermitted):
        choose_rule(found.place, "not", by=found.teacher, at=NOW)
    with pytest.raises(Invalid):
        choose_rule(found.place, "maybe", by=found.convener, at=NOW)
    assert not SightDecision.objects.exists()
