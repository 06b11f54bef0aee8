"""A host's no waits in the week of the learner and of who answers for them, until they read it."""

import pytest
from django.utils.translation import override

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.notices.models import Letter, Notice
from hedgerow.features.engagement.placements import actions, pages
from hedgerow.features.engagement.placements.models import Placement
from hedgerow.features.engagement.placements.waiting import waiting_for
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .factories import FIRST, LAST, TODAY, Clinic, clinic

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TO_BO = "Clinic cannot take you this time: read why, and what comes next"
TO_MIA = "Clinic cannot take Bo this time: read why, and what comes next"


def waits(actor: Actor) -> list[str]:
    return [str(one.why) for one in waiting_for(actor)]


def declined(made: Clinic, origin: str = "live") -> Placement:
    row = made.asked()
    Placement.objects.filter(pk=row.pk).update(origin=origin)
    return actions.answer_for_host(row, by=made.hal, at=NOW, accepts=False, reason="We move")


def test_learner_and_guardian_hear_of_a_no_until_each_has_read_it() -> None:
    made = clinic()
    row = declined(made)
    assert (waits(made.bo), waits(made.mia)) == ([TO_BO], [TO_MIA])
    assert TO_MIA not in waits(made.ed)
    assert actions.read_answer(row, by=made.bo, at=NOW)
    assert (waits(made.bo), waits(made.mia)) == ([], [TO_MIA])
    assert not actions.read_answer(row, by=made.ed, at=NOW)
    with pytest.raises(NotFound):
        actions.read_answer(row, by=made.hal, at=NOW)
    assert waits(made.mia) == [TO_MIA]
    page = pages.placement_page(made.mia, row, TODAY)
    assert (page.hears, page.declined.reason if page.declined else "") == ("guardian", "We move")


def test_it_is_over_once_another_host_is_asked_and_comes_again_with_another_no() -> None:
    made = clinic()
    row = declined(made)
    actions.read_answer(row, by=made.bo, at=NOW)
    days = {"starts": FIRST, "ends": LAST}
    actions.arrange_placement(row, by=made.ed, at=NOW, host=made.school, **days)
    assert (TO_BO in waits(made.bo), TO_MIA in waits(made.mia)) == (False, False)
    actions.arrange_placement(row, by=made.ed, at=NOW, host=made.host, **days)
    actions.answer_for_host(row, by=made.hal, at=NOW, accepts=False, reason="Still moving")
    assert (waits(made.bo), waits(made.mia)) == ([TO_BO], [TO_MIA])


def test_it_waits_for_who_was_told_nothing_and_is_kept_as_read_without_a_letter() -> None:
    made = clinic()
    row = declined(made, "simulated")
    assert waits(made.mia) == [TO_MIA]
    before = Letter.objects.count()
    with override("ar"):
        for _again in range(2):
            actions.read_answer(row, by=made.mia, at=NOW)
    kept = Notice.objects.get(person=made.mia.person_id)
    assert (kept.subject, kept.read_at, kept.about_id) == (
        "Clinic cannot take Bo this time", NOW, made.learner.pk,
    )  # fmt: skip
    assert (waits(made.mia), Letter.objects.count()) == ([], before)
