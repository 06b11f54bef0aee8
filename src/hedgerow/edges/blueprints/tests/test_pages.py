"""The pages on which an ecosystem is started."""

from http import HTTPStatus

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from hedgerow.commons.bodies.models import Seat
from hedgerow.commons.ecosystems.models import Ecosystem, Figure, PopulationFigure
from hedgerow.commons.membership.models import Invitation
from hedgerow.commons.membership.tests.factories import ecosystem, person
from hedgerow.commons.observations.models import Indicator
from hedgerow.commons.people.models import Person
from hedgerow.foundation import jobs
from hedgerow.foundation.jobs.models import Job

pytestmark = pytest.mark.django_db
SENT = {"name": "My town", "slug": "my-town", "languages": ["en"], "act_token": "t1"}


def signed_in(name: str) -> Client:
    browser = Client()
    session = browser.session
    session["person_id"] = person(ecosystem(name, slug=name.lower()), name).pk
    session.save()
    return browser


def test_a_form_sent_twice_plants_once_and_leads_to_the_same_page() -> None:
    ada = signed_in("Ada")
    page = reverse("start-from", args=["empty"])
    first, second = (ada.post(page, SENT) for _ in range(2))
    assert first.status_code == second.status_code == HTTPStatus.FOUND
    assert first["Location"] == second["Location"]
    assert (Ecosystem.objects.filter(slug="my-town").count(), Job.objects.count()) == (1, 1)


def test_the_time_zone_is_the_founders_and_the_devices_unless_one_was_chosen() -> None:
    ada, page = signed_in("Ada"), reverse("start-from", args=["tulsa"])
    said = ada.get(page).content.decode()
    assert 'value="UTC" selected' in said
    assert 'America/Chicago" selected' not in said
    assert "data-own-zone" in said
    Person.objects.filter(name="Ada").update(time_zone="Africa/Nairobi")
    assert 'value="Africa/Nairobi" selected' in ada.get(page).content.decode()
    again = ada.post(page, {**SENT, "name": "", "time_zone": "Asia/Seoul"}).content.decode()
    assert 'value="Asia/Seoul" selected' in again
    assert "data-own-zone" not in again


@pytest.mark.slow
@pytest.mark.parametrize(("chosen", "public"), [({}, False), ({"public": "yes"}, True)])
def test_only_members_see_it_unless_everybody_was_chosen(chosen: dict, public: bool) -> None:
    ada = signed_in("Ada")
    sent = {**SENT, **chosen, "time_zone": "Europe/London"}
    ada.post(reverse("start-from", args=["empty"]), sent)
    jobs.run_pending()
    row = Ecosystem.objects.get(slug="my-town")
    assert (row.public, row.time_zone) == (public, "Europe/London")
    place = reverse("ecosystem", args=["my-town"])
    assert ada.get(place).status_code == HTTPStatus.OK
    expected = HTTPStatus.OK if public else HTTPStatus.NOT_FOUND
    assert Client().get(place).status_code == expected


@pytest.mark.slow
def test_another_town_takes_over_the_pattern_and_none_of_the_facts() -> None:
    ada = signed_in("Ada")
    ada.post(reverse("start-from", args=["tulsa"]), SENT)
    jobs.run_pending()
    row = Ecosystem.objects.get(slug="my-town")
    assert (row.summary, row.purpose, row.territory, row.country) == ("", "", "", "")
    assert (row.time_zone, row.state) == ("America/Chicago", "open")
    assert "site" in row.vocabulary
    assert not Figure.objects.exists()
    assert not PopulationFigure.objects.exists()
    assert not Indicator.objects.exclude(baseline=None, target=None).exists()
    assert Indicator.objects.filter(ecosystem=row).count() == 6
    assert Seat.objects.filter(body__ecosystem=row).count() == 21
    page = ada.get(reverse("ecosystem", args=["my-town"])).content.decode()
    assert "Say what it is for and where it is" in page
    assert "Tulsa, Oklahoma" not in page


@pytest.mark.slow
def test_the_original_under_its_own_name_keeps_its_facts() -> None:
    ada = signed_in("Ada")
    own = {**SENT, "name": "Tulsa Area Community Schools", "slug": "tulsa"}
    ada.post(reverse("start-from", args=["tulsa"]), own)
    jobs.run_pending()
    row = Ecosystem.objects.get(slug="tulsa")
    assert row.territory == "Tulsa, Oklahoma"
    assert Figure.objects.filter(ecosystem=row).count() == 10


def test_an_address_in_use_is_refused_beside_its_field() -> None:
    ada = signed_in("Ada")
    answer = ada.post(reverse("start-from", args=["empty"]), {**SENT, "slug": "ada"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Choose another" in answer.content.decode()
    assert (Ecosystem.objects.count(), Job.objects.count()) == (1, 0)


@pytest.mark.slow
def test_what_is_being_planted_is_not_there_for_others() -> None:
    ada, bo = signed_in("Ada"), signed_in("Bo")
    progress = ada.post(reverse("start-from", args=["empty"]), SENT)["Location"]
    place = reverse("ecosystem", args=["my-town"])
    assert ada.get(progress).status_code == HTTPStatus.OK
    for other in (bo, Client()):
        assert other.get(progress).status_code == HTTPStatus.NOT_FOUND
        assert other.get(place).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.slow
def test_colleagues_are_written_to_once_the_ecosystem_is_complete() -> None:
    ada = signed_in("Ada")
    sent = {**SENT, "invite": "Bo <bo@example.org>\ncy@example.org", "invite_as": "convener"}
    ada.post(reverse("start-from", args=["empty"]), sent)
    row = Ecosystem.objects.get(slug="my-town")
    waiting = Invitation.objects.filter(ecosystem=row, sent_at=None)
    assert sorted(waiting.values_list("email", "role")) == [
        ("bo@example.org", "convener"),
        ("cy@example.org", "convener"),
    ]
    assert not Job.objects.filter(name="membership.send_invitation").exists()
    jobs.run_pending()
    assert sorted(one.to[0] for one in mail.outbox) == ["bo@example.org", "cy@example.org"]
    assert "http://testserver/invitation/" in mail.outbox[0].body
    assert not waiting.exists()


@pytest.mark.slow
def test_an_address_that_is_none_is_told_and_nothing_is_started() -> None:
    ada = signed_in("Ada")
    answer = ada.post(reverse("start-from", args=["empty"]), {**SENT, "invite": "bo at home"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "“bo at home” is no e-mail address." in answer.content.decode()
    assert (Ecosystem.objects.count(), Job.objects.count()) == (1, 0)
    assert not Invitation.objects.exists()


def test_a_wrong_address_is_told_in_our_words_with_an_example() -> None:
    ada = signed_in("Ada")
    answer = ada.post(reverse("start-from", args=["empty"]), {**SENT, "slug": "San José"})
    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "write San José as san-jose" in page
    assert "slug" not in page.split("<main")[1].split("</form>")[0].lower().replace(
        '"slug"', ""
    ).replace("id_slug", "")
    assert not Ecosystem.objects.filter(name="My town").exists()


def test_which_languages_the_pages_have_is_said_where_others_are_offered() -> None:
    page = signed_in("Ada").get(reverse("start-from", args=["empty"])).content.decode()
    assert "The pages themselves are shown in these: English, Español, العربية." in page
    assert "Kiswahili" in page
