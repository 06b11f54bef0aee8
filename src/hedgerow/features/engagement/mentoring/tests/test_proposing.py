"""A proposal for everybody at once: reckoned, edited by hand, published once or put aside."""

from collections.abc import Callable

import pytest

from hedgerow.commons.membership.actions import close_ecosystem
from hedgerow.commons.membership.tests.factories import actor, assigned, member_school, person
from hedgerow.features.engagement.mentoring import actions
from hedgerow.features.engagement.mentoring.errors import (
    AlreadyPaired,
    MayNotBePaired,
    NothingToPair,
    ProposalOver,
)
from hedgerow.features.engagement.mentoring.models import Need, Offer, Pairing, Proposal
from hedgerow.features.engagement.mentoring.tests.factories import AT, STEWARD, Valley, valley
from hedgerow.foundation.errors import Closed, NotFound, NotPermitted
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def aspen() -> Valley:
    """Bo and Cy wish for a mentor; the tutor has one place."""
    found = valley()
    found.more["needs"] = [found.need(), found.need(found.learner("Cy"))]
    found.more["offer"] = found.offer(places=1)
    return found


def proposed(of: Valley, by: Actor | None = None, site: int | None = None) -> Proposal:
    by = by or of.actor("convener")
    return actions.make_proposal(of.ecosystem, "mentoring", by=by, at=AT, site_id=site)


def told(row: Proposal) -> dict[str, tuple[bool, str]]:
    """By learner, whether somebody is proposed, and else what they wait for."""
    pairs = row.pairs.select_related("need__person")
    return {one.need.person.name: (one.offer_id is not None, one.waits_for) for one in pairs}


def test_publishing_asks_both_sides_of_each_pair_once_and_the_others_wait_on(aspen: Valley) -> None:
    by = aspen.actor("convener")
    row = proposed(aspen)
    assert sorted(told(row).values()) == [(False, "full"), (True, "")]
    assert not Pairing.objects.exists()
    (made,) = actions.publish_proposal(row, by=by, at=AT)
    assert (made.state, made.offer) == ("proposed", aspen.more["offer"])
    assert sorted(Need.objects.values_list("state", flat=True)) == ["paired", "waiting"]
    for again in (actions.publish_proposal, actions.put_aside):
        with pytest.raises(ProposalOver):
            again(row, by=by, at=AT)
    assert Pairing.objects.count() == 1
    assert Fact.objects.filter(kind="mentoring.proposal_published").count() == 1


def test_a_pair_is_kept_or_forbidden_by_hand_and_the_rest_is_reckoned_anew(aspen: Valley) -> None:
    by, offer = aspen.actor("convener"), aspen.more["offer"]
    bo, cy = aspen.more["needs"]
    row = proposed(aspen)
    for need, name in ((bo, "Bo"), (cy, "Cy")):
        actions.hold_pair(row, need, offer, True, by=by, at=AT)
        assert [who for who, (found, _why) in told(row).items() if found] == [name]
        actions.hold_pair(row, need, offer, None, by=by, at=AT)
    for need in (bo, cy):
        actions.hold_pair(row, need, offer, False, by=by, at=AT)
    assert set(told(row).values()) == {(False, "forbidden")}
    speaks_no_english = aspen.offer(languages=["fr"])
    with pytest.raises(MayNotBePaired):
        actions.hold_pair(row, bo, speaks_no_english, True, by=by, at=AT)
    assert row.holds.count() == 2


def test_what_changed_since_it_was_made_stops_all_of_it(aspen: Valley) -> None:
    row = proposed(aspen)
    need = row.pairs.exclude(offer=None).get().need
    actions.propose_pair(need, aspen.offer(), by=STEWARD, at=AT)
    with pytest.raises(AlreadyPaired):
        actions.publish_proposal(row, by=aspen.actor("convener"), at=AT)
    row.refresh_from_db()
    assert (row.state, Pairing.objects.count()) == ("draft", 1)


def test_where_nobody_waits_or_nobody_has_a_place_nothing_is_proposed(aspen: Valley) -> None:
    elm = member_school(aspen.ecosystem, "Elm School")
    with pytest.raises(NothingToPair):
        proposed(aspen, site=elm.pk)
    Offer.objects.update(state="closed")
    with pytest.raises(NothingToPair):
        proposed(aspen)
    assert not Proposal.objects.exists()


def acts(row: Proposal, need: Need, offer: Offer) -> list[Callable[[Actor], object]]:
    return [
        lambda by: actions.hold_pair(row, need, offer, True, by=by, at=AT),
        lambda by: actions.publish_proposal(row, by=by, at=AT),
        lambda by: actions.put_aside(row, by=by, at=AT),
    ]


def test_who_arranges_elsewhere_or_not_at_all_neither_makes_nor_finds_one(aspen: Valley) -> None:
    row, facts = proposed(aspen), Fact.objects.count
    before = facts()
    elm = member_school(aspen.ecosystem, "Elm School")
    educator = person(aspen.ecosystem, "Dee")
    assigned(educator, "educator", aspen.ecosystem, elm)
    by_name = {"tutor": aspen.actor("tutor"), "guardian": aspen.actor("guardian"),
               "educator": actor(educator)}  # fmt: skip
    for by in by_name.values():
        with pytest.raises(NotPermitted):
            proposed(aspen, by)
        for act in acts(row, aspen.more["needs"][0], aspen.more["offer"]):
            with pytest.raises(NotFound):
                act(by)
    with pytest.raises(NotPermitted):
        proposed(aspen, by_name["educator"], site=aspen.school.pk)
    row.refresh_from_db()
    assert (row.state, Proposal.objects.count(), facts()) == ("draft", 1, before)


def test_of_another_ecosystem_nothing_is_found_or_named(aspen: Valley) -> None:
    row, elm = proposed(aspen), valley("Elm")
    outsider = elm.actor("convener")
    for act in acts(row, aspen.more["needs"][0], aspen.more["offer"]):
        with pytest.raises(NotFound):
            act(outsider)
    need, offer = elm.need(), elm.offer()
    for foreign in ((need, aspen.more["offer"]), (aspen.more["needs"][0], offer)):
        with pytest.raises(NotFound):
            actions.hold_pair(row, *foreign, True, by=aspen.actor("convener"), at=AT)
    with pytest.raises(NotFound):
        proposed(elm, outsider, site=aspen.school.pk)
    row.refresh_from_db()
    assert (row.state, row.holds.count(), Pairing.objects.count()) == ("draft", 0, 0)
    assert set(told(proposed(elm, outsider))) == {"Bo"}


def test_in_a_closed_ecosystem_it_is_read_and_neither_made_nor_published(aspen: Valley) -> None:
    row = proposed(aspen)
    close_ecosystem(aspen.ecosystem, aspen.ecosystem.name, by=STEWARD, at=AT)
    by = aspen.actor("convener")
    assert Proposal.objects.visible_to(by).get() == row
    for act in (
        lambda one: proposed(aspen, one),
        *acts(row, aspen.more["needs"][0], aspen.more["offer"]),
    ):
        with pytest.raises(Closed):
            act(by)
    row.refresh_from_db()
    assert (row.state, row.holds.count()) == ("draft", 0)
    assert (Proposal.objects.count(), Pairing.objects.count()) == (1, 0)
