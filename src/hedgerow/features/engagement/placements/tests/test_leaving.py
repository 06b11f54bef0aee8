"""Who may not see a learner is told nothing of them; what a host handed in goes with it."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.files.actions import attach_file
from hedgerow.commons.files.models import StoredFile
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.notices import privacy
from hedgerow.commons.notices.models import Notice
from hedgerow.commons.people import actions as people
from hedgerow.commons.people.models import Guardian
from hedgerow.features.engagement.placements import actions
from hedgerow.features.engagement.placements.models import Placement
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

from .factories import FIRST, LAST, TODAY, Clinic, clinic

pytestmark = pytest.mark.django_db


def bar(made: Clinic) -> None:
    people.bar_guardian(Guardian.objects.get(), "Court", TODAY, None, by=made.ada, at=NOW)


def asked_by(made: Clinic, by: Actor) -> Placement:
    row = made.requested(by=by)
    days = {"host": made.host, "starts": TODAY, "ends": LAST}
    return actions.arrange_placement(row, by=made.ada, at=NOW, **days)


def exported(reader: Actor) -> int:
    """How many notices the person's own export hands out."""
    return len(list(privacy.RULES[0].export(reader.person_id or 0)))


def test_a_barred_guardian_who_asked_is_told_nothing_of_the_answer() -> None:
    made = clinic()
    row = asked_by(made, made.mia)
    bar(made)
    actions.answer_for_host(row, by=made.hal, at=NOW, accepts=False, reason="5 Safe Street")
    assert not Notice.objects.filter(person=made.mia.person_id).exists()
    assert Notice.objects.filter(person=made.bo.person_id).count() == 1


def test_an_educator_who_left_is_told_nothing_of_the_answer() -> None:
    made = clinic()
    row = asked_by(made, made.ed)
    left = Assignment.objects.filter(person=made.ed.person_id)
    left.update(ends=TODAY - timedelta(days=1))
    actions.answer_for_host(row, by=made.hal, at=NOW, accepts=True)
    assert not Notice.objects.filter(person=made.ed.person_id).exists()


@pytest.mark.slow
def test_an_export_has_no_notice_of_whom_the_person_may_not_see_any_more() -> None:
    made = clinic()
    actions.answer_for_host(asked_by(made, made.mia), by=made.hal, at=NOW, accepts=True)
    assert exported(made.mia) == exported(made.bo) == 1
    bar(made)
    assert (exported(made.mia), exported(made.bo)) == (0, 1)
    assert Notice.objects.filter(person=made.mia.person_id).exists()


@pytest.mark.slow
def test_the_next_host_gets_no_file_of_the_one_before() -> None:
    made = clinic()
    row = made.arranged()
    for key, by in (("check", made.hal), ("form", made.hal), ("consent", made.mia)):
        file = ContentFile(b"%PDF-1.7 of somebody", f"{key}.pdf")
        attach_file("placements.step", made.step(row, key).uuid, file, by=by, at=NOW)
    row = actions.close_placement(row, by=made.hal, at=NOW, reason="Burst pipe")
    assert StoredFile.objects.count() == 3
    garage = factories.organisation(made.ecosystem, "Garage", kind="partner", sector="health")
    actions.arrange_placement(row, by=made.ed, at=NOW, host=garage, starts=FIRST, ends=LAST)
    assert [one.name for one in StoredFile.objects.all()] == ["consent.pdf"]
    assert Fact.objects.filter(kind="files.removed").count() == 2
