"""A closed ecosystem is opened again: by a convener in time, later by the steward alone."""

from datetime import timedelta

import pytest
from django.test import Client

from hedgerow.commons.ecosystems.actions import edit_ecosystem
from hedgerow.commons.ecosystems.errors import KeptNoLonger, NotClosed
from hedgerow.commons.membership.actions import reopen_ecosystem
from hedgerow.commons.membership.actors import actor_of
from hedgerow.commons.membership.proving import SINCE
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.membership.tests.test_closing import AT, STEWARD, closed
from hedgerow.foundation.errors import NotPermitted
from hedgerow.foundation.journal.models import Fact

pytestmark = pytest.mark.django_db


def test_a_convener_opens_it_again_in_time_and_everything_is_as_it_was() -> None:
    aspen, ada = closed()
    again = reopen_ecosystem(aspen, by=ada, at=AT + timedelta(days=729))
    assert (again.state, again.closed_on, again.kept_until) == ("open", None, None)
    now = actor_of(ada.person_id or 0, via="page", at=AT)
    edit_ecosystem(aspen, by=now, at=AT, summary="On we go.")
    assert Fact.objects.filter(kind="ecosystems.reopened").count() == 1


def test_later_only_the_installations_steward_can() -> None:
    aspen, ada = closed()
    late = AT + timedelta(days=731)
    with pytest.raises(KeptNoLonger):
        reopen_ecosystem(aspen, by=ada, at=late)
    aspen.refresh_from_db()
    assert aspen.state == "closed"
    reopen_ecosystem(aspen, by=STEWARD, at=late)
    with pytest.raises(NotClosed):
        reopen_ecosystem(aspen, by=STEWARD, at=late)


def test_a_member_does_not_open_it() -> None:
    aspen, _ada = closed()
    bo = factories.person(aspen, "Bo")
    factories.assigned(bo, "member", aspen)
    with pytest.raises(NotPermitted):
        reopen_ecosystem(aspen, by=factories.actor(bo), at=AT)
    aspen.refresh_from_db()
    assert aspen.state == "closed"


def test_its_page_asks_who_signed_in_long_ago_anew_and_leads_back_to_it(client: Client) -> None:
    aspen, ada = closed()
    session = client.session
    session["person_id"], session[SINCE] = ada.person_id, "2020-01-01T00:00:00+00:00"
    session.save()
    asked = client.post(f"/e/{aspen.slug}/settings/reopen/")
    assert asked["Location"].endswith(f"next=%2Fe%2F{aspen.slug}%2Fsettings%2Fclose%2F")
    aspen.refresh_from_db()
    assert aspen.state == "closed"
