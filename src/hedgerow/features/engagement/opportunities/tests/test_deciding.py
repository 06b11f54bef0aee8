"""What is decided on is what was read; and one person's proposals are not without end."""

import pytest
from django.urls import reverse

from hedgerow.commons.membership.models import Assignment
from hedgerow.features.engagement.opportunities import actions
from hedgerow.features.engagement.opportunities.actions import proposing
from hedgerow.features.engagement.opportunities.errors import ManyProposals
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.foundation.errors import Invalid, Stale
from hedgerow.foundation.permissions import Actor

from .factories import DAY, NOW, STEWARD, Valley
from .test_pages import browser
from .test_proposing import aspen, ed, mia, proposed

__all__ = ["aspen", "ed", "mia"]
pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_a_proposal_that_was_changed_since_it_was_read_is_not_opened(
    aspen: Valley, mia: Actor, ed: Actor
) -> None:
    row = proposed(aspen, mia)
    client, args = browser(ed.person_id), [aspen.place.slug, row.uuid]
    page = client.get(reverse("opportunity", args=args)).content.decode()
    assert 'name="revision" value="1"' in page
    actions.change_proposal(row, {"title": "Something else"}, by=mia, at=NOW)
    answer = client.post(reverse("open-opportunity", args=args), {"revision": "1"})
    assert (answer.status_code, "Something else" in answer.content.decode()) == (409, True)
    for act in (actions.open_opportunity, actions.archive_opportunity):
        with pytest.raises(Stale):
            act(row, by=ed, at=NOW, revision=1)
    with pytest.raises(Stale):
        actions.decline_proposal(row, "No room", by=ed, at=NOW, revision=1)
    row.refresh_from_db()
    assert row.state == "draft"
    assert client.post(reverse("open-opportunity", args=args), {"revision": "2"}).status_code == 302
    row.refresh_from_db()
    assert row.state == "open"


def test_who_left_the_school_still_changes_the_title(aspen: Valley, mia: Actor) -> None:
    row = proposed(aspen, mia)
    Assignment.objects.filter(person=aspen.learners[0]).update(ends=DAY)
    assert actions.change_proposal(row, {"title": "New"}, by=mia, at=NOW).title == "New"
    client = browser(mia.person_id)
    page = client.get(reverse("change-proposal", args=[aspen.place.slug, row.uuid]))
    assert f'value="{aspen.school.pk}" selected' in page.content.decode()


def test_a_person_has_so_many_proposals_waiting_at_most(
    aspen: Valley, mia: Actor, ed: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proposing, "MOST_WAITING", 2)
    first, _second = proposed(aspen, mia), proposed(aspen, mia)
    with pytest.raises(ManyProposals):
        proposed(aspen, mia)
    assert Opportunity.objects.count() == 2
    actions.withdraw_proposal(first, by=mia, at=NOW)
    assert proposed(aspen, mia).state == "draft"


@pytest.mark.parametrize("name", ["online_address", "website"])
def test_an_address_is_one_that_can_be_opened(aspen: Valley, name: str) -> None:
    row = aspen.offer()
    with pytest.raises(Invalid):
        actions.edit_opportunity(row, {name: "http://a b"}, by=STEWARD, at=NOW)
    row.refresh_from_db()
    assert getattr(row, name) == ""
    said = {name: "https://meet.example.org/a"}
    assert getattr(actions.edit_opportunity(row, said, by=STEWARD, at=NOW), name) == said[name]
