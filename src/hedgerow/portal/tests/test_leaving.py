"""Erasing oneself: told before and after, confirmed by name, refused where others answer."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.membership.errors import LastConvener
from hedgerow.commons.membership.tests.factories import (
    actor,
    assigned,
    convener,
    learner,
    member_school,
    named,
)
from hedgerow.commons.people.models import NameWord, Person
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.journal.actions import seal_all
from hedgerow.foundation.journal.verification import verify
from hedgerow.foundation.permissions import Actor
from hedgerow.portal.errors import NotConfirmed, NotOfAge
from hedgerow.portal.leaving import erase_oneself, preview_of_oneself

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def ida() -> Person:
    """A tutor, whom search finds."""
    aspen = ecosystem()
    somebody = named(aspen, "Ida Quill")
    assigned(somebody, "tutor", aspen)
    return somebody


def signed_in(who: Person, since: str = "2099-01-01T00:00:00+00:00") -> Client:
    client = Client()
    session = client.session
    session["person_id"], session["since"] = who.pk, since
    session.save()
    return client


@pytest.mark.slow
def test_the_page_tells_what_goes_and_what_stays_and_asks_for_the_name(ida: Person) -> None:
    client = signed_in(ida)
    assert reverse("erase-me") in client.get("/me/").content.decode()
    page = client.get("/me/erase/").content.decode()
    assert "What stays, and why" in page
    assert "Roles stay as counts" in page
    refused = client.post("/me/erase/", {"name": "Ida"})
    assert refused.status_code == 422
    assert "is not the name that is kept" in refused.content.decode()
    assert Person.objects.get(pk=ida.pk).name == "Ida Quill"


@pytest.mark.slow
def test_with_the_name_typed_one_is_erased_and_told_and_signed_in_nowhere(ida: Person) -> None:
    client, elsewhere = signed_in(ida), signed_in(ida)
    seal_all()
    answer = client.post("/me/erase/", {"name": "ida  QUILL "}, follow=True)
    assert answer.redirect_chain == [("/erased/", 302)]
    page = answer.content.decode()
    assert "signed in nowhere" in page
    assert "Roles stay as counts" in page
    assert "Quill" not in page
    assert client.get("/erased/").status_code == 200
    for browser in (client, elsewhere):
        assert browser.get("/me/").status_code == 302
    assert not NameWord.objects.filter(person=ida).exists()
    assert Person.objects.get(pk=ida.pk).erased_at is not None
    assert all("Quill" not in str(one.get_decoded()) for one in Session.objects.all())
    seal_all()
    assert verify()[1] == []


@pytest.mark.slow
def test_sent_twice_it_is_done_once(ida: Person) -> None:
    client = signed_in(ida)
    client.post("/me/erase/", {"name": "Ida Quill"})
    assert client.post("/me/erase/", {"name": "Ida Quill"}).status_code == 302
    with pytest.raises(NotFound):
        erase_oneself("Ida Quill", by=Actor(person_id=ida.pk), at=NOON)


def test_who_signed_in_long_ago_shows_anew_who_they_are(ida: Person) -> None:
    client = signed_in(ida, "2026-01-01T00:00:00+00:00")
    for answer in (client.get("/me/erase/"), client.post("/me/erase/", {"name": "Ida Quill"})):
        assert (answer.status_code, answer["Location"][:15]) == (302, "/sign-in/again/")
    assert Person.objects.get(pk=ida.pk).erased_at is None


def test_another_name_erases_nobody(ida: Person) -> None:
    with pytest.raises(NotConfirmed):
        erase_oneself("", by=actor(ida), at=NOON)
    assert Person.objects.get(pk=ida.pk).erased_at is None


@pytest.mark.parametrize("born", [None, date(2015, 5, 1)])
def test_others_erase_a_child_and_a_learner_without_birthday(born: date | None) -> None:
    bo = learner(member_school(ecosystem()))
    Person.objects.filter(pk=bo.pk).update(born=born)
    for act in (preview_of_oneself, lambda **who: erase_oneself("Bo", **who)):
        with pytest.raises(NotOfAge):
            act(by=actor(bo), at=NOON)
    page = signed_in(bo).get("/me/erase/")
    assert page.status_code == 403
    assert "A guardian or the convener" in page.content.decode()
    assert Person.objects.get(pk=bo.pk).name == "Bo"


def test_a_learner_of_age_erases_oneself() -> None:
    bo = learner(member_school(ecosystem()))
    Person.objects.filter(pk=bo.pk).update(born=date(2005, 5, 1))
    erase_oneself("Bo", by=actor(bo), at=NOON)
    assert Person.objects.get(pk=bo.pk).name == ""


def test_the_last_convener_hands_over_first() -> None:
    aspen = ecosystem()
    ada = convener(aspen)
    with pytest.raises(LastConvener):
        erase_oneself("Ada", by=actor(ada), at=NOON)
    assert Person.objects.get(pk=ada.pk).name == "Ada"
    convener(aspen, "Kim")
    erase_oneself("Ada", by=actor(ada), at=NOON)
    assert Person.objects.get(pk=ada.pk).name == ""


def test_the_page_that_tells_is_for_who_has_just_been_erased(ida: Person) -> None:
    assert Client().get("/erased/").status_code == 404
    assert signed_in(ida).get("/erased/").status_code == 404


@pytest.mark.parametrize("page", ["/me/", "/me/kept/"])
def test_the_act_is_shown_to_whom_it_is_for_and_others_read_whom_to_ask(
    page: str, ida: Person
) -> None:
    bo = learner(member_school(ida.kept_by), "Bo")
    Person.objects.filter(pk=bo.pk).update(born=date(2015, 5, 1))
    for who, offered in ((ida, True), (bo, False)):
        said = signed_in(who).get(page).content.decode()
        assert (reverse("erase-me") in said) is offered
        assert ("talk to whoever answers for you, or to the convener" in said) is not offered
