"""A family changes or takes back what it proposed, until somebody there has begun to work on it."""

import pytest

from hedgerow.features.engagement.opportunities import actions
from hedgerow.features.engagement.opportunities.errors import LookedAt, NotNow, NotReady
from hedgerow.features.engagement.opportunities.models import Opportunity, OpportunityKind
from hedgerow.features.engagement.opportunities.queries import own_proposal
from hedgerow.foundation.errors import Invalid, NotFound, Stale
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

from .factories import NOW, Valley
from .test_pages import browser
from .test_proposing import aspen, ed, mia, proposed

__all__ = ["aspen", "ed", "mia"]
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def stands(by: Actor, row: Opportunity) -> str:
    row.refresh_from_db()
    found = own_proposal(by, row)
    return found.stands if found else ""


def test_it_is_changed_as_long_as_nobody_looked_at_it(aspen: Valley, mia: Actor) -> None:
    row = proposed(aspen, mia)
    talk = OpportunityKind.objects.create(
        ecosystem=aspen.place, key="talk", name="Talk", audience="adults"
    )
    said = {"title": "What a midwife does", "organisation_id": None, "kind_id": talk.pk}
    actions.change_proposal(row, said, by=mia, at=NOW, revision=1)
    row.refresh_from_db()
    assert (row.title, row.organisation, row.audience, row.revision) == (
        "What a midwife does", None, "adults", 2,
    )  # fmt: skip
    assert Fact.objects.filter(kind="opportunities.proposal_changed").count() == 1
    with pytest.raises(Stale):
        actions.change_proposal(row, {"title": "Old"}, by=mia, at=NOW, revision=1)
    actions.change_proposal(row, said, by=mia, at=NOW)
    assert Fact.objects.filter(kind="opportunities.proposal_changed").count() == 1


def test_a_change_is_checked_as_a_proposal_is(aspen: Valley, mia: Actor, ed: Actor) -> None:
    row = proposed(aspen, mia)
    for values, refusal in (
        ({"organisation_id": aspen.maker.pk}, NotFound),
        ({"place": ""}, NotReady),
        ({"minutes": 60, "begins": "10:00", "starts": None}, Invalid),
        ({"audience": "members"}, ValueError),
    ):
        with pytest.raises(refusal):
            actions.change_proposal(row, values, by=mia, at=NOW)
    with pytest.raises(NotFound):
        actions.change_proposal(row, {"title": "Mine"}, by=ed, at=NOW)
    row.refresh_from_db()
    assert (row.revision, row.place, row.title) == (1, "Clinic", "What a nurse does")


def test_once_somebody_there_works_on_it_they_are_told_and_it_can_be_taken_back(
    aspen: Valley, mia: Actor, ed: Actor
) -> None:
    row = proposed(aspen, mia)
    actions.edit_opportunity(row, {"title": "Nursing"}, by=ed, at=NOW)
    assert stands(mia, row) == "prepared"
    with pytest.raises(LookedAt) as refusal:
        actions.change_proposal(row, {"title": "Mine"}, by=mia, at=NOW)
    assert aspen.school.name in str(refusal.value)
    row.refresh_from_db()
    assert row.title == "Nursing"
    actions.withdraw_proposal(row, by=mia, at=NOW)
    assert stands(mia, row) == "withdrawn"
    with pytest.raises(NotNow):
        actions.withdraw_proposal(row, by=mia, at=NOW)


def test_once_it_is_open_who_leads_it_is_named(aspen: Valley, mia: Actor, ed: Actor) -> None:
    row = proposed(aspen, mia)
    actions.open_opportunity(row, by=ed, at=NOW)
    for act in (
        lambda: actions.withdraw_proposal(row, by=mia, at=NOW),
        lambda: actions.change_proposal(row, {"title": "Mine"}, by=mia, at=NOW),
    ):
        with pytest.raises(LookedAt) as refusal:
            act()
        assert "Ed (" in str(refusal.value)
    assert (stands(mia, row), stands(ed, row), row.title) == ("open", "", "What a nurse does")


def test_a_family_changes_it_on_its_page_and_proposes_it_again_once_declined(
    aspen: Valley, mia: Actor, ed: Actor
) -> None:
    row, client = proposed(aspen, mia), browser(mia.person_id)
    page = f"/e/aspen/opportunities/{row.uuid}/"
    change = f"{page}proposal/change/"
    assert change in client.get(page).content.decode()
    sent = {"kind": aspen.kind.pk, "title": "Nights", "summary": "A night.", "place": "Clinic",
            "organisation": "", "revision": 1}  # fmt: skip
    assert client.post(change, sent)["Location"] == page
    row.refresh_from_db()
    assert (row.title, row.starts, row.organisation) == ("Nights", None, None)
    actions.decline_proposal(row, "Not during exams", by=aspen.ada, at=NOW)
    assert client.get(change)["Location"] == page
    again = f"/e/aspen/opportunities/propose/?like={row.uuid}"
    assert again in client.get(page).content.decode()
    assert 'value="Nights"' in client.get(again).content.decode()
