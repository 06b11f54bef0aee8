"""Who invites whom to what: addresses, sendings, and what is taken back."""

from datetime import UTC, datetime, timedelta

import pytest

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import (
    Offer,
    invite_people,
    send_again,
    withdraw_invitation,
)
from hedgerow.commons.membership.actions.letters import hash_of, secret_of
from hedgerow.commons.membership.errors import (
    InvitationClosed,
    TooManyInvitations,
    UnknownRole,
)
from hedgerow.commons.membership.models import Invitation
from hedgerow.commons.membership.proved import note_proved
from hedgerow.commons.membership.rules import addresses_in
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted
from hedgerow.foundation.jobs.models import Job
from hedgerow.foundation.journal.models import Fact, FactContent
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
ROOT = "https://hedgerow.example/"
MEMBER = Offer("member", language="en", message="Come along.")


def invited(
    *addresses: str, offer: Offer = MEMBER, at: datetime = AT
) -> tuple[Ecosystem, Actor, list[Invitation]]:
    aspen = factories.ecosystem()
    by = factories.actor(factories.convener(aspen))
    invite_people(aspen, addresses, offer, by=by, at=at, root=ROOT)
    return aspen, by, list(Invitation.objects.filter(ecosystem=aspen).order_by("pk"))


def test_addresses_are_read_as_people_paste_them() -> None:
    text = "Ada@Example.org\n\n Bo Birch <bo@example.org>, bo@example.org; not an address\r\n"
    assert addresses_in(text) == ["ada@example.org", "bo@example.org", "not an address"]


def test_each_address_gets_an_invitation_and_a_letter_to_be_sent() -> None:
    aspen, by, rows = invited("bo@example.org", "cy@example.org")
    assert [(row.email, row.role, row.message) for row in rows] == [
        ("bo@example.org", "member", "Come along."),
        ("cy@example.org", "member", "Come along."),
    ]
    assert {row.invited_by_id for row in rows} == {by.person_id}
    assert Job.objects.filter(name="membership.send_invitation", ecosystem=aspen.pk).count() == 2
    assert Fact.objects.filter(kind="membership.people_invited").count() == 1
    assert "example.org" not in str(list(FactContent.objects.values_list("payload")))


def test_no_secret_is_kept_in_the_invitation_or_its_job() -> None:
    _aspen, _by, (row,) = invited("bo@example.org")
    secret = secret_of(row.uuid, 1)
    assert row.secret_hash == hash_of(row.uuid, 1)
    kept = [*Invitation.objects.values_list(), *Job.objects.values_list()]
    assert secret not in str(kept)


def test_every_wrong_address_is_named_and_nobody_is_invited() -> None:
    with pytest.raises(Invalid) as found:
        invited("bo@example.org", "bo@", "cy example.org")
    said = " ".join(found.value.fields["addresses"])
    assert "bo@”" in said
    assert "cy example.org" in said
    assert not Invitation.objects.exists()
    assert not Job.objects.exists()


def test_who_holds_the_role_already_and_has_signed_in_is_named() -> None:
    aspen = factories.ecosystem()
    bo = factories.person(aspen, "Bo", email="Bo@example.org")
    note_proved(bo, "bo@example.org", AT)
    factories.assigned(bo, "member", aspen)
    by = factories.actor(factories.convener(aspen))
    with pytest.raises(Invalid):
        invite_people(aspen, ["bo@example.org"], MEMBER, by=by, at=AT, root=ROOT)
    assert not Invitation.objects.exists()


def test_a_role_of_one_organisation_needs_one() -> None:
    with pytest.raises(Invalid) as found:
        invited("bo@example.org", offer=Offer("educator"))
    assert list(found.value.fields) == ["organisation"]
    assert not Invitation.objects.exists()


def test_nobody_invites_to_more_than_they_hold() -> None:
    aspen = factories.ecosystem()
    by = factories.actor(factories.convener(aspen))
    grants = {aspen.pk: frozenset(by.grants[aspen.pk]) - {"bodies.body:edit"}}
    less = Actor(person_id=by.person_id, via="page", grants=grants)
    held = set(by.grants[aspen.pk]) - set(grants[aspen.pk])
    assert held
    with pytest.raises(NotPermitted):
        invite_people(aspen, ["bo@example.org"], Offer("convener"), by=less, at=AT, root=ROOT)
    assert not Invitation.objects.exists()


def test_members_may_not_invite_and_outsiders_find_nothing() -> None:
    aspen = factories.ecosystem(public=False)
    mo = factories.person(aspen, "Mo")
    factories.assigned(mo, "member", aspen)
    cy = factories.convener(factories.ecosystem(), "Cy")
    for somebody, refusal in ((mo, NotPermitted), (cy, NotFound)):
        by = factories.actor(somebody)
        with pytest.raises(refusal):
            invite_people(aspen, ["bo@example.org"], MEMBER, by=by, at=AT, root=ROOT)
    assert not Invitation.objects.exists()


def test_an_organisation_of_elsewhere_is_not_there() -> None:
    aspen, other = factories.ecosystem(), factories.ecosystem()
    by = factories.actor(factories.convener(aspen))
    offer = Offer("educator", organisation=factories.member_school(other))
    with pytest.raises(NotFound):
        invite_people(aspen, ["bo@example.org"], offer, by=by, at=AT, root=ROOT)
    with pytest.raises(UnknownRole):
        invite_people(aspen, ["bo@example.org"], Offer("queen"), by=by, at=AT, root=ROOT)
    assert not Invitation.objects.exists()


def test_an_address_invited_again_gets_a_new_link_and_no_second_invitation() -> None:
    aspen, by, (row,) = invited("bo@example.org")
    later = AT + timedelta(days=2)
    outcome = invite_people(
        aspen, ["bo@example.org"], Offer("member", message="Again."), by=by, at=later, root=ROOT
    )
    (now,) = Invitation.objects.all()
    assert (outcome.new, outcome.changed) == (0, 1)
    assert (now.pk, now.message, now.sending) == (row.pk, "Again.", 2)
    assert now.secret_hash != row.secret_hash
    assert now.expires_at == later + timedelta(days=14)


def test_sent_again_it_has_a_new_link_and_lasts_anew() -> None:
    _aspen, by, (row,) = invited("bo@example.org")
    later = AT + timedelta(days=30)
    again = send_again(row, by=by, at=later, root=ROOT)
    assert again.secret_hash != row.secret_hash
    assert again.expires_at > later
    assert Job.objects.count() == 2


def test_what_is_taken_back_or_unseen_is_not_sent_again() -> None:
    _aspen, by, (row,) = invited("bo@example.org")
    cy = factories.actor(factories.convener(factories.ecosystem(), "Cy"))
    for act in (send_again, withdraw_invitation):
        with pytest.raises(NotFound):
            act(row, by=cy, at=AT, **({"root": ROOT} if act is send_again else {}))
    withdraw_invitation(row, by=by, at=AT)
    with pytest.raises(InvitationClosed):
        send_again(row, by=by, at=AT, root=ROOT)
    with pytest.raises(InvitationClosed):
        withdraw_invitation(row, by=by, at=AT)
    row.refresh_from_db()
    assert (row.sending, row.withdrawn_at) == (1, AT)


@pytest.mark.slow
def test_an_ecosystem_does_not_write_to_half_the_world() -> None:
    aspen, by, _rows = invited(*(f"p{n}@example.org" for n in range(100)))
    for hundred in range(1, 5):
        more = [f"q{hundred}-{n}@example.org" for n in range(100)]
        invite_people(aspen, more, MEMBER, by=by, at=AT, root=ROOT)
    with pytest.raises(TooManyInvitations):
        invite_people(aspen, ["r@example.org"], MEMBER, by=by, at=AT, root=ROOT)
    assert Invitation.objects.count() == 500
    tomorrow = AT + timedelta(days=1, seconds=1)
    assert invite_people(aspen, ["r@example.org"], MEMBER, by=by, at=tomorrow, root=ROOT).new == 1
