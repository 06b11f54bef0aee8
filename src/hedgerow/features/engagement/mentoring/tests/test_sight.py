"""Who sees notes, pairs and wishes, and what waits for whom."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from hedgerow.commons.activities.actions import plan_session
from hedgerow.commons.activities.models import Session
from hedgerow.commons.membership.tests.factories import actor, assigned, browser, person
from hedgerow.commons.people.models import Guardian
from hedgerow.features.engagement.mentoring import actions, queries
from hedgerow.features.engagement.mentoring.errors import (
    MayNotBePaired,
)
from hedgerow.features.engagement.mentoring.listing import Wishes
from hedgerow.features.engagement.mentoring.models import Check, Need, Offer, Pairing, SessionNote
from hedgerow.features.engagement.mentoring.tests.factories import (
    AT,
    STEWARD,
    Valley,
    valley,
)
from hedgerow.foundation.accesslog.models import Opening
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.journal.models import Fact

pytestmark = pytest.mark.django_db


@pytest.fixture
def aspen() -> Valley:
    return valley()


@pytest.mark.slow
def test_notes_are_read_by_few_and_opening_them_is_noted(aspen: Valley) -> None:
    row = aspen.live()
    by = aspen.actor("tutor")
    note = actions.write_note(row, " Shy today. ", by=by, at=AT)
    educator = person(aspen.ecosystem, "Dee")
    assigned(educator, "educator", aspen.ecosystem, aspen.school)
    leader = person(aspen.ecosystem, "Lee")
    assigned(leader, "leader", aspen.ecosystem, aspen.school)

    def readers() -> set[str]:
        everybody = {"tutor": by, "bo": aspen.actor("bo"), "guardian": aspen.actor("guardian"),
                     "convener": aspen.actor("convener"), "educator": actor(educator),
                     "leader": actor(leader)}  # fmt: skip
        return {who for who, one in everybody.items() if SessionNote.objects.visible_to(one)}

    assert (note.text, readers()) == ("Shy today.", {"tutor", "convener", "leader"})
    with pytest.raises(NotFound):
        actions.share_note(note, True, by=aspen.actor("convener"), at=AT)
    actions.share_note(note, True, by=by, at=AT)
    assert readers() == {"tutor", "convener", "leader", "bo", "guardian"}
    Guardian.objects.update(barred=True)
    assert "guardian" not in readers()
    assert "Shy" not in str(Fact.objects.filter(kind="mentoring.note_written").values())
    with pytest.raises(NotFound):
        actions.write_note(row, "x", by=aspen.actor("convener"), at=AT)
    with pytest.raises(Invalid):
        actions.write_note(row, " ", by=by, at=AT)
    assert not Opening.objects.exists()


@pytest.mark.slow
def test_another_ecosystem_sees_and_names_nothing_of_it(aspen: Valley) -> None:
    elm = valley("Elm")
    row = aspen.live()
    outsider = elm.actor("convener")
    for model in (Offer, Need, Pairing, Check, SessionNote):
        assert not model.objects.visible_to(outsider).filter(ecosystem=aspen.ecosystem).exists()
    with pytest.raises(NotFound):
        actions.propose_pair(elm.need(), row.offer, by=outsider, at=AT)
    with pytest.raises(NotFound):
        elm.offer(items=[aspen.item.pk])
    with pytest.raises(MayNotBePaired):
        actions.propose_pair(elm.need(elm.learner("Di")), row.offer, by=STEWARD, at=AT)
    assert Pairing.objects.count() == 1


@pytest.mark.slow
def test_what_waits_is_told_to_who_can_act(aspen: Valley) -> None:
    def waits(name: str) -> list[str]:
        return [str(one.why) for one in queries.waiting_for(aspen.actor(name))]

    aspen.need(aspen.learner("Cy"))
    row = aspen.pair()
    assert waits("convener") == ["1 learner waits for a mentor or tutor: propose somebody"]
    assert ["say yes or no: Tam Tutor would help Bo"] == waits("tutor") == waits("guardian")
    assert waits("bo") == []
    for side in ("mentor", "learner"):
        actions.answer_pair(row, True, side, by=STEWARD, at=AT)
    assert waits("tutor") == ["both said yes: say when they begin"]
    assert waits("guardian") == []


@pytest.mark.slow
def test_the_family_reads_who_helps_and_the_page_says_that_it_answered(aspen: Valley) -> None:
    row = aspen.pair()
    actions.set_terms(aspen.ecosystem, [("police", "Police check")], {}, by=STEWARD, at=AT)
    actions.record_check(aspen.ecosystem, aspen.tutor, "police", AT.date(), None, by=STEWARD, at=AT)
    by = aspen.actor("guardian")
    page = queries.pair_page(by, row, AT)
    assert page.helper is not None
    assert (page.helper.site, page.helper.languages) == (aspen.school.name, ["English"])
    assert page.helper.checks == [("Police check", None)]
    assert page.helper.since is not None
    assert queries.pair_page(aspen.actor("tutor"), row, AT).helper is None
    actions.answer_pair(row, True, "learner", by=by, at=AT)
    actions.answer_pair(row, True, "mentor", by=aspen.actor("tutor"), at=AT)
    page = queries.pair_page(by, queries.pair_row(by, aspen.ecosystem, row.uuid), AT)
    assert (page.learner_answered, page.mentor_answered) == ("family", "own")


@pytest.mark.slow
def test_a_proposal_says_that_adults_and_children_are_paired_unchecked(aspen: Valley) -> None:
    aspen.offer()
    aspen.need()
    by = aspen.actor("convener")
    row = actions.make_proposal(aspen.ecosystem, "mentoring", by=by, at=AT, site_id=None)
    assert queries.proposal_page(by, row).unchecked == 1
    actions.set_terms(aspen.ecosystem, [("", "Background check")], {}, by=STEWARD, at=AT)
    assert queries.proposal_page(by, row).unchecked == 0


@pytest.mark.slow
def test_who_waits_stands_before_who_is_paired(aspen: Valley) -> None:
    paired, cy = aspen.live().need, aspen.learner("Cy")
    gone, waits = aspen.need(cy), aspen.need(aspen.learner("Di"))
    Need.objects.filter(pk=gone.pk).update(state=Need.State.WITHDRAWN)
    listed = Wishes(queries.needs(aspen.actor("convener"), aspen.ecosystem), {})
    assert [row.pk for row in listed.ordered] == [waits.pk, paired.pk, gone.pk]


@pytest.mark.slow
def test_who_may_not_open_a_register_reads_when_they_meet_next_and_is_led_to_no_dead_end(
    aspen: Valley,
) -> None:
    row = aspen.live()
    assert row.activity is not None
    plan_session(row.activity, AT + timedelta(days=3), 45, by=STEWARD, at=AT)
    session = Session.objects.get()
    register = reverse("session", args=[aspen.ecosystem.slug, session.uuid])
    url = reverse("mentoring-pair", args=[aspen.ecosystem.slug, row.uuid])
    for name, opens in (("tutor", True), ("convener", True), ("bo", False), ("guardian", False)):
        client = browser(getattr(aspen, name))
        with time_machine.travel(AT, tick=False):
            page = client.get(url).content.decode()
            assert "Next meeting" in page
            assert (register in page) is opens
            assert client.get(register).status_code == (200 if opens else 404)
