"""The other side confirms, and nobody for both."""

import pytest

from hedgerow.commons.activities import actions, errors
from hedgerow.commons.activities.tests.factories import LATER, STEWARD, Club, club
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.errors import NotPermitted
from hedgerow.foundation.rows import Outcome

pytestmark = pytest.mark.django_db


def held(**values) -> Club:
    """A club whose tutor has marked the first session."""
    made = club(sessions=1, confirms=True, **values)
    tutor = factories.actor(made.tutor)
    actions.mark_many(made.ecosystem, made.marks(), by=tutor, at=LATER)
    return made


def confirm(made: Club, by) -> Outcome:
    return actions.confirm_sessions(made.ecosystem, [made.session.pk], by=by, at=LATER)


def test_the_school_confirms_what_the_partner_marked() -> None:
    made = held()
    leader = made.staff("leader", made.school)
    assert confirm(made, leader) == Outcome(changed=1)
    assert made.session.confirmed_by_id == leader.person_id
    assert confirm(made, leader) == Outcome(unchanged=1)


def test_marking_and_confirming_each_step_the_revision_once() -> None:
    made = held()
    marked = made.session.revision
    confirm(made, made.staff("leader", made.school))
    assert (marked, made.session.revision) == (2, 3)


def test_the_partner_does_not_confirm_what_the_partner_marked() -> None:
    made = held()
    with pytest.raises(errors.SameSide):
        confirm(made, made.staff("partner", made.maker))
    assert made.session.confirmed_at is None


def test_the_partner_confirms_what_the_school_marked() -> None:
    made = club(sessions=1, confirms=True)
    teacher = made.staff("educator", made.school)
    actions.mark_many(made.ecosystem, made.marks(), by=teacher, at=LATER)
    with pytest.raises(errors.SameSide):
        confirm(made, made.staff("leader", made.school, "Lee"))
    assert confirm(made, made.staff("partner", made.maker, "Pat")).changed == 1


def test_who_stands_on_both_sides_confirms_for_neither() -> None:
    made = held()
    both = factories.person(made.ecosystem, "Ed")
    factories.assigned(both, "leader", made.ecosystem, made.school)
    factories.assigned(both, "partner", made.ecosystem, made.maker)
    with pytest.raises(errors.SameSide):
        confirm(made, factories.actor(both))


def test_the_convener_confirms_what_others_marked_and_not_the_own_marks() -> None:
    made = club(sessions=1, confirms=True)
    ada, eve = made.staff("convener", name="Ada"), made.staff("convener", name="Eve")
    actions.mark_many(made.ecosystem, made.marks(), by=ada, at=LATER)
    with pytest.raises(errors.SameSide):
        confirm(made, ada)
    assert confirm(made, eve).changed == 1


def test_an_educator_may_not_confirm() -> None:
    made = held()
    with pytest.raises(NotPermitted):
        confirm(made, made.staff("educator", made.school))
    assert made.session.confirmed_at is None


def test_an_unmarked_session_cannot_be_confirmed() -> None:
    made = club(sessions=1, confirms=True)
    with pytest.raises(errors.NotMarked):
        confirm(made, made.staff("leader", made.school))


def test_a_correction_lifts_the_confirmation() -> None:
    made = held()
    confirm(made, made.staff("leader", made.school))
    corrected = [{**made.marks()[0], "status": "absent"}]
    actions.mark_many(made.ecosystem, corrected, by=STEWARD, at=LATER)
    assert made.session.confirmed_at is None
