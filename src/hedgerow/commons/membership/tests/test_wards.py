"""A guardian is invited with the children they answer for, or the convener is told they have none."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import Offer, accept_invitation, invite_people
from hedgerow.commons.membership.actions.letters import secret_of
from hedgerow.commons.membership.childless import waiting_for
from hedgerow.commons.membership.errors import InvitationSpent
from hedgerow.commons.membership.models import Assignment, Invitation
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)


def cast() -> tuple[Ecosystem, Person, Person]:
    """Aspen, Ada who convenes it, and Mia, a learner."""
    aspen = factories.ecosystem()
    mia = factories.learner(factories.member_school(aspen), "Mia")
    return aspen, factories.convener(aspen), mia


def invited(aspen: Ecosystem, ada: Person, *wards: Person, role: str = "guardian") -> Invitation:
    offer = Offer(role, wards=[one.uuid for one in wards])
    invite_people(aspen, ["bo@example.org"], offer, by=factories.actor(ada), at=AT)
    return Invitation.objects.get()


def accepted(row: Invitation, person: Person | None = None) -> Person:
    by = Actor.public()
    return accept_invitation(secret_of(row.uuid, row.sending), person, name="Bo", by=by, at=AT)


def test_who_accepts_is_guardian_of_the_children_chosen() -> None:
    aspen, ada, mia = cast()
    bo = accepted(invited(aspen, ada, mia))
    (tie,) = Guardian.objects.all()
    assert (tie.guardian, tie.learner, tie.ecosystem) == (bo, mia, aspen)
    assert waiting_for(factories.actor(ada)) == []


def test_without_a_child_the_conveners_week_says_so_until_there_is_one() -> None:
    aspen, ada, mia = cast()
    bo = accepted(invited(aspen, ada))
    (line,) = waiting_for(factories.actor(ada))
    assert str(line.title) == "1 guardian without a child"
    assert line.url == f"/e/{aspen.slug}/people/?role=guardian"
    assert waiting_for(factories.actor(bo)) == []
    starts = factories.STARTS
    Guardian.objects.create(ecosystem=aspen, guardian=bo, learner=mia, starts=starts)
    assert waiting_for(factories.actor(ada)) == []


def test_only_a_guardian_is_invited_with_children_and_only_with_learners_of_here() -> None:
    aspen, ada, mia = cast()
    with pytest.raises(Invalid) as found:
        invited(aspen, ada, mia, role="member")
    assert list(found.value.fields) == ["wards"]
    guest = factories.learner(factories.member_school(factories.ecosystem()), "Max")
    for somebody in (guest, ada):
        with pytest.raises(NotFound):
            invited(aspen, ada, somebody)
    assert not Invitation.objects.exists()


def test_a_link_is_spent_once_its_inviter_may_no_longer_say_whose_guardian_one_is() -> None:
    aspen, ada, mia = cast()
    row = invited(aspen, ada, mia)
    Assignment.objects.filter(person=ada).delete()
    with pytest.raises(InvitationSpent):
        accepted(row)
    assert not Guardian.objects.exists()


def test_who_is_barred_from_a_child_stays_so() -> None:
    aspen, ada, mia = cast()
    bo = factories.person(aspen, "Bo", email="bo@example.org")
    starts = factories.STARTS
    Guardian.objects.create(ecosystem=aspen, guardian=bo, learner=mia, starts=starts, barred=True)
    accepted(invited(aspen, ada, mia), bo)
    (tie,) = Guardian.objects.all()
    assert tie.barred
    assert Assignment.objects.filter(person=bo, role="guardian").exists()


def test_invited_again_without_a_child_the_one_chosen_before_stays() -> None:
    aspen, ada, mia = cast()
    invited(aspen, ada, mia)
    assert invited(aspen, ada).wards == [str(mia.uuid)]


@pytest.mark.slow
def test_the_form_offers_learners_and_keeps_what_was_entered_while_one_looks() -> None:
    aspen, ada, mia = cast()
    browser = Client()
    session = browser.session
    session["person_id"] = ada.pk
    session.save()
    address = f"/e/{aspen.slug}/invitations/new/"
    page = browser.get(address).content.decode()
    assert str(mia.uuid) in page
    assert str(ada.uuid) not in page
    sent = {"addresses": "bo@example.org", "role": "guardian", "language": "en"}
    sent |= {"wards": [str(mia.uuid)]}
    looked = browser.post(address, {**sent, "find": "1", "q": "Mi"})
    assert looked.status_code == 200
    # folded until somebody looks: few invite guardians
    folds = [
        re.search(r'<details class="kept"( open)?>', one) for one in (page, looked.content.decode())
    ]
    assert [one and one[1] for one in folds] == [None, " open"]
    assert "bo@example.org" in looked.content.decode()
    assert not Invitation.objects.exists()
    assert browser.post(address, sent).status_code == 302
    assert Invitation.objects.get().wards == [str(mia.uuid)]
