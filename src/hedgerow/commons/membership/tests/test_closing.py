"""An ecosystem is closed by typing its name, read afterwards, and opened again in time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.translation import override

from hedgerow.commons.ecosystems.actions import edit_ecosystem
from hedgerow.commons.ecosystems.errors import NotOpenYet, NotThisName
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import (
    Offer,
    assign_role,
    close_ecosystem,
    invite_people,
    issue_cards,
    sign_in_by_code,
)
from hedgerow.commons.membership.actions.accepting import invitation_of
from hedgerow.commons.membership.actions.letters import secret_of
from hedgerow.commons.membership.closing_queries import closing_page
from hedgerow.commons.membership.errors import CardUnknown, InvitationSpent
from hedgerow.commons.membership.models import Assignment, Invitation
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.errors import Closed, NotFound, NotPermitted
from hedgerow.foundation.journal.models import Fact, FactContent
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
STEWARD = Actor.the_steward()


def closed() -> tuple[Ecosystem, Actor]:
    """Aspen, closed by Ada, and what she is there from then on."""
    aspen = factories.ecosystem()
    ada = factories.convener(aspen)
    row = close_ecosystem(aspen, " aspen ", by=factories.actor(ada), at=AT)
    return row, factories.actor(ada)


def test_who_types_its_name_closes_it_for_two_years() -> None:
    aspen, _ada = closed()
    assert (aspen.state, aspen.closed_on) == ("closed", date(2026, 11, 24))
    assert aspen.kept_until == date(2028, 11, 23)
    said = FactContent.objects.get(fact__kind="ecosystems.closed").payload
    assert said == {"kept_until": "2028-11-23", "invitations": 0, "cards": 0}


def test_another_name_closes_nothing() -> None:
    aspen = factories.ecosystem()
    ada = factories.actor(factories.convener(aspen))
    for typed in ("", "Birch", aspen.name[:-1]):
        with pytest.raises(NotThisName):
            close_ecosystem(aspen, typed, by=ada, at=AT)
    aspen.refresh_from_db()
    assert (aspen.state, aspen.closed_on) == ("open", None)
    assert not Fact.objects.filter(kind="ecosystems.closed").exists()


def test_it_is_for_conveners_and_not_there_for_outsiders() -> None:
    aspen = factories.ecosystem(public=False)
    bo = factories.person(aspen, "Bo")
    factories.assigned(bo, "member", aspen)
    with pytest.raises(NotPermitted):
        close_ecosystem(aspen, aspen.name, by=factories.actor(bo), at=AT)
    with pytest.raises(NotFound):
        close_ecosystem(aspen, aspen.name, by=Actor(person_id=0), at=AT)
    aspen.refresh_from_db()
    assert aspen.closed_on is None


def test_one_that_is_still_planted_is_not_closed() -> None:
    aspen = factories.ecosystem(state="planting")
    with pytest.raises(NotOpenYet):
        close_ecosystem(aspen, aspen.name, by=STEWARD, at=AT)


def test_it_is_closed_once() -> None:
    aspen, ada = closed()
    with pytest.raises(Closed):
        close_ecosystem(aspen, aspen.name, by=ada, at=AT + timedelta(days=3))
    aspen.refresh_from_db()
    assert aspen.closed_on == date(2026, 11, 24)


def test_nothing_is_written_there_by_whomever() -> None:
    aspen, ada = closed()
    for by in (ada, STEWARD):
        with pytest.raises(Closed):
            edit_ecosystem(aspen, by=by, at=AT, summary="Another one.")
    bo = factories.person(aspen, "Bo")
    with pytest.raises(Closed):
        assign_role(aspen, bo, "member", by=STEWARD, at=AT)
    aspen.refresh_from_db()
    assert aspen.summary == ""
    assert not Assignment.objects.filter(person=bo).exists()


def test_the_refusal_says_since_when() -> None:
    aspen, ada = closed()
    with pytest.raises(Closed) as refusal:
        edit_ecosystem(aspen, by=ada, at=AT, summary="Another one.")
    assert "24 November 2026" in str(refusal.value)


def test_invitations_and_cards_end_with_it() -> None:
    aspen = factories.ecosystem()
    ada = factories.actor(factories.convener(aspen))
    learner = factories.learner(factories.member_school(aspen))
    invite_people(aspen, ["bo@example.org"], Offer("member"), by=ada, at=AT)
    (card,) = issue_cards(aspen, [learner], by=ada, at=AT)
    close_ecosystem(aspen, aspen.name, by=ada, at=AT)
    invitation = Invitation.objects.get()
    assert invitation.withdrawn_at == AT
    with pytest.raises(InvitationSpent):
        invitation_of(secret_of(invitation.uuid, 1), AT)
    with pytest.raises(CardUnknown):
        sign_in_by_code(card.code, client="x", at=AT)


def test_a_part_stays_open_and_its_networks_convener_still_convenes_it() -> None:
    aspen = factories.ecosystem()
    part = factories.ecosystem("Alder", parent=aspen)
    ada = factories.convener(aspen)
    close_ecosystem(aspen, aspen.name, by=factories.actor(ada), at=AT)
    edit_ecosystem(part, by=factories.actor(ada), at=AT, summary="It goes on.")
    close_ecosystem(part, part.name, by=factories.actor(ada), at=AT)
    with pytest.raises(Closed):
        edit_ecosystem(part, by=factories.actor(ada), at=AT, summary="It went on.")


def test_who_reads_its_name_in_another_language_may_type_that() -> None:
    aspen = factories.ecosystem(told={"en": {}, "es": {"name": "Álamo"}})
    ada = factories.actor(factories.convener(aspen))
    with override("ar"), pytest.raises(NotThisName):
        close_ecosystem(aspen, "Álamo", by=ada, at=AT)
    with override("es"):
        assert closing_page(ada, aspen, AT).name == "Álamo"
        close_ecosystem(aspen, "Álamo", by=ada, at=AT)
