"""Organisations join with a tier, change it, and leave."""

from datetime import date

import pytest
from django.test import Client
from django.utils.formats import date_format

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.actions import (
    change_membership,
    join_organisations,
    leave_organisations,
    set_customs,
)
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.membership.tests.factories import stretches
from hedgerow.commons.people.models import Person
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.warehouse.models import Dirty

pytestmark = pytest.mark.django_db


def browser_of(somebody: Person) -> Client:
    browser = Client()
    session = browser.session
    session["person_id"] = somebody.pk
    session.save()
    return browser


def test_an_organisation_joins_with_a_tier_changes_it_and_leaves() -> None:
    aspen = factories.ecosystem()
    oak, by = factories.organisation(aspen), factories.actor(factories.convener(aspen))
    join_organisations(aspen, [oak], factories.STARTS, by=by, at=NOW, tier="founding")
    row = OrganisationMembership.objects.get()
    assert row.tier == "founding"
    assert change_membership(row, "friend", partner=True, by=by, at=NOW)
    friend = OrganisationMembership.objects.get(ends=None)
    assert not change_membership(friend, "friend", partner=True, by=by, at=NOW)
    left = [leave_organisations(aspen, [oak], date(2026, 12, 1), by=by, at=NOW) for _ in "ab"]
    assert left == [1, 0]
    assert stretches() == [
        ("founding", False, factories.STARTS, date(2026, 11, 23)),
        ("friend", True, date(2026, 11, 24), date(2026, 12, 1)),
    ]
    kinds = Fact.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == [
        "membership.organisations_joined",
        "membership.membership_changed",
        "membership.organisations_left",
    ]
    assert Dirty.objects.filter(table="membership_org", ecosystem=aspen.pk).exists()


def test_who_left_may_join_again() -> None:
    aspen = factories.ecosystem()
    oak, by = factories.member_school(aspen), factories.actor(factories.convener(aspen))
    leave_organisations(aspen, [oak], date(2026, 10, 1), by=by, at=NOW)
    assert join_organisations(aspen, [oak], date(2026, 11, 1), by=by, at=NOW) == 1
    assert OrganisationMembership.objects.filter(organisation=oak).count() == 2


@pytest.mark.parametrize(("public", "error"), [(True, NotPermitted), (False, NotFound)])
def test_others_change_and_end_no_membership(public: bool, error: type[Exception]) -> None:
    aspen = factories.ecosystem(public=public)
    oak = factories.member_school(aspen)
    row = OrganisationMembership.objects.get()
    cy = factories.actor(factories.convener(factories.ecosystem("Birch"), "Cy"))
    with pytest.raises(error):
        leave_organisations(aspen, [oak], date(2026, 12, 1), by=cy, at=NOW)
    with pytest.raises(error):
        change_membership(row, "friend", partner=True, by=cy, at=NOW)
    row.refresh_from_db()
    assert (row.tier, row.partner, row.ends) == ("member", False, None)
    assert not Fact.objects.exists()


@pytest.mark.slow
def test_the_page_lets_join_with_the_ecosystems_own_tiers_and_leave() -> None:
    aspen = factories.ecosystem()
    oak, ada = factories.organisation(aspen), factories.convener(aspen)
    tiers = [("founding", "Founding member"), ("friend", "Friend")]
    by = factories.actor(ada)
    set_customs(aspen, age_of_consent=16, tiers=tiers, by=by, at=NOW)
    browser = browser_of(ada)
    address = f"/e/{aspen.slug}/organisations/{oak.uuid}/membership/"
    assert "Founding member" in browser.get(address).content.decode()
    sent = {"tier": "founding", "starts": "2026-09-01", "partner": "on"}
    assert browser.post(address, {**sent, "tier": "queen"}).status_code == 422
    assert not OrganisationMembership.objects.exists()
    assert browser.post(address, sent).status_code == 302
    early = browser.post(address, {"tier": "friend", "starts": "2026-08-31"})
    assert early.status_code == 422
    assert date_format(date(2026, 9, 1)) in early.content.decode()
    assert browser.post(address, {"tier": "friend", "starts": "2026-11-02"}).status_code == 302
    assert stretches() == [
        ("founding", True, date(2026, 9, 1), date(2026, 11, 1)),
        ("friend", False, date(2026, 11, 2), None),
    ]
    shown = browser.get(address).content.decode()
    assert date_format(date(2026, 11, 1)) in shown
    newest, oldest = (date_format(day) for day in (date(2026, 11, 2), date(2026, 9, 1)))
    assert shown.index(f'<td data-label="From">{newest}') < shown.index(
        f'<td data-label="From">{oldest}'
    )
    assert browser.post(f"{address}end/", {"ends": "2026-12-24"}).status_code == 302
    assert browser.get(f"{address}end/").status_code == 404
    page = browser.get(f"/e/{aspen.slug}/organisations/{oak.uuid}/").content.decode()
    assert address in page


def test_leaving_says_who_still_holds_a_role_there() -> None:
    aspen = factories.ecosystem()
    oak, ada = factories.member_school(aspen), factories.convener(aspen)
    factories.learner(oak)
    address = f"/e/{aspen.slug}/organisations/{oak.uuid}/membership/end/"
    assert "1 person still holds a role there" in browser_of(ada).get(address).content.decode()
