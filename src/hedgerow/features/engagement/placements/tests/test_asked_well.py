"""Forms of placements say what they need, whom they name, and what one should know before."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people import emergency
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.placements import actions, pages
from hedgerow.features.engagement.placements.models import Placement
from hedgerow.features.engagement.placements.waiting import waiting_for
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.permissions import Actor

from .factories import LAST, TODAY, Clinic, clinic

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def signed_in(client: Client, by: Actor) -> Client:
    session = client.session
    session["person_id"], session["since"] = by.person_id, "2099-01-01T00:00:00+00:00"
    session.save()
    return client


def page_of(made: Clinic, row: Placement, name: str, *more: object) -> str:
    return reverse(name, args=[made.ecosystem.slug, row.uuid, *more])


def test_a_first_day_that_has_passed_is_refused_beside_its_field_but_to_who_arranges(
    client: Client,
) -> None:
    made = clinic()
    past = TODAY - timedelta(days=1)
    for by in (made.bo, made.mia):
        with pytest.raises(Invalid) as refused:
            made.requested(by=by, starts=past)
        assert list(refused.value.fields) == ["starts"]
    sent = {"learner": made.learner.pk, "kind": made.kind.pk, "starts": "2000-01-03"}
    url = reverse("placement-new", args=[made.ecosystem.slug])
    answer = signed_in(client, made.bo).post(url, sent)
    assert answer.status_code == 422
    assert 'id="id_starts_error"' in answer.content.decode()
    assert Placement.objects.count() == 0
    assert made.requested(by=made.ed, starts=past).starts == past


def test_whoever_arranges_sets_no_day_that_has_passed_but_may_keep_the_first_one() -> None:
    made = clinic()
    past = TODAY - timedelta(days=1)
    row = made.requested(by=made.ed, starts=TODAY - timedelta(days=9))
    given = {"by": made.ed, "at": NOW, "host": made.host}
    for wrong, field in (({"starts": past, "ends": LAST}, "starts"), ({"ends": past}, "ends")):
        with pytest.raises(Invalid) as refused:
            actions.arrange_placement(row, **given, **wrong)
        assert list(refused.value.fields) == [field]
    with pytest.raises(Invalid):
        made.requested(by=made.ed, starts=past, ends=past)
    assert Placement.objects.get().state == "requested"
    row = actions.arrange_placement(row, **given, ends=TODAY)
    assert (row.state, row.starts, row.ends) == ("preparing", TODAY - timedelta(days=9), TODAY)


def test_page_and_api_say_beside_the_field_that_a_day_has_passed() -> None:
    made = clinic()
    row = made.requested()
    client = factories.browser(Person.objects.get(pk=made.ed.person_id))
    sent = {"host": made.host.pk, "starts": "2000-01-03", "ends": "2000-02-03"}
    answer = client.post(page_of(made, row, "placement-arrange"), sent)
    assert (answer.status_code, 'id="id_starts_error"' in answer.content.decode()) == (422, True)
    told = client.put(
        f"/api/ecosystems/{made.ecosystem.slug}/placements/{row.uuid}/arrangement",
        {**sent, "host": str(made.host.uuid)},
        content_type="application/json",
        headers={"If-Match": f'"{row.revision}"'},
    )
    assert (told.status_code, Placement.objects.get().state) == (422, "requested")
    assert "starts" in str(told.json())


def test_a_family_is_asked_to_withdraw_and_the_school_to_decline_or_withdraw(
    client: Client,
) -> None:
    made = clinic()
    row = made.requested()
    for by, words in ((made.mia, "Withdraw it"), (made.ed, "Decline or withdraw")):
        signed_in(client, by)
        for name in ("placement", "placement-close"):
            assert words in client.get(page_of(made, row, name)).content.decode()


def test_a_host_that_declines_is_asked_why_beside_the_field_and_told_so_before(
    client: Client,
) -> None:
    made = clinic()
    row = made.asked()
    url = page_of(made, row, "placement-host")
    signed_in(client, made.hal)
    page = client.get(url).content.decode()
    assert "(needed for a no)" in page
    assert "(optional)" not in page
    sent = {"ask": row.asks.get().uuid, "accepts": "no"}
    answer = client.post(url, sent)
    assert (answer.status_code, row.asks.get().state) == (422, "asked")
    assert 'id="id_reason_error"' in answer.content.decode()
    assert client.post(url, {**sent, "accepts": "yes"}).status_code == 302


def test_who_asks_a_host_is_told_that_the_family_has_not_agreed(client: Client) -> None:
    made = clinic()
    row = made.requested()
    signed_in(client, made.ed)
    url, words = page_of(made, row, "placement-arrange"), "the family has not agreed yet (Consent)"
    assert words in client.get(url).content.decode()
    days = {"host": made.host, "starts": TODAY, "ends": LAST}
    actions.arrange_placement(row, by=made.ed, at=NOW, **days)
    assert words in client.get(url).content.decode()
    actions.complete_step(made.step(row, "consent"), by=made.mia, at=NOW)
    assert words not in client.get(url).content.decode()


def test_a_guardian_at_the_medical_form_is_led_to_the_emergency_page_while_it_is_empty(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = clinic()
    row = made.arranged()
    step = made.step(row, "medical")
    fill = reverse("child-details", args=[made.learner.uuid, made.ecosystem.slug])
    said = {one.title: one.fill for one in pages.placement_page(made.mia, row, TODAY).steps}
    assert (said["Medical form"], said["Consent"]) == (fill, "")
    assert not any(one.fill for one in pages.placement_page(made.ed, row, TODAY).steps)
    signed_in(client, made.mia)
    for url in (page_of(made, row, "placement"), page_of(made, row, "step-done", step.uuid)):
        assert f'href="{escape(fill)}"' in client.get(url).content.decode()
    assert client.get(fill).status_code == 200
    actions.complete_step(step, by=made.mia, at=NOW)
    assert made.step(row, "medical").state == "done"
    monkeypatch.setattr(emergency, "_kept", [emergency.Kept(lambda *_: False, lambda *_: "/x")])
    assert not any(one.fill for one in pages.placement_page(made.mia, row, TODAY).steps)


def test_learners_of_one_name_are_told_apart_where_one_asks_and_in_what_is_said_then(
    client: Client,
) -> None:
    made = clinic()
    twin = factories.learner(made.school, "Bo", "9")
    signed_in(client, made.ed)
    url = reverse("placement-new", args=[made.ecosystem.slug])
    page = client.get(url).content.decode()
    assert "grade 9" in page
    sent = {"learner": twin.pk, "kind": made.kind.pk, "wish": "See"}
    page = client.post(url, sent, follow=True).content.decode()
    assert "The placement is requested for Bo · " in page
    assert "grade 9" in page


def test_a_host_is_offered_that_is_no_site_of_whatever_kind(client: Client) -> None:
    made = clinic()
    middle = factories.organisation(made.ecosystem, "Birch Middle", kind="middle-school")
    factories.learner(middle, "Di")
    named, asked = ">Birch Middle</option>", reverse("placement-new", args=[made.ecosystem.slug])
    page = signed_in(client, made.ed).get(asked).content.decode()
    assert ">Clinic</option>" in page
    assert named not in page
    row = made.requested(host=middle)
    assert named in client.get(page_of(made, row, "placement-arrange")).content.decode()


def test_a_request_that_says_host_and_days_asks_the_host_by_one_press(client: Client) -> None:
    made = clinic()
    row = made.requested(host=made.host, starts=date(2099, 1, 5), ends=date(2099, 2, 2))
    assert [str(one.why) for one in waiting_for(made.ed)] == ["Ask the host, or decline"]
    page = signed_in(client, made.ed).get(page_of(made, row, "placement")).content.decode()
    sent = dict(
        re.findall(r'type="hidden" name="(host|starts|ends|revision)" value="([^"]*)"', page)
    )
    assert ">Ask the host</button>" in page
    assert "the family has not agreed yet (Consent)" in page
    assert client.post(page_of(made, row, "placement-arrange"), sent).status_code == 302
    assert row.asks.get().state == "asked"
    assert "Ask the host" not in client.get(page_of(made, row, "placement")).content.decode()


def test_without_days_there_is_no_such_press(client: Client) -> None:
    made = clinic()
    row = made.requested(host=made.host)
    page = signed_in(client, made.ed).get(page_of(made, row, "placement")).content.decode()
    assert ("Ask the host" in page, "Set host and days" in page) == (False, True)
