"""From an opportunity on to a placement: what it says is not entered again."""

import pytest
from django.test import Client
from django.urls import reverse

from hedgerow.features.engagement.opportunities import actions as offering
from hedgerow.features.engagement.opportunities.models import Opportunity, OpportunityKind
from hedgerow.features.engagement.placements import actions, asking
from hedgerow.features.engagement.placements.models import Placement
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .factories import LAST, NOW, STEWARD, Clinic, clinic

pytestmark = pytest.mark.django_db


def led(**values: object) -> tuple[Clinic, Opportunity]:
    """A clinic whose shadowing leads to placements, and one that it offers."""
    made = clinic()
    kind = OpportunityKind.objects.create(ecosystem=made.ecosystem, key="shadow", name="Shadowing")
    given = {
        "kind_id": kind.pk, "title": "A day on the ward", "summary": "See it.",
        "organisation_id": made.host.pk, "place": "Clinic", "starts": LAST, "sight": "members",
        "takes_signups": False, **values,
    }  # fmt: skip
    row = offering.offer_opportunity(made.ecosystem, given, by=STEWARD, at=NOW)
    actions.save_placement_kind(
        made.ecosystem, "shadowing", by=STEWARD, at=NOW, opportunity_kind=kind
    )
    return made, offering.open_opportunity(row, by=STEWARD, at=NOW)


def browser(actor: Actor) -> Client:
    client = Client()
    session = client.session
    session["person_id"], session["since"] = actor.person_id, "2099-01-01T00:00:00+00:00"
    session.save()
    return client


def texts(actor: Actor, row: Opportunity) -> list[str]:
    return [str(way.text) for way in asking.ways_from(actor, row)]


@pytest.mark.slow
def test_its_page_leads_to_a_request_that_says_kind_host_and_days_already() -> None:
    made, row = led()
    client = browser(made.bo)
    (way,) = asking.ways_from(made.bo, row)
    shown = client.get(reverse("opportunity", args=[made.ecosystem.slug, row.uuid]))
    assert f'href="{way.path}"' in shown.content.decode()
    form = client.get(way.path).content.decode()
    for row_chosen in (made.host, made.kind, made.learner):
        assert f'value="{row_chosen.pk}" selected' in form
    assert form.count(f'value="{LAST}"') == 2
    sent = {
        "learner": made.learner.pk, "kind": made.kind.pk, "host": made.host.pk,
        "starts": LAST, "ends": LAST,
    }  # fmt: skip
    assert client.post(way.path, sent).status_code == 302
    placed = Placement.objects.get()
    assert (placed.offer, placed.host) == (row, made.host)
    assert texts(made.mia, row) == ["To the placement of Bo"]
    assert texts(made.ed, row) == ["Request a placement"]


@pytest.mark.slow
def test_where_one_signs_up_a_place_comes_first() -> None:
    made, row = led(takes_signups=True, capacity=1)
    assert texts(made.bo, row) == []
    offering.give_place(row, made.learner, by=STEWARD, at=NOW)
    assert texts(made.bo, row) == texts(made.mia, row) == ["Request a placement"]


def test_it_leads_nowhere_for_hosts_and_outsiders_nor_once_it_is_closed_or_of_another_kind() -> (
    None
):
    made, row = led()
    assert texts(made.hal, row) == texts(Actor.public(), row) == []
    other = OpportunityKind.objects.create(ecosystem=made.ecosystem, key="club", name="Club")
    Opportunity.objects.filter(pk=row.pk).update(kind=other)
    assert texts(made.bo, Opportunity.objects.get(pk=row.pk)) == []
    assert texts(made.bo, offering.close_opportunity(row, by=STEWARD, at=NOW)) == []


@pytest.mark.slow
def test_a_placement_is_of_an_opportunity_that_is_seen_in_the_same_ecosystem() -> None:
    made, row = led()
    _other, away = led()
    draft = offering.offer_opportunity(
        made.ecosystem, {"kind_id": row.kind_id, "title": "Draft"}, by=STEWARD, at=NOW
    )
    for wrong in (away, draft):
        with pytest.raises(NotFound):
            actions.request_placement(made.kind, made.learner, by=made.bo, at=NOW, offer=wrong)
    assert not Placement.objects.exists()
    placed = actions.request_placement(made.kind, made.learner, by=made.bo, at=NOW, offer=row)
    Opportunity.objects.filter(pk=row.pk).delete()
    placed.refresh_from_db()
    assert placed.offer is None


def test_a_kind_is_led_to_from_the_own_ecosystem_alone() -> None:
    made, row = led()
    away = OpportunityKind.objects.create(
        ecosystem=clinic().ecosystem, key="shadow", name="Shadowing"
    )
    with pytest.raises(NotFound):
        actions.save_placement_kind(
            made.ecosystem, "shadowing", by=STEWARD, at=NOW, opportunity_kind=away
        )
    made.kind.refresh_from_db()
    assert made.kind.opportunity_kind == row.kind
