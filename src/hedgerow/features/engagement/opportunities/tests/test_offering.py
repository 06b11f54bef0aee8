"""Offering something, changing it, and who sees it."""

import pytest

from hedgerow.commons.membership.tests import factories
from hedgerow.features.engagement.opportunities import actions
from hedgerow.features.engagement.opportunities.errors import NotNow, NotReady
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted, Stale
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

from .factories import DAY, NOW, Valley, valley

pytestmark = pytest.mark.django_db


@pytest.fixture
def aspen() -> Valley:
    return valley()


def seen(by: Actor) -> list[str]:
    return list(
        Opportunity.objects.visible_to(by).order_by("title").values_list("title", flat=True)
    )


def test_a_partner_offers_for_its_own_organisation_what_is_as_its_kind(aspen: Valley) -> None:
    row = aspen.offer(opened=False, by=aspen.pia)
    assert (row.state, row.audience, row.minimum_minutes) == ("draft", "learners", 90)
    assert (row.sight, row.languages) == ("public", ["en"])
    assert Fact.objects.filter(kind="opportunities.offered", by_person=aspen.pia.person_id).exists()


@pytest.mark.parametrize("other", ["school", "nobody"])
def test_a_partner_offers_for_nobody_else(aspen: Valley, other: str) -> None:
    of = aspen.school.pk if other == "school" else None
    with pytest.raises(NotPermitted):
        aspen.offer(by=aspen.pia, organisation_id=of)
    assert not Opportunity.objects.exists()
    assert aspen.offer(by=aspen.ada, organisation_id=of).state == "open"


@pytest.mark.slow
def test_a_draft_is_seen_by_who_may_change_it_alone(aspen: Valley) -> None:
    row = aspen.offer(opened=False)
    bo = factories.actor(factories.learner(aspen.school))
    assert (seen(aspen.pia), seen(aspen.ada)) == (["Robots"], ["Robots"])
    assert (seen(bo), seen(Actor.public())) == ([], [])
    actions.open_opportunity(row, by=aspen.pia, at=NOW)
    assert (seen(bo), seen(Actor.public())) == (["Robots"], ["Robots"])


@pytest.mark.slow
def test_sight_is_of_everybody_of_members_or_of_those_of_the_site(aspen: Valley) -> None:
    for title, sight in (("All", "public"), ("Inside", "members"), ("Oak", "site")):
        aspen.offer(title=title, sight=sight)
    bo = factories.actor(factories.learner(aspen.school))
    elm = factories.member_school(aspen.place, "Elm School")
    eve = factories.actor(factories.learner(elm, "Eve"))
    assert seen(bo) == ["All", "Inside", "Oak"]
    assert seen(eve) == ["All", "Inside"]
    assert seen(Actor.public()) == ["All"]


def test_it_cannot_be_opened_while_nobody_would_know_what_or_where(aspen: Valley) -> None:
    row = aspen.offer(opened=False, summary="", site_id=None)
    with pytest.raises(NotReady) as refusal:
        actions.open_opportunity(row, by=aspen.pia, at=NOW)
    assert refusal.value.details["fields"] == ["summary", "place"]
    said = str(NotReady(title="Robots", fields=["place"]))
    assert said.endswith("it does not say where it is or how one joins online.")
    row.refresh_from_db()
    assert row.state == "draft"


@pytest.mark.slow
def test_it_is_closed_opened_again_and_put_away(aspen: Valley) -> None:
    row = aspen.offer()
    with pytest.raises(NotNow):
        actions.archive_opportunity(row, by=aspen.pia, at=NOW)
    actions.close_opportunity(row, by=aspen.pia, at=NOW)
    assert seen(Actor.public()) == ["Robots"]
    actions.archive_opportunity(row, by=aspen.pia, at=NOW)
    assert (seen(Actor.public()), seen(aspen.pia)) == ([], ["Robots"])
    assert actions.open_opportunity(row, by=aspen.pia, at=NOW).state == "open"


def test_a_change_steps_the_revision_and_a_stale_one_is_refused(aspen: Valley) -> None:
    row = aspen.offer(opened=False)
    edited = actions.edit_opportunity(row, {"title": "Drones"}, by=aspen.pia, at=NOW, revision=1)
    assert (edited.title, edited.revision) == ("Drones", 2)
    with pytest.raises(Stale):
        actions.edit_opportunity(row, {"title": "Kites"}, by=aspen.ada, at=NOW, revision=1)
    row.refresh_from_db()
    assert row.title == "Drones"


def test_what_cannot_be_is_refused_and_nothing_is_written(aspen: Valley) -> None:
    row = aspen.offer()
    with pytest.raises(Invalid) as refusal:
        actions.edit_opportunity(row, {"ends": DAY.replace(day=1)}, by=aspen.pia, at=NOW)
    assert set(refusal.value.fields) == {"ends"}
    row.refresh_from_db()
    assert row.ends is None


def test_a_partner_hands_nothing_to_another_organisation(aspen: Valley) -> None:
    row = aspen.offer()
    with pytest.raises(NotPermitted):
        actions.edit_opportunity(row, {"organisation_id": aspen.school.pk}, by=aspen.pia, at=NOW)
    row.refresh_from_db()
    assert row.organisation_id == aspen.maker.pk


def test_nothing_of_another_ecosystem_is_named(aspen: Valley) -> None:
    birch = valley(slug="birch")
    for name, value in (
        ("kind_id", birch.kind.pk), ("organisation_id", birch.maker.pk),
        ("site_id", birch.school.pk), ("consent", "photos"),
    ):  # fmt: skip
        with pytest.raises(NotFound):
            aspen.offer(**{name: value})
    assert not Opportunity.objects.exists()
