"""Who got no place finds one kind sentence in the week: that, why, and what can be done next."""

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories as members
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.choice import actions
from hedgerow.features.engagement.choice.models import Outcome
from hedgerow.features.engagement.choice.queries.unplaced import unplaced

from .factories import LATER, STEWARD, Made
from .test_refilling import a_full_round

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def lines(person: Person) -> list[str]:
    return [str(one.why) for one in unplaced(members.actor(person), NOW)]


def without() -> tuple[Made, Person]:
    made, _first, _second, third = a_full_round()
    return made, next(one for one in made.learners if one.name == third)


def test_it_says_why_and_that_a_seat_may_come_free() -> None:
    made, person = without()
    (line,) = lines(person)
    assert line.startswith("This time there was no place for you (You were number 3 in line")
    assert "goes on in line, and you can look at what else is open." in line
    others = [one for one in made.learners if one != person]
    assert [lines(one) for one in others] == [[], []]


def test_a_guardian_reads_the_childs_name() -> None:
    made, person = without()
    mia = members.person(made.row.ecosystem, "Mia")
    members.assigned(mia, "guardian", made.row.ecosystem)
    Guardian.objects.create(
        ecosystem=made.row.ecosystem, guardian=mia, learner=person, starts=members.STARTS
    )
    (line,) = lines(mia)
    assert line.startswith(f"This time there was no place for {person.name} ({person.name} was")


def test_who_waits_no_longer_or_got_a_seat_reads_nothing() -> None:
    made, person = without()
    actions.give_back(made.row, person, by=STEWARD, at=LATER)
    assert Outcome.objects.get(person=person).answer == Outcome.Answer.GIVEN_BACK
    assert lines(person) == []


def test_it_takes_as_many_queries_for_many_rounds(django_assert_max_num_queries) -> None:
    _made, person = without()
    actor = members.actor(person)
    with django_assert_max_num_queries(5):
        list(unplaced(actor, NOW))
