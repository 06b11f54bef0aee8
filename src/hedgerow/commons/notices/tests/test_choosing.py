"""What a person chooses of being told, on the page and by a program."""

import pytest
from django.test import Client
from django.urls import reverse

from hedgerow.commons.membership.tests import factories
from hedgerow.commons.notices.actions import choose_paces, read_notices
from hedgerow.commons.notices.actions.preferring import paces_of
from hedgerow.commons.notices.errors import AlwaysTold
from hedgerow.commons.notices.kinds import Pace, known
from hedgerow.commons.notices.models import Hours, Letter, Notice, Preference
from hedgerow.commons.people.models import Person
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor

from .cast import NEWS, NOON, RIGHTS, reader, told

pytestmark = pytest.mark.django_db


def browser(somebody: Person) -> Client:
    found = Client()
    session = found.session
    session["person_id"], session["since"] = somebody.pk, "2099-01-01T00:00:00+00:00"
    session.save()
    return found


@pytest.mark.slow
def test_the_page_shows_what_one_was_told_and_keeps_what_one_chooses() -> None:
    aspen = factories.ecosystem("Aspen Valley")
    bo, cy = reader(aspen), reader(aspen, "Cy")
    told(bo, aspen)
    told(cy, aspen)
    mine = browser(bo)
    page = mine.get("/me/notices/").content.decode()
    assert page.count("It begins at four.") == 1
    assert "bo@example.org" in page
    others = {one.key: Pace.DAILY.value for one in known() if one.optional}
    answer = mine.post("/me/notices/paces/", {**others, NEWS.key: "weekly"})
    assert answer.status_code == 302
    assert Preference.objects.get(kind=NEWS.key).pace == "weekly"
    hours = {"quiet_from": "20:00", "quiet_until": "", "digest_at": "08:00", "weekday": "4"}
    assert mine.post("/me/notices/hours/", hours).status_code == 422
    assert not Hours.objects.exists()
    assert mine.post("/me/notices/hours/", {**hours, "quiet_until": "06:00"}).status_code == 302
    assert Hours.objects.get().weekday == 4
    assert mine.post("/me/notices/read/").status_code == 302
    assert Notice.objects.filter(read_at=None).get().person == cy


@pytest.mark.slow
def test_who_has_no_address_is_told_once_and_asked_nothing_about_mail() -> None:
    aspen = factories.ecosystem("Aspen Valley")
    page = browser(factories.convener(aspen, "Dee")).get("/me/notices/").content.decode()
    assert "you have given no e-mail address" in page
    assert f'href="{reverse("own-address")}"' in page
    assert "<select" not in page
    assert "Quiet hours" not in page
    address = browser(reader(aspen)).get("/me/notices/").content.decode()
    assert "Quiet hours" in address
    assert f'href="{reverse("own-address")}"' not in address


def test_what_is_turned_down_does_not_leave_any_more() -> None:
    aspen = factories.ecosystem("Aspen Valley")
    bo = reader(aspen)
    told(bo, aspen)
    choose_paces({NEWS.key: "never"}, by=factories.actor(bo), at=NOON)
    assert Letter.objects.get().state == "dropped"
    assert Notice.objects.get().due_at is None


@pytest.mark.slow
def test_one_button_says_the_same_of_every_kind_and_only_what_can_concern_one_is_asked() -> None:
    aspen = factories.ecosystem("Aspen Valley")
    bo = reader(aspen)
    mine = browser(bo)
    page = mine.get("/me/notices/").content.decode()
    assert NEWS.key in page
    assert "placements.guests" not in page
    assert "families.message" not in page
    for pace in ("never", "at_once"):
        assert mine.post("/me/notices/paces/", {"all": pace}).status_code == 302
        assert set(paces_of(bo).values()) == {pace}
    assert mine.post("/me/notices/paces/", {"all": "hourly"}).status_code == 422
    assert set(paces_of(bo).values()) == {"at_once"}


def test_ones_own_rights_are_always_told() -> None:
    aspen = factories.ecosystem("Aspen Valley")
    by = factories.actor(reader(aspen))
    for paces, refusal in (
        ({RIGHTS.key: "never"}, AlwaysTold),
        ({"no.kind": "never"}, Invalid),
        ({NEWS.key: "hourly"}, Invalid),
    ):
        with pytest.raises(refusal):
            choose_paces(paces, by=by, at=NOON)
    with pytest.raises(NotFound):
        choose_paces({}, by=Actor.public(), at=NOON)
    assert not Preference.objects.exists()


def test_nobody_reads_a_notice_for_somebody_else() -> None:
    aspen = factories.ecosystem("Aspen Valley")
    row = told(reader(aspen), aspen)
    assert row is not None
    cy = factories.actor(reader(aspen, "Cy"))
    assert read_notices([row.uuid], by=cy, at=NOON) == 0
    assert Notice.objects.get().read_at is None
