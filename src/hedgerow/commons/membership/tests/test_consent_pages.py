"""The pages of consents: one's own, a group's, and what an ecosystem asks."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.membership.models import Consent, ConsentPurpose, Customs, Group, GroupPlace
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.membership.tests.test_consents import asked, child, family, parent
from hedgerow.commons.people.models import Organisation, Person

pytestmark = pytest.mark.django_db


def browser_of(somebody: Person) -> Client:
    browser = Client()
    session = browser.session
    session["person_id"] = somebody.pk
    session.save()
    return browser


def in_group(oak: Organisation, *people: Person) -> Group:
    group = Group.objects.create(
        ecosystem=oak.kept_by, organisation=oak, name="5a", starts=factories.STARTS
    )
    for person in people:
        GroupPlace.objects.create(group=group, person=person, starts=factories.STARTS)
    return group


def test_a_parent_reads_what_is_asked_of_a_child_and_agrees() -> None:
    photos, bo, dana = family()
    browser = browser_of(dana)
    page = browser.get("/me/consents/").content.decode()
    assert "May we show it?" in page
    assert "Bo" in page
    sent = {"person": str(bo.uuid), "purpose": str(photos.uuid), "answer": "yes"}
    assert browser.post("/me/consents/answer/", sent).status_code == 302
    assert Consent.objects.get().answer == "given"
    page = browser.get("/me/consents/").content.decode()
    assert "Withdraw" in page
    assert "by a guardian, <bdi>Dana</bdi>" in page
    browser.post("/me/consents/answer/", {**sent, "answer": "no"})
    assert "withdrawn" in browser.get("/me/consents/").content.decode()


def test_a_child_is_told_who_answers() -> None:
    _photos, bo, _dana = family()
    page = browser_of(bo).get("/me/consents/").content.decode()
    assert "Until you are 16, a parent or guardian answers this." in page


def test_an_answer_about_a_stranger_is_not_there() -> None:
    photos, bo, _dana = family()
    stranger = browser_of(factories.person(photos.ecosystem, "Stranger"))
    sent = {"person": str(bo.uuid), "purpose": str(photos.uuid), "answer": "yes"}
    assert stranger.post("/me/consents/answer/", sent).status_code == 404
    assert stranger.post("/me/consents/answer/", {"person": "x"}).status_code == 404
    assert not Consent.objects.exists()


@pytest.mark.slow
def test_a_groups_page_says_who_has_and_records_paper() -> None:
    aspen = factories.ecosystem()
    oak = factories.member_school(aspen)
    bo, eve = child(oak), child(oak, name="Eve")
    group, photos = in_group(oak, bo, eve), asked(aspen)
    browser = browser_of(factories.convener(aspen, "Ada"))
    address = f"/e/{aspen.slug}/groups/{group.uuid}/consents/"
    assert "0 of 2" in browser.get(address).content.decode()
    sent = {"purpose": str(photos.uuid), "answer": "yes"}
    answer = browser.post(address, sent)
    assert answer.status_code == 422
    assert "Choose at least one learner." in answer.content.decode()
    assert browser.post(address, {**sent, "people": [str(bo.uuid)]}).status_code == 302
    assert "1 of 2" in browser.get(address).content.decode()
    assert Consent.objects.get().person == bo


def test_who_teaches_a_group_looks_but_records_nothing() -> None:
    aspen = factories.ecosystem()
    oak = factories.member_school(aspen)
    bo = child(oak)
    group, photos = in_group(oak, bo), asked(aspen)
    teacher = factories.person(aspen, "Tea")
    factories.assigned(teacher, "educator", aspen, oak)
    browser = browser_of(teacher)
    address = f"/e/{aspen.slug}/groups/{group.uuid}/consents/"
    assert "Record it" not in browser.get(address).content.decode()
    sent = {"purpose": str(photos.uuid), "answer": "yes", "people": [str(bo.uuid)]}
    assert browser.post(address, sent).status_code == 403
    assert browser_of(bo).get(address).status_code == 403
    assert not Consent.objects.exists()


@pytest.mark.slow
def test_a_convener_asks_rewords_and_ends_a_consent() -> None:
    aspen = factories.ecosystem(languages=["en", "es"])
    browser = browser_of(factories.convener(aspen))
    start = f"/e/{aspen.slug}/consents/"
    sent = {"key": "photos", "title.en": "Photos", "text.en": "May we?", "title.es": "Fotos"}
    assert browser.post(f"{start}new/", {"key": "photos"}).status_code == 422
    assert browser.post(f"{start}new/", sent).status_code == 302
    assert browser.post(f"{start}new/", sent).status_code == 409
    row = ConsentPurpose.objects.get()
    assert row.titles == {"en": "Photos", "es": "Fotos"}
    browser.post(f"{start}{row.uuid}/", {**sent, "text.en": "May we, please?"})
    second = ConsentPurpose.objects.get(retired_at=None)
    assert (second.version, second.texts) == (2, {"en": "May we, please?"})
    browser.post(f"{start}{second.uuid}/end/")
    assert not ConsentPurpose.objects.filter(retired_at=None).exists()
    assert "Nothing yet" in browser.get(start).content.decode()


def test_age_and_tiers_are_the_conveners_to_say() -> None:
    aspen = factories.ecosystem()
    browser = browser_of(factories.convener(aspen))
    address = f"/e/{aspen.slug}/consents/"
    sent = {"age": "14", "tiers": "founding = Founding member\nFriend"}
    assert browser.post(address, {**sent, "age": "3"}).status_code == 422
    assert browser.post(address, {**sent, "tiers": "a = A\na = B"}).status_code == 422
    assert not Customs.objects.exists()
    assert browser.post(address, sent).status_code == 302
    row = Customs.objects.get()
    assert row.age_of_consent == 14
    assert row.tiers == [["founding", "Founding member"], ["friend", "Friend"]]
    other = browser_of(factories.convener(factories.ecosystem(), "Cy"))
    assert other.post(address, {**sent, "age": "18"}).status_code in (403, 404)
    row.refresh_from_db()
    assert row.age_of_consent == 14


@pytest.mark.slow
def test_twenty_people_and_wards_take_as_many_queries_as_two() -> None:
    aspen = factories.ecosystem()
    oak = factories.member_school(aspen)
    asked(aspen)
    group, dana = in_group(oak), parent(child(oak, name="First"))
    parents, ada = browser_of(dana), browser_of(factories.convener(aspen, "Ada"))
    address, counts = f"/e/{aspen.slug}/groups/{group.uuid}/consents/", []
    for numbers in (range(2), range(2, 20)):
        for number in numbers:
            bo = child(oak, name=f"Bo {number}")
            GroupPlace.objects.create(group=group, person=bo, starts=factories.STARTS)
            dana.wards.create(ecosystem=aspen, learner=bo, starts=factories.STARTS)
        with CaptureQueriesContext(connection) as seen:
            ada.get(address)
            pages = len(seen)
            parents.get("/me/consents/")
        counts.append((pages, len(seen)))
    assert counts[0] == counts[1]
