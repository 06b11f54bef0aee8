"""An ecosystem changes hands: asked, agreed or declined, taken back; both are told."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import (
    Succession,
    accept_invitation,
    answer_handover,
    close_ecosystem,
    hand_over,
    invite_people,
    send_again,
    withdraw_invitation,
)
from hedgerow.commons.membership.actions.accepting import who_may_accept
from hedgerow.commons.membership.actions.letters import secret_of
from hedgerow.commons.membership.actions.offers import Offer
from hedgerow.commons.membership.errors import (
    HandingOver,
    HandoverOfAnother,
    InvitationSpent,
    NotConvening,
)
from hedgerow.commons.membership.handing_queries import waiting_for
from hedgerow.commons.membership.models import Assignment, Invitation
from hedgerow.commons.membership.succession import kept_roles
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person
from hedgerow.foundation import jobs
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted
from hedgerow.foundation.jobs.models import Job
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
ROOT = "https://hedgerow.example/"
LETTERS = "membership.send_invitation"


def cast() -> tuple[Ecosystem, Person, Person]:
    """Aspen, Ada who convenes it, and Bo, a member with an address."""
    aspen = factories.ecosystem()
    ada = factories.convener(aspen)
    Person.objects.filter(pk=ada.pk).update(email="ada@example.org")
    bo = factories.person(aspen, "Bo", email="bo@example.org")
    factories.assigned(bo, "member", aspen)
    return aspen, ada, bo


def roles(person: Person, at: datetime = AT) -> set[str]:
    rows = Assignment.objects.filter(person=person)
    return {row.role for row in rows if row.ends is None or row.ends >= at.date()}


def offered(stays_as: str = "") -> tuple[Person, Person, Invitation]:
    aspen, ada, bo = cast()
    wish = Succession(bo, stays_as=stays_as)
    return ada, bo, hand_over(aspen, wish, by=factories.actor(ada), at=AT, root=ROOT)


def test_who_is_asked_finds_it_in_the_week_and_gets_a_letter_and_nothing_changes_yet() -> None:
    ada, bo, row = offered()
    assert [one.ecosystem for one in waiting_for(factories.actor(bo))] == ["Aspen"]
    assert waiting_for(factories.actor(ada)) == []
    assert row.email == "bo@example.org"
    assert Job.objects.filter(name=LETTERS).count() == 1
    assert (roles(ada), roles(bo)) == ({"convener"}, {"member"})


@pytest.mark.parametrize("stays_as", ["", "member"])
def test_once_agreed_the_successor_convenes_and_the_other_keeps_what_was_chosen(
    stays_as: str, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    ada, bo, row = offered(stays_as)
    with django_capture_on_commit_callbacks(execute=True):
        answer_handover(row, True, by=factories.actor(bo), at=AT)
    assert roles(bo) == {"member", "convener"}
    assert roles(ada) == ({stays_as} if stays_as else set())
    assert sorted(one.to[0] for one in mail.outbox) == ["ada@example.org", "bo@example.org"]
    assert Fact.objects.filter(kind="membership.handed_over").count() == 1
    with pytest.raises(InvitationSpent):
        answer_handover(row, True, by=factories.actor(bo), at=AT)


def test_who_declines_changes_nothing_and_the_other_is_told(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    ada, bo, row = offered()
    with django_capture_on_commit_callbacks(execute=True):
        answer_handover(row, False, by=factories.actor(bo), at=AT)
    assert (roles(ada), roles(bo)) == ({"convener"}, {"member"})
    assert [one.to for one in mail.outbox] == [["ada@example.org"]]
    assert Fact.objects.filter(kind="membership.handover_declined").count() == 1


def test_nobody_else_answers() -> None:
    ada, bo, row = offered()
    for by in (factories.actor(ada), Actor.public(), Actor(person_id=0)):
        with pytest.raises(NotFound):
            answer_handover(row, True, by=by, at=AT)
    assert (roles(ada), roles(bo)) == ({"convener"}, {"member"})


def test_it_lapses_after_fourteen_days_and_can_then_be_asked_anew() -> None:
    ada, bo, row = offered()
    late = AT + timedelta(days=14)
    with pytest.raises(InvitationSpent):
        answer_handover(row, True, by=factories.actor(bo), at=late)
    again = hand_over(row.ecosystem, Succession(bo), by=factories.actor(ada), at=late)
    assert again.pk != row.pk


def test_what_is_taken_back_cannot_be_accepted() -> None:
    ada, bo, row = offered()
    withdraw_invitation(row, by=factories.actor(ada), at=AT)
    with pytest.raises(InvitationSpent):
        answer_handover(row, True, by=factories.actor(bo), at=AT)
    assert roles(ada) == {"convener"}


def test_one_asks_one_at_a_time() -> None:
    ada, _bo, row = offered()
    wish = Succession(email="cy@example.org")
    with pytest.raises(HandingOver):
        hand_over(row.ecosystem, wish, by=factories.actor(ada), at=AT)
    assert Invitation.objects.count() == 1


def test_the_letter_says_by_name_who_hands_over_what_to_whom() -> None:
    ada, bo, _row = offered()
    jobs.run_pending()
    (letter,) = mail.outbox
    said = f"{ada.name} hands Aspen over to you"
    assert letter.subject == said
    assert str(letter.body).startswith(f"Hello {bo.name},\n\n{said}. If you accept")


def test_the_letter_speaks_the_language_of_who_is_known() -> None:
    _ada, bo, _row = offered()
    Person.objects.filter(pk=bo.pk).update(language="es")
    jobs.run_pending()
    assert str(mail.outbox[0].body).startswith(f"Hola, {bo.name}")


def test_somebody_of_elsewhere_takes_over_by_the_letters_link() -> None:
    aspen, ada, _bo = cast()
    wish = Succession(email="Cy@Example.org", stays_as="evaluator")
    row = hand_over(aspen, wish, by=factories.actor(ada), at=AT, root=ROOT)
    cy = accept_invitation(secret_of(row.uuid, 1), None, name="Cy", by=Actor.public(), at=AT)
    assert (roles(cy), roles(ada)) == ({"convener"}, {"evaluator"})


def test_who_hands_over_is_not_asked_to_take_over_by_the_link() -> None:
    aspen, ada, _bo = cast()
    wish = Succession(email="cy@example.org")
    row = hand_over(aspen, wish, by=factories.actor(ada), at=AT, root=ROOT)
    assert who_may_accept(row, factories.actor(ada)) == []
    with pytest.raises(NotFound):
        accept_invitation(secret_of(row.uuid, 1), ada, by=factories.actor(ada), at=AT)
    assert roles(ada) == {"convener"}


def test_the_letters_link_of_somebody_known_reaches_only_them() -> None:
    _ada, bo, row = offered()
    dee = factories.person(row.ecosystem, "Dee", email="bo@example.org")
    with pytest.raises(NotFound):
        accept_invitation(secret_of(row.uuid, 1), dee, by=factories.actor(dee), at=AT)
    accept_invitation(secret_of(row.uuid, 1), bo, by=Actor.public(), at=AT)
    assert roles(bo) == {"member", "convener"}
    assert roles(dee) == set()


def test_who_convenes_no_more_has_nothing_to_hand_over() -> None:
    ada, bo, row = offered()
    Assignment.objects.filter(person=ada).update(ends=AT.date() - timedelta(days=1))
    with pytest.raises(InvitationSpent):
        answer_handover(row, True, by=factories.actor(bo), at=AT)
    assert roles(bo) == {"member"}


def test_a_networks_convener_hands_over_the_network_and_not_its_parts() -> None:
    aspen, ada, bo = cast()
    part = factories.ecosystem("Alder", parent=aspen)
    factories.assigned(bo, "member", part)
    with pytest.raises(NotConvening):
        hand_over(part, Succession(bo), by=factories.actor(ada), at=AT)
    with pytest.raises(NotPermitted):
        hand_over(aspen, Succession(ada), by=factories.actor(bo), at=AT)
    assert not Invitation.objects.exists()


def test_learners_strangers_and_oneself_are_no_successors_and_the_role_kept_is_lesser() -> None:
    aspen, ada, bo = cast()
    by = factories.actor(ada)
    learner = factories.learner(factories.member_school(aspen), "Lu")
    Person.objects.filter(pk=learner.pk).update(email="lu@example.org")
    for somebody in (learner, ada, factories.person(factories.ecosystem("Birch"), "Eve")):
        with pytest.raises(NotFound):
            hand_over(aspen, Succession(somebody), by=by, at=AT)
    for wish in (
        Succession(),
        Succession(email="no address"),
        Succession(email="ada@example.org"),
        Succession(bo, stays_as="convener"),
        Succession(bo, stays_as="learner"),
    ):
        with pytest.raises(Invalid):
            hand_over(aspen, wish, by=by, at=AT)
    assert not Invitation.objects.exists()
    assert "convener" not in kept_roles()


def test_another_convener_may_take_it_back_but_not_send_it_in_their_own_name() -> None:
    ada, _bo, row = offered()
    eve = factories.actor(factories.convener(row.ecosystem, "Eve"))
    with pytest.raises(HandoverOfAnother):
        send_again(row, by=eve, at=AT, root=ROOT)
    invite_people(row.ecosystem, ["bo@example.org"], Offer("convener"), by=eve, at=AT)
    row.refresh_from_db()
    assert row.invited_by == ada
    withdraw_invitation(row, by=eve, at=AT)


def test_closing_ends_what_was_offered() -> None:
    ada, bo, row = offered()
    close_ecosystem(row.ecosystem, row.ecosystem.name, by=factories.actor(ada), at=AT)
    with pytest.raises(InvitationSpent):
        answer_handover(row, True, by=factories.actor(bo), at=AT)
    assert waiting_for(factories.actor(bo)) == []
