"""Row and set action come to the same verdict, whoever acts and whatever is marked."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from hedgerow.commons.activities import actions
from hedgerow.commons.activities.models import Attendance
from hedgerow.commons.activities.tests.factories import FIRST, Club, club
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.errors import Refused
from hedgerow.foundation.permissions import Actor

WHO = ("tutor", "educator", "partner", "member", "public", "steward")


def actor(made: Club, who: str) -> Actor:
    if who == "tutor":
        return factories.actor(made.tutor)
    if who in ("public", "steward"):
        return Actor.public() if who == "public" else Actor.the_steward()
    return made.staff(who, made.maker if who == "partner" else made.school)


def verdict(act, *args, **kwargs) -> str:
    try:
        return f"{act(*args, **kwargs)}"
    except Refused as error:
        return error.code


class Verdicts(TestCase):
    @pytest.mark.slow
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        who=st.sampled_from(WHO),
        enrolled=st.booleans(),
        early=st.sampled_from([-120, -20, 0, 60, 60 * 24 * 9]),
        status=st.sampled_from(["present", "late", "absent", "excused", "ill"]),
        cancelled=st.booleans(),
        late=st.sampled_from([{}, {"late_by": 0}, {"late_by": 75}, {"minutes": 20}]),
    )
    def test_marking_one_and_marking_many_agree(
        self,
        who: str,
        enrolled: bool,
        early: int,
        status: str,
        cancelled: bool,
        late: dict[str, int],
    ) -> None:
        verdicts, standing = [], []
        for one in (True, False):
            made = club(learners=1, sessions=1)
            bo = made.learners[0] if enrolled else factories.learner(made.school, "Cy")
            if cancelled:
                actions.cancel_session(made.session, "Snow", by=Actor.the_steward(), at=FIRST)
            row = {"person_id": bo.pk, "status": status, **late}
            by, at = actor(made, who), FIRST + timedelta(minutes=early)
            if one:
                said = verdict(actions.mark_session, made.session, [row], by=by, at=at)
            else:
                rows = [{**row, "session_id": made.session.pk}]
                said = verdict(actions.mark_many, made.ecosystem, rows, by=by, at=at)
            verdicts.append(said)
            marks = Attendance.objects.filter(session=made.session)
            standing.append(
                list(marks.values_list("status", "minutes", "minutes_known", "walk_in"))
            )
        assert verdicts[0] == verdicts[1]
        assert standing[0] == standing[1]


@pytest.mark.django_db
def test_the_public_takes_nobody_in() -> None:
    made = club(learners=1)
    cy = factories.learner(made.school, "Cy")
    said = verdict(actions.walk_in, made.session, cy, by=Actor.public(), at=FIRST)
    assert said == "foundation.not_permitted"
    assert not Attendance.objects.exists()
