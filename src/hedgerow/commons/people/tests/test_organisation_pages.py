"""Organisations on their pages: seen by members, changed by conveners, never part of themselves."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.people.actions import save_organisations
from hedgerow.commons.people.errors import OrganisationElsewhere, PartOfItself
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.commons.people.tests.factories import organisation
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.warehouse.models import Dirty

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()


def convener(place: Ecosystem) -> Client:
    somebody = Person.objects.create(kept_by=place, name="Ada", created_at=NOW)
    somebody.assignments.create(ecosystem=place, role="convener", starts=NOW.date())
    client = Client()
    session = client.session
    session["person_id"] = somebody.pk
    session.save()
    return client


def edit(row: Organisation) -> str:
    return reverse("edit-organisation", args=[row.kept_by.slug, row.uuid])


def answers(row: Organisation, **changes: object) -> dict[str, object]:
    return {
        "name": row.name, "kind": row.kind, "sector": row.sector, "revision": row.revision,
        **changes,
    }  # fmt: skip


def test_a_name_is_found_without_its_accents() -> None:
    aspen = ecosystem()
    rows = [{"name": "Señal Muñoz", "kind": "school"}, {"name": "Oakwood", "kind": "school"}]
    save_organisations(aspen, rows, by=STEWARD, at=NOW)
    page = Client().get(reverse("organisations", args=[aspen.slug]), {"name": "munoz"})
    assert "Señal Muñoz" in page.content.decode()
    assert "Oakwood" not in page.content.decode()


def test_an_organisation_is_added_once() -> None:
    aspen = ecosystem()
    address = reverse("new-organisation", args=[aspen.slug])
    sent = {"name": "Oak", "kind": "school", "sector": "school", "code": "7"}
    ada = convener(aspen)
    assert ada.post(address, sent).status_code == 302
    assert ada.post(address, {**sent, "name": "Elm"}).status_code == 422
    assert [row.name for row in Organisation.objects.all()] == ["Oak"]


def test_one_kind_is_one_word_however_it_is_written() -> None:
    aspen = ecosystem()
    organisation(aspen, "Elm", kind="Youth Club")
    address, ada = reverse("new-organisation", args=[aspen.slug]), convener(aspen)
    page = ada.get(address).content.decode()
    assert '<option value="Youth Club">' in page
    assert '<option value="school">' in page
    for name, kind in (("Oak", " School"), ("Ash", "youth club")):
        ada.post(address, {"name": name, "kind": kind, "sector": "school"})
    kinds = dict(Organisation.objects.values_list("name", "kind"))
    assert kinds == {"Elm": "Youth Club", "Oak": "school", "Ash": "Youth Club"}


@pytest.mark.slow
def test_a_kind_is_shown_in_words_and_chosen_by_them() -> None:
    own = {"peer-group": {"en": "tutoring circle"}}
    aspen = ecosystem(vocabulary=own)
    circle = organisation(aspen, "Oakwood", kind="peer-group")
    for name in ("Elmwood", "Ashwood", "Firwood"):  # so many that they can be filtered
        organisation(aspen, name, kind="primary-school")
    listed, ada = reverse("organisations", args=[aspen.slug]), convener(aspen)
    whole = ada.get(listed).content.decode()
    assert '<option value="peer-group">tutoring circle</option>' in whole
    assert whole.count("primary-school") == 1  # the choice's value, which nobody reads
    chosen = ada.get(listed, {"kind": "peer-group"}).content.decode()
    assert "Oakwood" in chosen
    assert "Elmwood" not in chosen
    assert "Oakwood" not in ada.get(listed, {"kind": "club"}).content.decode()
    page = ada.get(reverse("organisation", args=[aspen.slug, circle.uuid])).content.decode()
    assert "tutoring circle" in page
    assert "peer-group" not in page
    form = ada.get(edit(circle)).content.decode()
    assert 'value="tutoring circle"' in form
    assert "peer-group" not in form
    ada.post(edit(circle), answers(circle, kind="Tutoring circle", code="7"))
    circle.refresh_from_db()
    assert (circle.kind, circle.code) == ("peer-group", "7")


@pytest.mark.slow
def test_the_second_of_two_editors_sees_both_versions_and_can_save_the_own() -> None:
    row = organisation(ecosystem(), "Oak")
    ada = convener(row.kept_by)
    assert ada.post(edit(row), answers(row, name="Elm")).status_code == 302
    answer = ada.post(edit(row), answers(row, name="Ash"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Elm" in page
    assert "Ash" in page
    assert Organisation.objects.get().name == "Elm"
    assert ada.post(edit(row), answers(row, name="Ash", revision=2)).status_code == 302
    assert Organisation.objects.get().name == "Ash"


def test_an_organisation_is_no_part_of_its_own_part() -> None:
    top = organisation(ecosystem(), "District", kind="district")
    part = organisation(top.kept_by, "Oak", parent=top)
    answer = convener(top.kept_by).post(edit(top), answers(top, parent=part.pk))
    assert answer.status_code == 422
    assert str(PartOfItself.next_step) in answer.content.decode()
    top.refresh_from_db()
    assert top.parent is None


@pytest.mark.parametrize("link", ["parent_id", "operator_id"])
def test_a_set_neither_points_elsewhere_nor_round_in_a_circle(link: str) -> None:
    top = organisation(ecosystem(), "District", code="1")
    part = organisation(top.kept_by, "Oak", code="2", **{link: top.pk})
    foreign = organisation(ecosystem("Birch"), "Foreign")
    row = {"kind": "school", "code": "1", "name": "District"}
    for target, refusal in ((part, PartOfItself), (foreign, OrganisationElsewhere)):
        with pytest.raises(refusal):
            save_organisations(top.kept_by, [{**row, link: target.pk}], by=STEWARD, at=NOW)
    top.refresh_from_db()
    assert getattr(top, link) is None


def test_another_sector_marks_what_was_delivered_and_another_address_does_not() -> None:
    row = organisation(ecosystem(), "Oak")
    ada = convener(row.kept_by)
    ada.post(edit(row), answers(row, address="1 Oak Lane"))
    assert not Dirty.objects.filter(table="membership_org").exists()
    ada.post(edit(row), answers(row, address="1 Oak Lane", sector="health", revision=2))
    assert Dirty.objects.filter(table="membership_org", ecosystem=row.kept_by_id).exists()


@pytest.mark.parametrize("name", ["organisations", "organisation", "edit-organisation"])
@pytest.mark.slow
def test_pages_take_as_many_queries_for_few_as_for_many(name: str) -> None:
    aspen = ecosystem()
    top = organisation(aspen, "Top")
    ada, counts = convener(aspen), []
    own = [] if name == "organisations" else [top.uuid]
    address = reverse(name, args=[aspen.slug, *own])
    ada.get(address)
    for more in (2, 18):
        for number in range(more):
            organisation(aspen, f"Oak {number}", parent=top)
        with CaptureQueriesContext(connection) as caught:
            assert ada.get(address).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1]


@pytest.mark.slow
def test_where_it_lies_is_said_in_degrees_both_or_neither() -> None:
    oak = organisation(ecosystem())
    ada = convener(oak.kept_by)
    assert ada.post(edit(oak), answers(oak, latitude="36.1")).status_code == 422
    assert ada.post(edit(oak), answers(oak, latitude="91", longitude="0")).status_code == 422
    sent = answers(oak, latitude="36.1", longitude="-95.9")
    assert ada.post(edit(oak), sent).status_code == 302
    oak.refresh_from_db()
    assert (oak.latitude, oak.longitude) == (36.1, -95.9)
