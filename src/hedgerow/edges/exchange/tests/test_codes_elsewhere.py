"""A code is an ecosystem's own: who has the same elsewhere, and takes part here, is somebody else."""

from datetime import UTC, date, datetime

import pytest

from hedgerow.commons.activities.models import Activity, Enrolment, Kind
from hedgerow.commons.activities.targets.attendance import diff_attendance
from hedgerow.commons.activities.targets.enrolling import diff_enrolments
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.commons.people.targets.guardians import diff_guardians
from hedgerow.edges.exchange.rosters import known
from hedgerow.edges.exchange.rosters.here import here
from hedgerow.foundation.targets import Record

pytestmark = pytest.mark.django_db
FIRST, LATER = date(2026, 2, 2), date(2026, 3, 2)


@pytest.fixture
def place():
    """One's own L-1 and G-1 beside those of another ecosystem, who hold roles here."""
    own, other = factories.ecosystem(slug="own"), factories.ecosystem(slug="other")
    school = factories.member_school(own)
    coded(factories.learner(school, "Own learner"), "L-1")
    coded(factories.person(own, "Own guardian"), "G-1")
    for name, code, role in (("L", "L-1", "learner"), ("G", "G-1", "guardian")):
        factories.assigned(coded(factories.person(other, name), code), role, own)
    return own


def coded(person, code):
    person.code = code
    person.save()
    return person


def elsewhere(code):
    return Person.objects.get(code=code, kept_by__slug="other")


def test_a_guardian_of_the_same_code_elsewhere_is_another_one(place):
    learner = Person.objects.get(code="L-1", kept_by=place)
    tie = {"ecosystem": place, "learner": learner, "relation": "mother", "starts": FIRST}
    Guardian.objects.create(guardian=elsewhere("G-1"), **tie)
    said = {"guardian_code": "G-1", "learner_code": "L-1", "relation": "mother", "starts": FIRST}
    assert len(diff_guardians(place, [Record(1, "", said)]).new) == 1
    assert here(place, ["L-1"]).guardians == here(place).guardians == frozenset()
    assert known.wards(place).is_empty()


def test_a_place_of_the_same_code_elsewhere_is_another_one(place):
    kind = Kind.objects.create(ecosystem=place, key="c", name="Club", minimum_minutes=90)
    activity = Activity.objects.create(
        ecosystem=place, code="A", title="A", kind=kind, starts=FIRST,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    Enrolment.objects.create(
        ecosystem=place, activity=activity, person=elsewhere("L-1"), starts=FIRST
    )
    for day in (FIRST, LATER):
        said = {"activity_code": "A", "person_code": "L-1", "starts": day}
        found = diff_enrolments(place, [Record(1, "", said)])
        assert len(found.new) == 1
        assert not found.problems
    mark = {"activity_code": "A", "person_code": "L-1", "day": LATER, "status": "absent",
            "session_minutes": 60}  # fmt: skip
    problems = diff_attendance(place, [Record(1, "", mark)]).problems
    assert {one.code for one in problems} >= {"activities.not_enrolled"}
