"""A court's order holds for whoever works with the child, too: no role opens what it closes."""

from datetime import timedelta

import pytest

from hedgerow.commons.activities.actions import mark_session
from hedgerow.commons.activities.actions.absences import may_report
from hedgerow.commons.activities.models import Attendance, Enrolment, Session
from hedgerow.commons.activities.queries import register_page, sheet_of
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.models import Group, GroupPlace
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.observations.models import Sample, SampledRecord
from hedgerow.commons.people.models import Guardian
from hedgerow.commons.records.queries import group_page
from hedgerow.features.engagement.care.models import Concern
from hedgerow.features.engagement.care.queries.leads import leads_for
from hedgerow.features.engagement.families.actions.details import open_details
from hedgerow.features.engagement.families.audiences import Audience, learners_of
from hedgerow.features.engagement.families.models import Message, MessageCopy
from hedgerow.features.engagement.families.queries.sent import copies_of, messages_of, sent_page
from hedgerow.features.engagement.mentoring.models import Need, Proposal, ProposedPair
from hedgerow.features.engagement.mentoring.queries.proposed import proposal_page
from hedgerow.features.engagement.opportunities.models import SignUp
from hedgerow.features.engagement.placements.asking import learners_for
from hedgerow.features.engagement.placements.models import Placement
from hedgerow.foundation.errors import NotFound

from .world import World, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> World:
    """The parent works at the school and at the host, leads the club, and is the deputy."""
    found = world()
    half = found.aspen
    for role, at in (("leader", half.school), ("partner", half.host)):
        factories.assigned(found.parent, role, half.ecosystem, at)
    factories.assigned(found.parent, "safeguarding_deputy", half.ecosystem)
    half.activity.leader = found.parent
    half.activity.save()
    classmate = factories.learner(half.school, "Classmate")
    Enrolment.objects.create(
        ecosystem=half.ecosystem, activity=half.activity, person=classmate, starts=factories.STARTS
    )
    return found


def barred(made: World) -> None:
    Guardian.objects.filter(pk=made.aspen.tie.pk).update(barred=True)


def a_session(made: World) -> Session:
    return Session.objects.create(
        ecosystem=made.aspen.ecosystem, activity=made.aspen.activity, minutes=60,
        starts_at=NOW - timedelta(minutes=30), day=NOW.date(),
    )  # fmt: skip


@pytest.mark.slow
def test_rows_of_the_child_are_gone_for_the_whole_staff_member(made: World) -> None:
    half = made.aspen
    of_site = Audience("site", half.school.pk, half.school.uuid, "School")
    sample = Sample.objects.create(
        ecosystem=half.ecosystem, what="attendance", starts=NOW, ends=NOW, seed="s", population=1,
        digest="d", drawn_at=NOW,
    )  # fmt: skip
    SampledRecord.objects.create(
        sample=sample, position=1, site=half.school, person=made.child, subject=half.activity.uuid,
        title="Club", day=NOW.date(),
    )  # fmt: skip

    def seen() -> dict[str, bool]:
        by = made.by()
        return {
            "placement": Placement.objects.visible_to(by).exists(),
            "sign-up": SignUp.objects.visible_to(by).exists(),
            "copy": MessageCopy.objects.visible_to(by).exists(),
            "told": made.child.pk in learners_of(half.ecosystem, of_site, by),
            "asks": learners_for(by, half.ecosystem).filter(pk=made.child.pk).exists(),
            "place": Enrolment.objects.visible_to(by).filter(person=made.child).exists(),
            "sample": SampledRecord.objects.visible_to(by).exists(),
            "absence": may_report(half.ecosystem, made.child, by, NOW),
        }

    assert all(seen().values())
    barred(made)
    assert not any(seen().values())


def test_a_message_shows_nothing_of_what_the_other_parent_answered(made: World) -> None:
    sent, place = made.aspen.rows[MessageCopy].message, made.aspen.ecosystem
    copies = copies_of(made.by(), place, sent.uuid)
    assert {one.answer_note for one in copies} == {"By Pat", "By Olga"}
    barred(made)
    page = sent_page(made.by(), place, sent.uuid)
    assert (page.n, page.subject, page.body) == (0, "Good news about your child", "")
    assert not copies_of(made.by(), place, sent.uuid)
    [listed] = messages_of(made.by(), place)
    assert (listed.n, listed.n_answered, Message.objects.count()) == (0, 0, 2)


def test_a_concern_is_neither_read_by_nor_told_to_a_deputy_barred_from_the_child(
    made: World,
) -> None:
    told = {
        "about": Concern.objects.create(
            ecosystem=made.aspen.ecosystem, about=made.child, text="x", at=NOW
        ),
        "by": Concern.objects.create(
            ecosystem=made.aspen.ecosystem, raised_by=made.child, text="x", at=NOW
        ),
    }
    for row in told.values():
        assert leads_for(row, NOW) == [made.parent]
    assert Concern.objects.visible_to(made.by()).count() == 2
    barred(made)
    assert [leads_for(row, NOW) for row in told.values()] == [[], []]
    assert not Concern.objects.visible_to(made.by()).exists()


@pytest.mark.slow
def test_a_class_is_marked_without_the_child_and_the_childs_mark_stays(made: World) -> None:
    row = a_session(made)
    assert not open_details(row, made.child, by=made.by(), at=NOW).contacts
    barred(made)
    by = made.by()
    lines = register_page(by, row).lines
    assert [one.name for one in lines] == ["Classmate"]
    assert [one.name for one in sheet_of(by, made.aspen.activity).names] == ["Classmate"]
    with pytest.raises(NotFound):
        open_details(row, made.child, by=by, at=NOW)
    marks = [{"person_id": one, "status": "present"} for one in (lines[0].person, made.child.pk)]
    with pytest.raises(NotFound):
        mark_session(row, marks[1:], by=by, at=NOW)
    assert not Attendance.objects.exists()
    mark_session(row, marks, by=by, at=NOW)
    assert [one.person.name for one in Attendance.objects.all()] == ["Classmate"]


@pytest.mark.slow
def test_a_proposal_of_pairs_leaves_the_child_out(made: World) -> None:
    place, need = made.aspen.ecosystem, made.aspen.rows[Need]
    factories.assigned(made.parent, "convener", place)
    proposal = Proposal.objects.create(
        ecosystem=place, kind="tutoring", method="exact", cost=0, bound=0, made_at=NOW
    )
    ProposedPair.objects.create(proposal=proposal, need=need, waits_for="kind")
    assert [one.learner for one in proposal_page(made.by(), proposal).waiting] == ["Mia"]
    barred(made)
    assert proposal_page(made.by(), proposal).waiting == []


def test_a_group_is_recorded_for_without_the_child(made: World) -> None:
    place = made.aspen.ecosystem
    group = Group.objects.create(
        ecosystem=place, name="5a", organisation=made.aspen.school, starts=factories.STARTS
    )
    for one, leads in ((made.child, False), (made.parent, True)):
        GroupPlace.objects.create(group=group, person=one, leads=leads, starts=factories.STARTS)
    assert [name for _pk, name in group_page(made.by(), place, group.uuid).learners] == ["Mia"]
    barred(made)
    with pytest.raises(NotFound):
        group_page(made.by(), place, group.uuid)
