"""A family offers something; the school looks at it first, and opens or declines it."""

from typing import Any

import pytest

from hedgerow.commons.membership.tests import factories
from hedgerow.commons.notices.models import Notice
from hedgerow.commons.people.models import Guardian
from hedgerow.features.engagement.opportunities import actions
from hedgerow.features.engagement.opportunities.errors import NotNow, NotReady
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.queries import (
    own_proposals,
    reviewing_sites,
    waiting_for,
)
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor

from .factories import DAY, NOW, Valley, valley
from .test_pages import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def aspen() -> Valley:
    return valley(1)


@pytest.fixture
def mia(aspen: Valley) -> Actor:
    """The mother of a learner of the school."""
    mother = factories.person(aspen.place, "Mia")
    factories.assigned(mother, "guardian", aspen.place)
    Guardian.objects.create(
        ecosystem=aspen.place, guardian=mother, learner=aspen.learners[0], starts=factories.STARTS
    )
    return factories.actor(mother)


@pytest.fixture
def ed(aspen: Valley) -> Actor:
    teacher = factories.person(aspen.place, "Ed")
    factories.assigned(teacher, "educator", aspen.place, aspen.school)
    return factories.actor(teacher)


def proposed(aspen: Valley, by: Actor, **values: Any) -> Opportunity:
    said = {
        "kind_id": aspen.kind.pk, "title": "What a nurse does", "summary": "A day on the ward.",
        "place": "Clinic", "organisation_id": aspen.school.pk, "starts": DAY, **values,
    }  # fmt: skip
    return actions.propose_opportunity(aspen.place, said, by=by, at=NOW)


def asked(by: Actor) -> list[str]:
    return [str(one.title) for one in waiting_for(by)]


def sees(by: Actor, row: Opportunity) -> bool:
    return Opportunity.objects.visible_to(by).filter(pk=row.pk).exists()


@pytest.mark.slow
def test_the_school_is_asked_and_until_it_opens_nobody_else_sees_it(
    aspen: Valley, mia: Actor, ed: Actor
) -> None:
    row = proposed(aspen, mia)
    bo = factories.actor(aspen.learners[0])
    assert (sees(mia, row), sees(ed, row), sees(bo, row), sees(aspen.pia, row)) == (
        True, True, False, False,
    )  # fmt: skip
    assert (asked(ed), asked(aspen.pia)) == (["What a nurse does"], [])
    actions.open_opportunity(row, by=ed, at=NOW)
    assert sees(bo, row)
    assert asked(ed) == []  # it was in the past
    row.refresh_from_db()
    assert row.leader_id == ed.person_id
    assert "What a nurse does" not in [one.title for one in waiting_for(mia)]
    assert Notice.objects.filter(person=mia.person_id).count() == 1


def test_who_proposes_neither_opens_nor_changes_it(aspen: Valley, mia: Actor) -> None:
    row = proposed(aspen, mia)
    for act in (actions.open_opportunity, actions.archive_opportunity):
        with pytest.raises(NotPermitted):
            act(row, by=mia, at=NOW)
    with pytest.raises(NotPermitted):
        actions.edit_opportunity(row, {"title": "Mine"}, by=mia, at=NOW)
    row.refresh_from_db()
    assert (row.state, row.title) == ("draft", "What a nurse does")


@pytest.mark.slow
def test_it_is_declined_with_a_reason_that_the_family_is_told(
    aspen: Valley, mia: Actor, ed: Actor
) -> None:
    row = proposed(aspen, mia)
    with pytest.raises(Invalid):
        actions.decline_proposal(row, " ", by=ed, at=NOW)
    with pytest.raises(NotPermitted):
        actions.decline_proposal(row, "No", by=mia, at=NOW)
    actions.decline_proposal(row, "Not during exams", by=ed, at=NOW)
    (told,) = Notice.objects.filter(person=mia.person_id)
    assert "Not during exams" in told.text
    assert (asked(ed), own_proposals(mia, aspen.place)[0].state) == ([], "archived")
    with pytest.raises(NotNow):
        actions.decline_proposal(row, "Again", by=ed, at=NOW)


def test_it_is_taken_back_by_who_sent_it_alone(aspen: Valley, mia: Actor, ed: Actor) -> None:
    row = proposed(aspen, mia)
    with pytest.raises(NotFound):
        actions.withdraw_proposal(row, by=ed, at=NOW)
    actions.withdraw_proposal(row, by=mia, at=NOW)
    assert asked(ed) == []


def test_one_proposes_to_the_school_of_a_child_or_to_the_ecosystem_and_nowhere_else(
    aspen: Valley, mia: Actor
) -> None:
    assert list(reviewing_sites(mia, aspen.place)) == [aspen.school]
    with pytest.raises(NotFound):
        proposed(aspen, mia, organisation_id=aspen.maker.pk)
    with pytest.raises(NotPermitted):
        proposed(aspen, factories.actor(aspen.learners[0]))
    with pytest.raises(NotReady):
        proposed(aspen, mia, place="")
    assert not Opportunity.objects.exists()
    proposed(aspen, mia, organisation_id=None)
    assert asked(aspen.ada) == ["What a nurse does"]


@pytest.mark.slow
def test_a_family_does_so_on_its_own_page(aspen: Valley, mia: Actor) -> None:
    here = "/e/aspen/opportunities/propose/"
    client = browser(mia.person_id)
    assert here in client.get("/e/aspen/opportunities/").content.decode()
    sent = {"kind": aspen.kind.pk, "title": "Baking", "summary": "We bake.", "place": "Bakery",
            "organisation": aspen.school.pk}  # fmt: skip
    answer = client.post(here, sent)
    row = Opportunity.objects.get()
    assert answer["Location"] == f"/e/aspen/opportunities/{row.uuid}/"
    assert "Take it back" in client.get(answer["Location"]).content.decode()
    assert (row.proposed_at is not None, row.entered_by_id) == (True, mia.person_id)
