"""An invitation is accepted once, by who holds its link."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import (
    Offer,
    accept_invitation,
    invite_people,
    send_again,
    withdraw_invitation,
)
from hedgerow.commons.membership.actions.letters import secret_of
from hedgerow.commons.membership.errors import InvitationSpent
from hedgerow.commons.membership.models import Assignment, Invitation
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Account, Person
from hedgerow.foundation.errors import NotFound, Refused
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
NOBODY = Actor.public()


def invited(
    offer: Offer | None = None, aspen: Ecosystem | None = None
) -> tuple[Invitation, str, Actor]:
    aspen = aspen or factories.ecosystem()
    by = factories.actor(factories.convener(aspen))
    given = offer or Offer("member", language="ar")
    invite_people(aspen, ["bo@example.org"], given, by=by, at=AT, root="https://x.example/")
    row = Invitation.objects.get(ecosystem=aspen)
    return row, secret_of(row.uuid, row.sending), by


@pytest.mark.slow
@pytest.mark.django_db
def test_a_newcomer_becomes_a_person_with_the_role() -> None:
    row, secret, _by = invited()
    bo = accept_invitation(secret, None, name="Bo Birch", by=NOBODY, at=AT)
    assert (bo.name, bo.email, bo.language, bo.kept_by_id) == (
        "Bo Birch", "bo@example.org", "ar", row.ecosystem_id,
    )  # fmt: skip
    given = Assignment.objects.get(person=bo)
    assert (given.role, given.organisation, given.starts) == ("member", None, date(2026, 11, 24))
    row.refresh_from_db()
    assert (row.accepted_at, row.accepted_by) == (AT, bo)
    assert Fact.objects.filter(kind="membership.invitation_accepted").count() == 1


@pytest.mark.django_db
def test_a_role_is_held_for_the_organisation_of_the_invitation() -> None:
    aspen = factories.ecosystem()
    oak = factories.member_school(aspen)
    _row, secret, _by = invited(Offer("educator", organisation=oak), aspen)
    bo = accept_invitation(secret, None, name="Bo", by=NOBODY, at=AT)
    assert Assignment.objects.get(person=bo).organisation == oak


@pytest.mark.django_db
def test_who_has_an_account_stays_one_person_though_kept_elsewhere() -> None:
    account = Account.objects.create(email="BO@example.org")
    bo = factories.person(factories.ecosystem(), "Bo", account=account)
    row, secret, _by = invited()
    assert accept_invitation(secret, bo, by=NOBODY, at=AT) == bo
    assert Assignment.objects.get(person=bo).ecosystem_id == row.ecosystem_id


@pytest.mark.django_db
def test_who_is_signed_in_accepts_as_oneself_whatever_the_address() -> None:
    _row, secret, _by = invited()
    dana = factories.person(factories.ecosystem(), "Dana")
    assert accept_invitation(secret, dana, by=factories.actor(dana), at=AT) == dana


@pytest.mark.django_db
def test_nobody_accepts_as_somebody_whom_the_link_does_not_reach() -> None:
    row, secret, _by = invited()
    other = factories.person(row.ecosystem, "Other", email="other@example.org")
    with pytest.raises(NotFound):
        accept_invitation(secret, other, by=NOBODY, at=AT)
    row.refresh_from_db()
    assert row.accepted_at is None
    assert not Assignment.objects.filter(person=other).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["accepted", "withdrawn", "too old", "sent anew", "wrong"])
def test_a_link_that_is_spent_makes_nobody_a_member(how: str) -> None:
    row, secret, by = invited()
    at = AT
    if how == "accepted":
        accept_invitation(secret, None, name="Bo", by=NOBODY, at=AT)
    elif how == "withdrawn":
        withdraw_invitation(row, by=by, at=AT)
    elif how == "too old":
        at = AT + timedelta(days=14)
    elif how == "sent anew":
        send_again(row, by=by, at=AT, root="https://x.example/")
    else:
        secret = "0" * 64
    people, roles = Person.objects.count(), Assignment.objects.count()
    with pytest.raises(InvitationSpent):
        accept_invitation(secret, None, name="Cy", by=NOBODY, at=at)
    assert (Person.objects.count(), Assignment.objects.count()) == (people, roles)


@pytest.mark.django_db
@pytest.mark.parametrize("left", ["member", None])
def test_an_invitation_ends_with_the_right_of_who_invited_until_another_sends_it(
    left: str | None,
) -> None:
    row, secret, _by = invited(Offer("convener"))
    Assignment.objects.filter(person=row.invited_by).update(ends=AT.date() - timedelta(days=1))
    if left:
        factories.assigned(row.invited_by, left, row.ecosystem)
    with pytest.raises(InvitationSpent):
        accept_invitation(secret, None, name="Bo", by=NOBODY, at=AT)
    eve = factories.convener(row.ecosystem, "Eve")
    row = send_again(row, by=factories.actor(eve), at=AT, root="https://x.example/")
    secret = secret_of(row.uuid, row.sending)
    bo = accept_invitation(secret, None, name="Bo", by=NOBODY, at=AT)
    assert Assignment.objects.get(person=bo).role == "convener"


@pytest.mark.django_db
def test_a_school_that_left_meanwhile_is_not_joined() -> None:
    aspen, birch = factories.ecosystem(), factories.ecosystem()
    oak = factories.member_school(birch)
    factories.OrganisationMembership.objects.create(
        ecosystem=aspen, organisation=oak, starts=factories.STARTS
    )
    row, secret, _by = invited(Offer("educator", organisation=oak), aspen)
    factories.OrganisationMembership.objects.filter(ecosystem=aspen).update(ends=AT.date())
    with pytest.raises(Refused):
        accept_invitation(secret, None, name="Bo", by=NOBODY, at=AT)
    row.refresh_from_db()
    assert row.accepted_at is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_accepted_at_the_very_same_moment_it_counts_once(database_of_threads: None) -> None:
    with ThreadPoolExecutor(1) as first:
        secret = first.submit(_planted).result()
    together = Barrier(4)

    def accept(number: int) -> bool:
        try:
            together.wait(20)
            accept_invitation(secret, None, name=f"Bo {number}", by=NOBODY, at=timezone.now())
        except InvitationSpent:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as four:
        assert sorted(four.map(accept, range(4))) == [False, False, False, True]
    with ThreadPoolExecutor(1) as last:
        assert last.submit(_counted).result() == 1


def _planted() -> str:
    try:
        aspen = factories.ecosystem()
        by = factories.actor(factories.convener(aspen))
        to, now = ["bo@example.org"], timezone.now()
        invite_people(aspen, to, Offer("member"), by=by, at=now, root="https://x.example/")
        row = Invitation.objects.get(ecosystem=aspen)
        return secret_of(row.uuid, 1)
    finally:
        connection.close()


def _counted() -> int:
    try:
        return Person.objects.filter(email="bo@example.org").count()
    finally:
        connection.close()
