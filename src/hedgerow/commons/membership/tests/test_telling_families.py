"""Who has a role and never signed in gets a letter with a link; the role stays as it is."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import (
    Offer,
    accept_invitation,
    invite_people,
    offers,
    tell_families,
    tell_person,
)
from hedgerow.commons.membership.actions.letters import secret_of
from hedgerow.commons.membership.errors import NoLetter, TooManyInvitations
from hedgerow.commons.membership.models import Assignment, Invitation, OpenSession
from hedgerow.commons.membership.proved import note_proved
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
ROOT = "https://hedgerow.example/"
FAMILY = Offer("guardian")


def family(within: Ecosystem, name: str, email: str, language: str = "") -> Person:
    """A guardian as an import brings one in: a tie and a role, and nobody who signed in."""
    somebody = factories.person(within, name, email=email)
    Person.objects.filter(pk=somebody.pk).update(language=language)
    factories.assigned(somebody, "guardian", within)
    child = factories.person(within, f"{name}'s child")
    Guardian.objects.create(
        ecosystem=within, guardian=somebody, learner=child, starts=factories.STARTS
    )
    return somebody


def cast() -> tuple[Ecosystem, Actor, Person, Person]:
    aspen = factories.ecosystem()
    bo, cy = family(aspen, "Bo", "Bo@example.org", "es"), family(aspen, "Cy", "cy@example.org")
    return aspen, factories.actor(factories.convener(aspen)), bo, cy


def test_each_family_is_told_once_in_its_language() -> None:
    aspen, ada, _bo, _cy = cast()
    made = tell_families(aspen, by=ada, at=AT, root=ROOT)
    assert (made.new, made.unchanged) == (2, 0)
    told = Invitation.objects.order_by("email").values_list("email", "language")
    assert list(told) == [("bo@example.org", "es"), ("cy@example.org", aspen.languages[0])]
    assert tell_families(aspen, by=ada, at=AT, root=ROOT).new == 0
    assert Invitation.objects.count() == 2


def test_who_signed_in_has_no_child_or_no_address_is_not_told() -> None:
    aspen, ada, bo, cy = cast()
    note_proved(bo, "bo@example.org", AT)
    OpenSession.objects.create(person=cy, session_key="k1", since=AT)
    lone = factories.person(aspen, "Dee", email="dee@example.org")
    factories.assigned(lone, "guardian", aspen)
    family(aspen, "Eve", "")
    barred = family(aspen, "Fay", "fay@example.org")
    Guardian.objects.filter(guardian=barred).update(barred=True)
    assert tell_families(aspen, by=ada, at=AT, root=ROOT).new == 0
    assert not Invitation.objects.exists()


def test_two_who_share_an_address_get_one_letter() -> None:
    aspen, ada, _bo, _cy = cast()
    family(aspen, "Bea", "bo@example.org")
    assert tell_families(aspen, by=ada, at=AT, root=ROOT).new == 2


def test_a_day_has_so_many_letters_and_the_others_are_told_tomorrow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(offers, "A_DAY", 1)
    aspen, ada, _bo, _cy = cast()
    made = tell_families(aspen, by=ada, at=AT, root=ROOT)
    assert (made.new, made.unchanged) == (1, 1)
    with pytest.raises(TooManyInvitations):
        tell_families(aspen, by=ada, at=AT, root=ROOT)
    assert Invitation.objects.count() == 1


def test_the_link_signs_in_and_gives_no_second_role() -> None:
    aspen, ada, bo, _cy = cast()
    tell_person(aspen, bo, by=ada, at=AT, root=ROOT)
    (row,) = Invitation.objects.all()
    assert accept_invitation(secret_of(row.uuid, 1), bo, by=Actor.public(), at=AT) == bo
    assert Assignment.objects.filter(person=bo).count() == 1
    with pytest.raises(NoLetter):
        tell_person(aspen, bo, by=ada, at=AT, root=ROOT)


def test_asked_twice_a_person_has_one_invitation_and_a_new_link() -> None:
    aspen, ada, bo, _cy = cast()
    assert tell_person(aspen, bo, by=ada, at=AT, root=ROOT).new == 1
    assert tell_person(aspen, bo, by=ada, at=AT, root=ROOT).changed == 1
    assert Invitation.objects.get().sending == 2


def test_who_has_no_address_or_no_role_gets_no_letter() -> None:
    aspen, ada, _bo, _cy = cast()
    for email, role in (("", "member"), ("dee@example.org", "")):
        dee = factories.person(aspen, "Dee", email=email)
        if role:
            factories.assigned(dee, role, aspen)
        with pytest.raises(NoLetter):
            tell_person(aspen, dee, by=ada, at=AT, root=ROOT)
    assert not Invitation.objects.exists()


def test_members_may_not_and_outsiders_find_nothing() -> None:
    aspen, _ada, bo, cy = cast()
    Ecosystem.objects.filter(pk=aspen.pk).update(public=False)
    out = factories.actor(factories.convener(factories.ecosystem(), "Ola"))
    for by, refusal in ((factories.actor(cy), NotPermitted), (out, NotFound)):
        with pytest.raises(refusal):
            tell_families(aspen, by=by, at=AT, root=ROOT)
        with pytest.raises(refusal):
            tell_person(aspen, bo, by=by, at=AT, root=ROOT)
    assert not Invitation.objects.exists()


def test_invited_by_address_who_never_signed_in_is_written_to_and_the_others_named() -> None:
    aspen, ada, bo, cy = cast()
    note_proved(cy, "cy@example.org", AT)
    with pytest.raises(Invalid) as found:
        invite_people(aspen, ["bo@example.org", "cy@example.org"], FAMILY, by=ada, at=AT)
    (said,) = found.value.fields["addresses"]
    assert said == "cy@example.org has this role already, and has signed in."
    assert invite_people(aspen, ["bo@example.org"], FAMILY, by=ada, at=AT).new == 1
    assert Assignment.objects.filter(person=bo).count() == 1


@pytest.mark.slow
def test_the_pages_say_who_is_told() -> None:
    aspen, ada, bo, _cy = cast()
    browser = Client()
    session = browser.session
    session["person_id"] = ada.person_id
    session.save()
    start = f"/e/{aspen.slug}"
    sent = {"addresses": "bo@example.org\nnew@example.org", "role": "guardian", "language": "en"}
    answer = browser.post(f"{start}/invitations/new/", sent, follow=True).content.decode()
    assert "2 letters are on their way. One of them has the role already" in answer
    person = browser.get(f"{start}/people/{bo.uuid}/").content.decode()
    assert "Send a link to sign in" in person
    answer = browser.post(f"{start}/people/{bo.uuid}/link/", follow=True).content.decode()
    assert "A letter with a link is on its way to Bo." in answer
    answer = browser.post(f"{start}/invitations/families/", follow=True).content.decode()
    assert "One letter is on its way." in answer
    note_proved(bo, "bo@example.org", AT)
    assert "Send a link" not in browser.get(f"{start}/people/{bo.uuid}/").content.decode()
