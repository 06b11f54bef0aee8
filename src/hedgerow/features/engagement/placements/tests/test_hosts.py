"""A host is asked before a learner comes, and heard; nothing is lost where it declines."""

from datetime import timedelta

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.notices.models import Notice
from hedgerow.features.engagement.opportunities import actions as offering
from hedgerow.features.engagement.opportunities.models import OpportunityKind
from hedgerow.features.engagement.placements import actions, pages
from hedgerow.features.engagement.placements.errors import HostNotSure, NobodyAsked
from hedgerow.features.engagement.placements.models import HostAsk, Placement
from hedgerow.features.engagement.placements.waiting import waiting_for
from hedgerow.foundation.errors import Invalid, NotPermitted
from hedgerow.foundation.permissions import Actor

from .factories import FIRST, LAST, STEWARD, TODAY, Clinic, clinic

pytestmark = pytest.mark.django_db


def waits(actor: Actor) -> list[str]:
    return [str(one.why) for one in waiting_for(actor)]


def told(actor: Actor, kind: str) -> list[str]:
    rows = Notice.objects.filter(person=actor.person_id, kind=kind).order_by("pk")
    return list(rows.values_list("subject", flat=True))


def states(row: Placement) -> list[str]:
    return list(row.asks.order_by("pk").values_list("state", flat=True))


@pytest.mark.slow
def test_who_answers_for_the_host_is_asked_and_nothing_begins_before() -> None:
    made = clinic()
    row = made.asked()
    assert "Say whether you take the learner" in waits(made.hal)
    assert told(made.hal, "placements.guests") == ["Job shadowing: do you take a learner?"]
    assert "Bo" not in Notice.objects.get(kind="placements.guests").text
    row.steps.update(state="done", done_at=NOW, valid_until=LAST)
    with pytest.raises(HostNotSure):
        actions.start_placement(row, by=made.ed, at=NOW)
    assert Placement.objects.get().state == "preparing"
    actions.answer_for_host(row, by=made.hal, at=NOW, accepts=True)
    assert "Everything is there: let it begin" in waits(made.ed)
    for reader in (made.ed, made.bo, made.mia):
        assert told(reader, "placements.answers") == ["Clinic takes Bo"]
    assert actions.start_placement(row, by=made.ed, at=NOW).state == "running"


@pytest.mark.slow
def test_a_no_says_why_and_the_request_looks_for_another_host() -> None:
    made = clinic()
    row = made.asked()
    with pytest.raises(Invalid):
        actions.answer_for_host(row, by=made.hal, at=NOW, accepts=False)
    assert states(row) == ["asked"]
    row = actions.answer_for_host(row, by=made.hal, at=NOW, accepts=False, reason="We move")
    assert (row.state, row.host, states(row)) == ("requested", None, ["declined"])
    assert waits(made.ed) == ["Clinic declined (We move): find another host, or decline"]
    assert told(made.bo, "placements.answers") == ["Clinic cannot take Bo this time"]
    assert not Placement.objects.visible_to(made.hal).exists()
    page = pages.placement_page(made.ed, row, TODAY)
    assert [(one.host, one.state, one.reason) for one in page.asks] == [
        ("Clinic", "declined", "We move")
    ]


@pytest.mark.slow
def test_a_host_that_accepted_may_still_say_that_it_cannot() -> None:
    made = clinic()
    row = actions.close_placement(made.arranged(), by=made.hal, at=NOW, reason="Burst pipe")
    assert (row.state, row.host, states(row)) == ("requested", None, ["declined"])


@pytest.mark.slow
def test_other_days_are_asked_anew_and_another_host_sees_to_its_own_checks() -> None:
    made = clinic()
    row = made.arranged()
    actions.complete_step(made.step(row, "check"), by=made.hal, at=NOW, valid_until=LAST)
    later = LAST + timedelta(days=7)
    actions.arrange_placement(row, by=made.ed, at=NOW, ends=later)
    assert states(row) == ["withdrawn", "asked"]
    assert made.step(row, "check").state == "done"
    actions.arrange_placement(row, by=made.ed, at=NOW, host=made.school)
    assert states(row) == ["withdrawn", "withdrawn", "asked"]
    assert made.step(row, "check").state == "open"
    assert told(made.hal, "placements.guests")[-1] == "Job shadowing: nobody comes"


@pytest.mark.slow
def test_nobody_answers_for_a_host_but_the_host_and_the_convener() -> None:
    made = clinic()
    row = made.asked()
    for by in (made.bo, made.mia, made.ed):
        with pytest.raises(NotPermitted):
            actions.answer_for_host(row, by=by, at=NOW, accepts=True, reason="Hal, by telephone")
    with pytest.raises(Invalid):
        actions.answer_for_host(row, by=made.ada, at=NOW, accepts=True)
    assert states(row) == ["asked"]
    actions.answer_for_host(row, by=made.ada, at=NOW, accepts=True, reason="Hal, by telephone")
    with pytest.raises(NobodyAsked):
        actions.answer_for_host(row, by=made.hal, at=NOW, accepts=False, reason="No")
    assert states(row) == ["accepted"]


@pytest.mark.slow
def test_the_school_enters_the_answer_where_nobody_is_there_to_give_it() -> None:
    made = clinic()
    Assignment.objects.filter(role="partner").delete()
    row = made.asked()
    assert waits(made.ed) == [
        "Nobody answers for Clinic here: ask there, and enter what they say",
        *waits(made.ed)[1:],
    ]
    actions.answer_for_host(row, by=made.ed, at=NOW, accepts=True, reason="Reception, by telephone")
    assert states(row) == ["accepted"]


def offered(made: Clinic, by: Actor) -> Placement:
    """A placement at what the clinic offers, entered by somebody."""
    kind = OpportunityKind.objects.create(ecosystem=made.ecosystem, key="day", name="A day")
    given = {
        "kind_id": kind.pk, "title": "The ward", "organisation_id": made.host.pk, "starts": FIRST,
        "ends": LAST, "summary": "See it.", "place": "Clinic", "sight": "members",
        "takes_signups": False,
    }  # fmt: skip
    row = offering.offer_opportunity(made.ecosystem, given, by=by, at=NOW)
    row = offering.open_opportunity(row, by=STEWARD, at=NOW)
    asked = made.requested(by=made.ed, offer=row, host=made.host, starts=FIRST, ends=LAST)
    return actions.arrange_placement(asked, by=made.ed, at=NOW)


@pytest.mark.slow
def test_what_the_host_offered_itself_is_not_asked_again_on_the_same_days() -> None:
    made = clinic()
    row = offered(made, made.hal)
    ask = HostAsk.objects.get()
    assert (ask.state, ask.offered, ask.answered_by) == ("accepted", True, None)
    assert told(made.hal, "placements.guests") == ["Job shadowing: a learner comes to you"]
    actions.arrange_placement(row, by=made.ed, at=NOW, ends=LAST + timedelta(days=1))
    assert states(row) == ["withdrawn", "asked"]


def test_what_somebody_else_entered_for_the_host_is_asked() -> None:
    made = clinic()
    assert states(offered(made, made.ada)) == ["asked"]
