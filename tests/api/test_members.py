"""Oneself, roles, groups, cards and the school year: written, and read again."""

import json

import pytest

from hedgerow.commons.membership.models import Assignment, SignInCard
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.acts.models import Act

from .valley import Valley, program_of


@pytest.mark.slow
def test_two_rows_are_a_list_too(valley: Valley) -> None:
    another = program_of(valley.person)
    assert len(another.ask("get", "/me/tokens").json()) == 2
    body = {"name": "5a", "organisation": str(valley.school.uuid), "starts": "2026-09-01"}
    group = valley.ada.ask("post", f"{valley.path}/groups", body).json()["uuid"]
    two = [factories.learner(valley.school, name) for name in ("Bo", "Kim")]
    rows = {"rows": [{"person": str(one.uuid)} for one in two]}
    valley.ada.ask("put", f"{valley.path}/groups/{group}/people", rows)
    cards = valley.ada.ask("get", f"{valley.path}/groups/{group}/cards").json()
    assert [one["name"] for one in cards] == ["Bo", "Kim"]


def test_one_is_told_who_one_is_and_may_take_back_a_token(valley: Valley) -> None:
    me = valley.ada.ask("get", "/me").json()
    assert (me["name"], "valley" in me["may"]) == ("Ada", True)
    (token,) = valley.ada.ask("get", "/me/tokens").json()
    assert valley.ada.ask("delete", f"/me/tokens/{token['uuid']}").status_code == 204
    assert valley.ada.ask("get", "/me").status_code == 401


@pytest.mark.slow
def test_organisations_join_and_roles_are_given_and_end(valley: Valley) -> None:
    library = factories.organisation(valley.place, "Library", kind="partner", sector="culture")
    body = {"organisations": [str(library.uuid)], "starts": "2026-09-01", "partner": True}
    assert valley.ada.ask("post", f"{valley.path}/members", body).json() == {"joined": 1}
    kim = factories.person(valley.place, "Kim")
    row = {"person": str(kim.uuid), "role": "educator", "organisation": str(valley.school.uuid)}
    given = valley.ada.ask("put", f"{valley.path}/roles", {"rows": [row]})
    assert given.json()["new"] == 1
    (held,) = valley.ada.ask("get", f"{valley.path}/roles?role=educator").json()["items"]
    assert (held["person"]["name"], held["organisation"]["name"]) == ("Kim", "Oak school")
    ending = {"roles": [held["uuid"]], "on": "2030-12-01"}
    assert valley.ada.ask("post", f"{valley.path}/roles/end", ending).json() == {"ended": 1}
    assert Assignment.objects.get(role="educator").ends is not None


def test_a_role_that_would_end_before_it_begins_is_refused(valley: Valley) -> None:
    kim = factories.person(valley.place, "Kim")
    row = {"person": str(kim.uuid), "role": "tutor", "starts": "2026-09-01", "ends": "2026-08-31"}
    answer = valley.ada.ask("put", f"{valley.path}/roles", {"rows": [row]})
    assert (answer.status_code, answer.json()["code"]) == (409, "membership.role_order")
    assert not Assignment.objects.filter(person=kim).exists()


@pytest.mark.slow
def test_a_group_is_made_filled_emptied_and_ended(valley: Valley) -> None:
    bo = factories.learner(valley.school, "Bo")
    body = {"name": "5a", "organisation": str(valley.school.uuid), "starts": "2026-09-01"}
    made = valley.ada.ask("post", f"{valley.path}/groups", body).json()
    one = f"{valley.path}/groups/{made['uuid']}"
    assert valley.ada.ask("patch", one, {"grade": "5"}).json()["grade"] == "5"
    rows = {"rows": [{"person": str(bo.uuid), "starts": "2026-09-01"}]}
    assert valley.ada.ask("put", f"{one}/people", rows).json()["new"] == 1
    assert [who["name"] for who in valley.ada.ask("get", one).json()["learners"]] == ["Bo"]
    out = {"persons": [str(bo.uuid)], "on": "2026-10-01"}
    assert valley.ada.ask("post", f"{one}/people/remove", out).json() == {"ended": 1}
    assert valley.ada.ask("post", f"{one}/people/restore", out).json() == {"restored": 1}
    assert valley.ada.ask("post", f"{one}/end", {"on": "2026-12-01"}).json() == {"ended": 1}
    many = {"rows": [{**body, "name": "5b", "code": "b"}, {**body, "name": "5c", "code": "c"}]}
    assert valley.ada.ask("put", f"{valley.path}/groups", many).json()["new"] == 2
    names = [row["name"] for row in valley.ada.ask("get", f"{valley.path}/groups").json()["items"]]
    assert names == ["5a", "5b", "5c"]


@pytest.mark.slow
def test_what_a_card_says_is_told_once_and_kept_in_no_answer(valley: Valley) -> None:
    bo = factories.learner(valley.school, "Bo")
    body, key = {"persons": [str(bo.uuid)]}, {"Idempotency-Key": "cards"}
    answer = valley.ada.ask("post", f"{valley.path}/cards", body, **key)
    (card,) = json.loads(b"".join(answer))
    assert (card["name"], len(card["code"])) == ("Bo", 10)
    assert (bytes(Act.objects.get().body), Act.objects.get().is_kept) == (b"", False)
    again = valley.ada.ask("post", f"{valley.path}/cards", body, **key)
    assert (again.status_code, again.json()["code"]) == (409, "acts.answer_forgotten")
    assert valley.ada.ask("delete", f"{valley.path}/people/{bo.uuid}/card").status_code == 204
    assert SignInCard.objects.get().revoked_at is not None


@pytest.mark.slow
def test_a_school_year_is_previewed_as_on_its_page(valley: Valley) -> None:
    factories.learner(valley.school, "Bo")  # of grade 5
    leaver = factories.learner(valley.school, "Kim")
    Assignment.objects.filter(person=leaver).update(grade="12")
    body = {"name": "5a", "organisation": str(valley.school.uuid), "starts": "2026-09-01"}
    valley.ada.ask("post", f"{valley.path}/groups", {**body, "grade": "5"})
    asked = f"{valley.path}/school-year?begins=2027-08-01"
    said = valley.ada.ask("get", asked).json()
    steps = [(one["before"], one["after"], one["leaves"]) for one in said["grades"]]
    assert steps == [("5", "6", False), ("12", "", True)]
    assert [(one["before"], one["after"], one["school"]) for one in said["groups"]] == [
        ("5a", "6a", "Oak school")
    ]
    assert (said["moving"], said["leaving"]) == (1, 1)
    assert (said["prepared"], said["may_undo"]) == (None, False)
    assert not Assignment.objects.filter(grade="6").exists()
    assert valley.ada.ask("get", f"{asked}&last=5").json()["leaving"] == 2
    year = {"school_year": "2027-28", "begins": "2027-08-01"}
    valley.ada.ask("post", f"{valley.path}/school-year", year)
    after = valley.ada.ask("get", asked).json()
    assert (after["prepared"], after["may_undo"], after["moving"]) == ("2027-28", True, 0)


def test_a_preview_of_no_day_is_refused(valley: Valley) -> None:
    answer = valley.ada.ask("get", f"{valley.path}/school-year?last=0")
    assert answer.status_code == 422
    assert {"begins", "last"} == set(answer.json()["fields"])


def test_a_school_year_is_prepared_and_taken_back(valley: Valley) -> None:
    factories.learner(valley.school, "Bo")
    year = {"school_year": "2027-28", "begins": "2027-08-01"}
    assert valley.ada.ask("post", f"{valley.path}/school-year", year).status_code == 201
    assert Assignment.objects.get(grade="6").starts.isoformat() == "2027-08-01"
    back = valley.ada.ask("delete", f"{valley.path}/school-year").json()
    assert back["school_year"] == "2027-28"
    assert not Assignment.objects.filter(grade="6").exists()


@pytest.mark.slow
def test_consents_are_asked_answered_recorded_and_asked_no_more(valley: Valley) -> None:
    asked = f"{valley.path}/consents"
    words = {"titles": {"en": "Photos"}, "texts": {"en": "May we take photos of you?"}}
    made = valley.ada.ask("post", asked, {"key": "photos", **words}).json()
    one = f"{asked}/{made['uuid']}"
    (me,) = valley.ada.ask("get", "/me/consents").json()
    assert (me["is_me"], me["questions"][0]["answer"]) == (True, "")
    mine = {"person": me["uuid"], "agrees": True}
    assert valley.ada.ask("put", f"/me/consents/{made['uuid']}", mine).status_code == 204
    assert valley.ada.ask("get", "/me/consents").json()[0]["questions"][0]["answer"] == "given"
    bo = factories.learner(valley.school, "Bo")
    paper = {"persons": [str(bo.uuid)], "agrees": False}
    assert valley.ada.ask("post", f"{one}/records", paper).json() == {"recorded": 1}
    other = {**words, "texts": {"en": "May we take photos, and print them?"}}
    again = valley.ada.ask("put", one, other).json()
    assert again["version"] == 2
    assert valley.ada.ask("delete", f"{asked}/{again['uuid']}").status_code == 204
    assert valley.ada.ask("get", asked).json() == []


@pytest.mark.slow
def test_members_have_tiers_by_the_customs_and_leave(valley: Valley) -> None:
    customs = {"age_of_consent": 15, "tiers": [{"key": "friend", "title": "Friend"}]}
    assert valley.ada.ask("put", f"{valley.path}/customs", customs).status_code == 204
    told = {"age_of_consent": 15, "tiers": [{"key": "friend", "title": "Friend"}], "told": {}}
    assert valley.ada.ask("get", f"{valley.path}/customs").json() == told
    school = f"{valley.path}/organisations/{valley.school.uuid}/membership"
    assert valley.ada.ask("put", school, {"tier": "friend"}).status_code == 204
    assert valley.ada.ask("get", school).json()[0]["tier"] == "friend"
    leaving = {"organisations": [str(valley.school.uuid)], "on": "2030-01-01"}
    assert valley.ada.ask("post", f"{valley.path}/members/leave", leaving).json() == {"ended": 1}
    assert valley.ada.ask("get", school).json()[0]["ends"] == "2030-01-01"
