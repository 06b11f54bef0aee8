"""Roles: who holds which, assigned and ended on pages."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.membership import role_lists
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.membership.role_words import MAY, roles_in_words
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people import queries
from hedgerow.commons.people.models import Person

pytestmark = pytest.mark.django_db


def browser_of(somebody: Person) -> Client:
    browser = Client()
    session = browser.session
    session["person_id"] = somebody.pk
    session.save()
    return browser


def test_every_permission_is_said_in_words() -> None:
    granted = {
        name for role in settings.HEDGEROW_ROLES.values() for name in role.grants | role.site_grants
    }
    assert granted - set(MAY) == set()
    assert [role.name for role in roles_in_words({})][:2] == ["convener", "school leader"]
    assert all(role.everywhere for role in roles_in_words({}))


def test_colleagues_see_roles_of_those_they_may_see_and_end_none() -> None:
    aspen = factories.ecosystem()
    oak = factories.member_school(aspen)
    factories.learner(oak, "Kim Learner")
    factories.convener(aspen, "Ada Ash")
    mo = factories.person(aspen, "Mo")
    factories.assigned(mo, "member", aspen)
    page = browser_of(mo).get(f"/e/{aspen.slug}/roles/").content.decode()
    assert "Ada Ash" in page
    assert "Kim Learner" not in page
    assert "End it" not in page
    assert "mark attendance" in page


@pytest.mark.parametrize("many", [0, 20_000])
@pytest.mark.slow
def test_the_list_is_filtered_by_name_role_place_and_time(
    many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MANY", many)
    aspen, other = factories.ecosystem(), factories.ecosystem()
    ada, oak = factories.convener(aspen, "Ada"), factories.member_school(aspen, "Oak")
    jose, bo = (factories.named(aspen, name) for name in ("José Muñoz", "Bo Birch"))
    factories.assigned(jose, "tutor", aspen)
    factories.assigned(jose, "leader", aspen, oak)
    factories.assigned(bo, "tutor", aspen)
    factories.assigned(factories.named(aspen, "From Elsewhere"), "tutor", other)
    Assignment.objects.filter(person__name="Bo Birch").update(ends=factories.STARTS)
    browser = browser_of(ada)

    def shown(query: str) -> list[bool]:
        page = browser.get(f"/e/{aspen.slug}/roles/?{query}").content.decode()
        assert "From Elsewhere" not in page
        return [name in page for name in ("Muñoz", "Bo Birch", ">Ada<")]

    assert shown("") == shown("sort=-where") == [True, True, True]
    assert shown("where=oak") == [True, False, False]
    assert shown("name=munoz") == [True, False, False]
    assert shown("role=tutor") == [True, True, False]
    assert shown("when=past") == [False, True, False]
    assert shown("when=now&role=tutor") == [True, False, False]


@pytest.mark.slow
def test_many_roles_are_counted_less_far(monkeypatch: pytest.MonkeyPatch) -> None:
    aspen = factories.ecosystem()
    ada = factories.convener(aspen, "Ada")
    for _ in range(60):
        factories.assigned(factories.person(aspen), "tutor", aspen)
    monkeypatch.setattr(role_lists, "COUNT_CAP_OF_MANY", 55)
    browser, address = browser_of(ada), f"/e/{aspen.slug}/roles/"
    assert "61 rows" in browser.get(address).content.decode()
    monkeypatch.setattr(queries, "MANY", 50)
    assert "more than 55 rows" in browser.get(address).content.decode()


@pytest.mark.slow
def test_a_convener_assigns_a_role_to_somebody_found_by_name() -> None:
    aspen = factories.ecosystem()
    oak = factories.member_school(aspen)
    bo, browser = factories.named(aspen, "Bo Birch"), browser_of(factories.convener(aspen))
    address = f"/e/{aspen.slug}/roles/new/"
    assert "Bo Birch" in browser.get(f"{address}?q=birch").content.decode()
    sent = {"person": str(bo.uuid), "role": "educator", "starts": "2026-09-01"}
    answer = browser.post(address, sent)
    assert answer.status_code == 422
    assert 'id="id_organisation_error"' in answer.content.decode()
    assert not Assignment.objects.filter(person=bo).exists()
    assert browser.post(address, {**sent, "organisation": str(oak.uuid)}).status_code == 302
    given = Assignment.objects.get(person=bo)
    assert (given.role, given.organisation, str(given.starts)) == ("educator", oak, "2026-09-01")


def test_who_holds_a_role_here_is_found_though_another_ecosystem_keeps_the_record() -> None:
    aspen, birch = factories.ecosystem(), factories.ecosystem()
    ana, ed = factories.named(birch, "Ana López"), factories.named(birch, "Eduardo López")
    factories.named(birch, "Isa López")
    factories.assigned(ana, "convener", aspen)
    factories.assigned(ed, "tutor", aspen)
    Assignment.objects.filter(person=ed).update(ends=factories.STARTS)
    browser, address = browser_of(ana), f"/e/{aspen.slug}/roles/new/"
    page = browser.get(f"{address}?q=lópez").content.decode()
    assert [name in page for name in ("Ana López", "Eduardo López", "Isa López")] == [
        True, True, False,
    ]  # fmt: skip
    sent = {"person": str(ed.uuid), "role": "member", "starts": "2026-09-01"}
    assert browser.post(address, sent).status_code == 302
    assert Assignment.objects.filter(person=ed, role="member", ecosystem=aspen).exists()
    assert browser_of(ed).get(f"{address}?q=ana").status_code in {403, 404}


def test_without_somebody_chosen_the_page_says_what_to_do() -> None:
    aspen = factories.ecosystem()
    browser = browser_of(factories.convener(aspen))
    answer = browser.post(f"/e/{aspen.slug}/roles/new/", {"role": "member", "starts": "2026-09-01"})
    assert answer.status_code == 422
    assert "Find somebody by name first" in answer.content.decode()


def test_a_role_ends_but_the_last_convener_stays() -> None:
    aspen = factories.ecosystem()
    ada, bo = factories.convener(aspen, "Ada"), factories.convener(aspen, "Bo")
    browser = browser_of(ada)
    rows = {one: Assignment.objects.get(person=one) for one in (ada, bo)}
    addresses = {one: f"/e/{aspen.slug}/roles/{row.uuid}/end/" for one, row in rows.items()}
    assert browser.post(addresses[bo], {"ends": "2026-12-01"}).status_code == 302
    answer = browser.post(addresses[ada], {"ends": "2026-12-01"})
    assert answer.status_code == 409
    assert "without anybody who convenes it" in answer.content.decode()
    assert list(Assignment.objects.filter(ends=None).values_list("person", flat=True)) == [ada.pk]


def test_a_role_that_ran_does_not_end_before_it_began() -> None:
    aspen = factories.ecosystem()
    row = factories.assigned(factories.person(aspen, "Cy"), "member", aspen)
    browser = browser_of(factories.convener(aspen))
    address = f"/e/{aspen.slug}/roles/{row.uuid}/end/"
    answer = browser.post(address, {"ends": "2024-01-01"})
    assert answer.status_code == 422
    assert "It cannot end before it began" in answer.content.decode()
    row.refresh_from_db()
    assert row.ends is None
    assert browser.post(address, {"ends": row.starts.isoformat()}).status_code == 302


def test_a_role_of_another_ecosystem_is_not_there() -> None:
    aspen, other = factories.ecosystem(), factories.ecosystem()
    row = factories.assigned(factories.person(other, "Cy"), "member", other)
    browser = browser_of(factories.convener(aspen))
    answer = browser.post(f"/e/{aspen.slug}/roles/{row.uuid}/end/", {"ends": "2026-12-01"})
    assert answer.status_code == 404
    row.refresh_from_db()
    assert row.ends is None


@pytest.mark.slow
def test_twenty_roles_take_as_many_queries_as_two() -> None:
    aspen = factories.ecosystem()
    oak = factories.member_school(aspen)
    browser, counts = browser_of(factories.convener(aspen)), []
    for numbers in (range(2), range(2, 20)):
        for number in numbers:
            factories.assigned(factories.person(aspen, f"P{number}"), "leader", aspen, oak)
        with CaptureQueriesContext(connection) as seen:
            browser.get(f"/e/{aspen.slug}/roles/")
        counts.append(len(seen))
    assert counts[0] == counts[1]
