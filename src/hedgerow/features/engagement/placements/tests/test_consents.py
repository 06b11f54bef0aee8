"""A family reads what it agrees to, may say no, and may agree after all."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.notices.models import Notice
from hedgerow.features.engagement.placements import actions, errors, pages
from hedgerow.features.engagement.placements.models import Placement, Step
from hedgerow.features.engagement.placements.waiting import waiting_for
from hedgerow.foundation.errors import Invalid, NotPermitted
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

from .factories import LAST, TODAY, Clinic, clinic

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def told(by: Actor) -> list[str]:
    rows = Notice.objects.filter(person=by.person_id, kind="placements.consents").order_by("pk")
    return list(rows.values_list("subject", flat=True))


def signed_in(client: Client, by: Actor) -> Client:
    session = client.session
    session["person_id"], session["since"] = by.person_id, "2099-01-01T00:00:00+00:00"
    session.save()
    return client


def address(made: Clinic, row: Placement) -> str:
    uuid = made.step(row, "consent").uuid
    return reverse("step-done", args=[made.ecosystem.slug, row.uuid, uuid])


def test_a_no_keeps_it_from_beginning_and_tells_who_runs_it_and_the_learner() -> None:
    made = clinic()
    row = made.ready()
    actions.refuse_step(made.step(row, "consent"), by=made.mia, at=NOW, reason="Too far")
    with pytest.raises(errors.NotAgreed) as refused:
        actions.start_placement(row, by=made.ed, at=NOW)
    assert "Consent" in str(refused.value)
    assert Placement.objects.get().state == "preparing"
    assert told(made.ed) == ["Bo: no agreement to the placement"]
    assert told(made.bo) == ["Your placement at Clinic cannot begin yet"]
    assert (told(made.mia), told(made.hal)) == ([], [])
    assert "Too far" not in str(list(Notice.objects.values_list("text")))
    assert [str(one.why) for one in waiting_for(made.ed)] == [
        "The family does not agree (Consent): talk with them, or close it"
    ]
    assert pages.placement_page(made.ed, row, TODAY).stage == "forms"
    assert Fact.objects.filter(kind="placements.step_refused").count() == 1


def test_a_no_is_neither_waived_nor_asked_away_and_becomes_a_yes() -> None:
    made = clinic()
    row = made.ready()
    step = actions.refuse_step(made.step(row, "consent"), by=made.mia, at=NOW)
    with pytest.raises(errors.NotAgreed):
        actions.waive_step(step, by=made.ada, at=NOW, reason="Hurry")
    with pytest.raises(errors.NotAgreed):
        actions.reopen_step(step, by=made.ed, at=NOW, reason="Hurry")
    with pytest.raises(Invalid):
        actions.complete_step(step, by=made.ed, at=NOW)
    assert made.step(row, "consent").state == "refused"
    actions.complete_step(step, by=made.mia, at=NOW)
    assert told(made.ed)[-1] == "Bo: the family agrees after all"
    assert actions.start_placement(row, by=made.ed, at=NOW).state == "running"


def test_a_yes_may_be_taken_back_while_it_runs_and_not_once_it_is_over() -> None:
    made = clinic()
    row = made.running()
    step = made.step(row, "consent")
    actions.refuse_step(step, by=made.mia, at=NOW)
    assert told(made.ed) == ["Bo: no agreement to the placement any more"]
    why = "The family does not agree any more (Consent): talk with them, or end it"
    assert why in [str(one.why) for one in waiting_for(made.ed)]
    actions.end_placement(row, TODAY, by=made.ed, at=NOW, reason="The family")
    with pytest.raises(errors.WrongState):
        actions.complete_step(step, by=made.mia, at=NOW)
    assert made.step(row, "consent").state == "refused"


def test_only_who_may_agree_may_say_no_and_only_to_a_consent() -> None:
    made = clinic()
    row = made.arranged()
    step = made.step(row, "consent")
    for by in (made.bo, made.hal):
        with pytest.raises(NotPermitted):
            actions.refuse_step(step, by=by, at=NOW, reason="No")
    with pytest.raises(Invalid):
        actions.refuse_step(step, by=made.ed, at=NOW)
    with pytest.raises(errors.NothingToAgree):
        actions.refuse_step(made.step(row, "medical"), by=made.mia, at=NOW)
    with pytest.raises(errors.PlanChanged):
        actions.refuse_step(step, by=made.mia, at=NOW, revision=row.revision - 1)
    assert not row.steps.exclude(state="open").exists()


def test_another_plan_is_asked_about_anew_and_other_steps_stay() -> None:
    made = clinic()
    row = made.ready()
    actions.arrange_placement(row, by=made.ed, at=NOW, ends=LAST - timedelta(days=1))
    assert [made.step(row, key).state for key in ("consent", "form", "medical")] == [
        "open", "done", "done",
    ]  # fmt: skip


def test_the_page_says_what_is_agreed_to_and_takes_both_answers(client: Client) -> None:
    made = clinic()
    row = made.arranged()
    signed_in(client, made.mia)
    page = client.get(address(made, row)).content.decode()
    for words in (
        "Job shadowing", "Clinic (it has accepted)", "See a ward", "not named yet: ask",
        "not: Medical form", "12 hours to reach", "I do not agree", str(LAST.year),
    ):  # fmt: skip
        assert words in page
    sent = {"revision": row.revision, "note": "Too far"}
    assert client.post(address(made, row), {**sent, "answer": "no"}).status_code == 302
    assert "I agree after all" in client.get(address(made, row)).content.decode()
    assert client.post(address(made, row), sent).status_code == 422
    assert made.step(row, "consent").state == "refused"
    assert client.post(address(made, row), {**sent, "answer": "yes"}).status_code == 302
    assert made.step(row, "consent").state == "done"


def test_a_yes_is_for_the_plan_that_was_read_and_its_words_are_not_for_the_host(
    client: Client,
) -> None:
    made = clinic()
    row = made.arranged()
    before = row.revision
    row = actions.arrange_placement(row, by=made.ed, at=NOW, ends=LAST + timedelta(days=1))
    sent = {"revision": before, "answer": "yes", "note": "Fine"}
    said = signed_in(client, made.mia).post(address(made, row), sent)
    assert (said.status_code, made.step(row, "consent").state) == (409, "open")
    assert f'value="{row.revision}"' in said.content.decode()
    actions.refuse_step(made.step(row, "consent"), by=made.mia, at=NOW, reason="Too far")
    notes = {by: [one.note for one in pages.placement_page(by, row, TODAY).steps]
             for by in (made.hal, made.ed)}  # fmt: skip
    assert "Too far" in notes[made.ed]
    assert "Too far" not in notes[made.hal]


def test_a_yes_that_somebody_else_enters_says_who_told_them(client: Client) -> None:
    made = clinic()
    row = made.arranged()
    step = made.step(row, "consent")
    for by in (made.ed, made.ada):
        with pytest.raises(Invalid):
            actions.complete_step(step, by=by, at=NOW, note=" ")
    assert made.step(row, "consent").state == "open"
    signed_in(client, made.ada)
    sent = {"revision": row.revision, "answer": "yes", "note": ""}
    said = client.post(address(made, row), sent)
    assert (said.status_code, made.step(row, "consent").state) == (422, "open")
    assert "Say who told you so, and how." in said.content.decode()
    sent["note"] = "Mia, by telephone"
    assert client.post(address(made, row), sent).status_code == 302
    assert made.step(row, "consent").note == "Mia, by telephone"


def test_who_enters_the_answer_of_a_family_is_not_asked_as_if_it_were_their_own(
    client: Client,
) -> None:
    made = clinic()
    row = made.arranged()
    own = ("What you would agree to", "I agree", "Not what you write on this page")
    others = ("What they would agree to", "They agree", "This is not your own answer")
    for by, there, away in ((made.mia, own, others), (made.ada, others, own)):
        page = signed_in(client, by).get(address(made, row)).content.decode()
        assert [words for words in (*there, *away) if words in page] == [*there]
    actions.complete_step(made.step(row, "consent"), by=made.mia, at=NOW)
    url = reverse("placement", args=[made.ecosystem.slug, row.uuid])
    for by, words in ((made.mia, "Change the answer"), (made.ada, "Enter what they answered")):
        page = signed_in(client, by).get(url).content.decode()
        assert [one in page for one in ("Change the answer", words)] == [by is made.mia, True]


def test_where_nobody_of_the_school_is_here_families_ask_the_convener_who_is_told(
    client: Client,
) -> None:
    made = clinic()
    row = made.arranged()
    asks = "not named yet: ask the convener of"
    assert asks not in signed_in(client, made.mia).get(address(made, row)).content.decode()
    lines = [str(one.why) for one in waiting_for(made.ada)]
    Assignment.objects.filter(person=made.ed.person_id).update(ends=TODAY - timedelta(days=9))
    assert asks in client.get(address(made, row)).content.decode()
    why = "Nobody of Oak School is here, so families ask you: name who looks after the learner"
    assert {str(one.why) for one in waiting_for(made.ada)} - set(lines) == {why}
    assert why not in [str(one.why) for one in waiting_for(made.mia)]


def test_where_the_learner_decides_it_is_not_called_a_guardian_s() -> None:
    for title, shown in (
        ("Consent of a guardian", "The learner’s own consent"), ("Our paper", "Our paper"),
    ):  # fmt: skip
        assert Step(key="consent", title=title, who="learner").shown == shown
        assert Step(key="consent", title=title, who="guardian").shown == title
