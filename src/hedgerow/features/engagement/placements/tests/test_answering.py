"""An answer is for the ask that was read, by somebody who may give it, and read by who may."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people import actions as people
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.placements import actions, pages, privacy
from hedgerow.features.engagement.placements.errors import (
    AskChanged,
    CannotLookAfter,
    OwnPlacement,
)
from hedgerow.features.engagement.placements.models import HostAsk, Placement
from hedgerow.features.engagement.placements.waiting import waiting_for
from hedgerow.foundation.errors import NotPermitted
from hedgerow.foundation.permissions import Actor

from .factories import FIRST, LAST, TODAY, Clinic, clinic

pytestmark = pytest.mark.django_db
LATER = LAST + timedelta(days=200)


def bar(made: Clinic, by: Actor) -> None:
    tie, _ = Guardian.objects.get_or_create(
        ecosystem=made.ecosystem, guardian_id=by.person_id, learner=made.learner,
        defaults={"starts": factories.STARTS},
    )  # fmt: skip
    people.bar_guardian(tie, "Court", TODAY, None, by=made.ada, at=NOW)


def person(actor: Actor) -> Person:
    return Person.objects.get(pk=actor.person_id)


def moved(made: Clinic) -> tuple[Placement, HostAsk]:
    """Asked for other days since the ask was read, which is handed back."""
    row = made.asked()
    read = HostAsk.objects.get()
    actions.arrange_placement(row, by=made.ed, at=NOW, ends=LATER)
    return row, read


@pytest.mark.slow
def test_a_yes_is_for_the_days_that_were_read() -> None:
    made = clinic()
    row, read = moved(made)
    with pytest.raises(AskChanged) as refused:
        actions.answer_for_host(row, by=made.hal, at=NOW, accepts=True, ask=read.uuid)
    assert str(LATER.year) in str(refused.value)
    assert row.asks.get(ends=LATER).state == "asked"
    actions.answer_for_host(row, by=made.hal, at=NOW, accepts=True, ask=row.asks.last().uuid)
    assert row.asks.get(ends=LATER).state == "accepted"


@pytest.mark.slow
def test_the_page_shows_the_new_days_and_asks_again(client: Client) -> None:
    made = clinic()
    row, read = moved(made)
    session = client.session
    session["person_id"], session["since"] = made.hal.person_id, "2099-01-01T00:00:00+00:00"
    session.save()
    url = reverse("placement-host", args=[made.ecosystem.slug, row.uuid])
    answer = client.post(url, {"ask": read.uuid, "accepts": "yes"})
    now = row.asks.get(ends=LATER)
    assert (answer.status_code, now.state) == (409, "asked")
    assert f'value="{now.uuid}"' in answer.content.decode()
    assert str(LATER.year) in answer.content.decode()


@pytest.mark.slow
def test_the_next_host_does_not_read_who_declined_and_why() -> None:
    made = clinic()
    row = actions.close_placement(made.arranged(), by=made.hal, at=NOW, reason="Bo was late")
    garage = factories.organisation(made.ecosystem, "Garage", kind="partner", sector="health")
    gus = factories.person(made.ecosystem, "Gus")
    factories.assigned(gus, "partner", made.ecosystem, garage)
    row = actions.arrange_placement(row, by=made.ed, at=NOW, host=garage, starts=FIRST, ends=LAST)

    def read(by: Actor) -> list[tuple[str, str]]:
        return [(one.host, one.reason) for one in pages.placement_page(by, row, TODAY).asks]

    assert read(factories.actor(gus)) == [("Garage", "")]
    for reader in (made.bo, made.mia, made.ed, made.ada):
        assert read(reader) == [("Garage", ""), ("Clinic", "Bo was late")]
    for reader, says in ((made.ed, False), (made.bo, True), (made.hal, True)):
        told = str(list(privacy.export_asks(reader.person_id or 0)))
        assert "Clinic" in told
        assert ("Bo was late" in told) is says


def test_nobody_barred_looks_after_the_learner() -> None:
    made = clinic()
    bar(made, made.mia)
    row = made.requested()
    days = {"host": made.host, "starts": TODAY, "ends": LAST}
    with pytest.raises(CannotLookAfter) as refused:
        actions.arrange_placement(row, by=made.ed, at=NOW, supervisor=person(made.mia), **days)
    assert "Court" not in str(refused.value)
    assert Placement.objects.get().state == "requested"
    row = actions.arrange_placement(row, by=made.ed, at=NOW, supervisor=person(made.hal), **days)
    bar(made, made.hal)
    HostAsk.objects.update(state="accepted", answered_at=NOW)
    row.steps.update(state="done", done_at=NOW, valid_until=LAST)
    with pytest.raises(CannotLookAfter):
        actions.start_placement(row, by=made.ed, at=NOW)
    assert Placement.objects.get().state == "preparing"


@pytest.mark.slow
def test_the_school_answers_where_the_only_one_of_the_host_is_barred() -> None:
    made = clinic()
    bar(made, made.hal)
    row = made.asked()
    why = "Nobody answers for Clinic here: ask there, and enter what they say"
    assert why in [str(one.why) for one in waiting_for(made.ed)]
    page = pages.placement_page(made.ed, row, TODAY)
    assert (page.may_answer, page.silence) == (True, "nobody")
    actions.answer_for_host(row, by=made.ed, at=NOW, accepts=True, reason="By telephone")
    assert row.asks.get().state == "accepted"


@pytest.mark.slow
def test_a_learner_who_is_of_the_host_too_does_not_vouch_for_themselves() -> None:
    made = clinic()
    factories.assigned(made.learner, "partner", made.ecosystem, made.host)
    row, bo = made.asked(), factories.actor(made.learner)
    assert not pages.placement_page(bo, row, TODAY).may_answer
    with pytest.raises(OwnPlacement):
        actions.answer_for_host(row, by=bo, at=NOW, accepts=True)
    assert row.asks.get().state == "asked"
    actions.answer_for_host(row, by=made.hal, at=NOW, accepts=True)
    check = made.step(row, "check")
    with pytest.raises(OwnPlacement):
        actions.complete_step(check, by=bo, at=NOW, valid_until=LAST)
    assert made.step(row, "check").state == "open"
    with pytest.raises(NotPermitted):
        actions.evaluate_placement(row, "host", by=bo, at=NOW, ratings={"care": 2})
