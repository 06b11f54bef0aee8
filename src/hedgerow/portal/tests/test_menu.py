"""The menu of an ecosystem: the usual three, where one is, whom to turn to, and the rest in groups."""

import pytest
from django.conf import settings
from django.test import RequestFactory

from hedgerow.commons.ecosystems.navigation import Place, place
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
USUAL = ["Overview", "Opportunities", "Activities"]


def shown(slug: str, by: Actor, path: str = "") -> Place:
    request = RequestFactory().get(f"/e/{slug}/{path}")
    request.actor = by  # type: ignore[attr-defined] - as the middleware does
    found = place(request)
    assert found is not None
    return found


def names(found: Place) -> list[str]:
    return [str(tab.title) for tab in found.tabs]


def grouped(found: Place) -> list[str]:
    return [str(tab.title) for group in found.groups for tab in group.tabs]


def test_a_convener_reaches_every_page_and_sees_the_usual_three_first() -> None:
    own = factories.ecosystem()
    ada = factories.convener(own)
    factories.assigned(ada, "safeguarding_lead", own)
    found = shown(own.slug, factories.actor(ada))
    assert names(found) == [*USUAL, "Tell in confidence"]
    every = [str(one.title) for one in settings.HEDGEROW_NAVIGATION if one.only != "closed"]
    assert sorted([*names(found), *grouped(found)]) == sorted(every)
    assert all(group.tabs for group in found.groups)


def test_where_one_is_stands_beside_the_usual_three() -> None:
    own = factories.ecosystem()
    by = factories.actor(factories.convener(own))
    found = shown(own.slug, by, "placements/new/")
    assert names(found) == [*USUAL, "Placements", "Tell in confidence"]
    assert [str(tab.title) for tab in found.tabs if tab.is_here] == ["Placements"]


def test_each_sees_only_what_is_theirs() -> None:
    own = factories.ecosystem()
    kim = factories.actor(factories.learner(factories.member_school(own), "Kim"))
    by_learner, by_public = shown(own.slug, kim), shown(own.slug, Actor.public())
    hidden = {"Families", "Referrals", "Roles", "Imports", "Settings", "Who served whom"}
    assert not hidden & {*grouped(by_learner)}
    assert "Placements" in grouped(by_learner)
    assert names(by_public) == USUAL
    assert "Placements" not in grouped(by_public)


def test_who_leads_on_concerns_finds_them_and_nobody_else_does() -> None:
    own = factories.ecosystem()
    lead, ada = factories.person(own, "Lea"), factories.convener(own)
    factories.assigned(lead, "safeguarding_lead", own)
    found = shown(own.slug, factories.actor(lead), "concerns/")
    assert "Concerns" in grouped(found)
    assert [str(tab.title) for tab in found.tabs if tab.is_here] == ["Concerns"]
    # a convener gives the role on, and reads nothing by it
    assert "Concerns" not in grouped(shown(own.slug, factories.actor(ada)))


def test_placements_stand_in_the_menu_of_those_who_can_have_some() -> None:
    own = factories.ecosystem()
    school = factories.member_school(own)
    kim, parent = factories.learner(school, "Kim"), factories.person(own, "Pat")
    factories.assigned(parent, "guardian", own)
    theirs = {"convener": factories.convener(own), "learner": kim, "guardian": parent}
    for role, where in (("educator", school), ("leader", school), ("partner", school)):
        theirs[role] = factories.person(own, role)
        factories.assigned(theirs[role], role, own, where)
    for role, one in theirs.items():
        assert "Placements" in grouped(shown(own.slug, factories.actor(one))), role
    eva, seat = factories.person(own, "Eva"), factories.person(own, "Sam")
    factories.assigned(eva, "evaluator", own)
    factories.assigned(seat, "seat_holder", own)
    for one in (eva, seat):
        assert "Placements" not in grouped(shown(own.slug, factories.actor(one)))
    # that has one to look after, or a child who learns here
    factories.assigned(seat, "guardian", own)
    Guardian.objects.create(ecosystem=own, guardian=seat, learner=kim, starts=factories.STARTS)
    assert "Placements" in grouped(shown(own.slug, factories.actor(seat)))
