"""What was told in confidence comes out by no side door: exports, My week, mail, answers kept."""

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.notices.actions import Said, choose_paces, tell, unsubscribe
from hedgerow.commons.notices.errors import AlwaysTold
from hedgerow.commons.notices.models import Letter, Notice, Preference
from hedgerow.commons.notices.subscriptions import unsubscribe_token
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.care.actions import look_at_concern, raise_concern
from hedgerow.features.engagement.care.models import Concern, ConcernLook
from hedgerow.features.engagement.care.queries import waiting_for
from hedgerow.features.engagement.care.rules import ALERT, RECEIPT, REFERRAL
from hedgerow.foundation import privacy
from hedgerow.foundation.acts.models import Act

from .test_concerns import SECRET, lead

pytestmark = pytest.mark.django_db


def exported(person: Person) -> dict[type, list[object]]:
    return {rule.model: list(rule.export(person.pk)) for rule in privacy.rules()}


def told() -> tuple[Person, Person, Concern]:
    """A child, a lead, and what the child told."""
    aspen = factories.ecosystem("Aspen Valley")
    child = factories.learner(factories.member_school(aspen), "Mia")
    wes = lead(aspen, "Wes")
    row = raise_concern(aspen, SECRET, about=child, by=factories.actor(child), at=NOW)
    return child, wes, row


def names_a_lead(person: Person) -> bool:
    return "Name a safeguarding lead" in {
        str(one.title) for one in waiting_for(factories.actor(person))
    }


@pytest.mark.slow
def test_no_export_tells_that_somebody_told_something_or_was_told_it() -> None:
    """Not even one's own: guardians and conveners take it out too, and phones are shared."""
    child, wes, row = told()
    look_at_concern(row, by=factories.actor(wes), at=NOW)
    choose_paces({RECEIPT: "weekly"}, by=factories.actor(child), at=NOW)
    for one in (child, wes):
        found = exported(one)
        assert not [found[kind] for kind in (Notice, Letter, Preference) if found[kind]]
    assert Notice.objects.filter(person=child, kind=RECEIPT).count() == 2
    assert Letter.objects.exists()


@pytest.mark.slow
def test_what_else_one_was_told_is_exported_with_the_letter_it_shared() -> None:
    child, _wes, row = told()
    said = Said("A referral", "It waits for you.")
    other = tell(child, REFERRAL, lambda: said, ecosystem=row.ecosystem, at=NOW)
    assert other
    Notice.objects.filter(person=child).update(letter=other.letter)
    found = exported(child)
    assert (len(found[Notice]), len(found[Letter])) == (1, 1)
    assert "confidence" not in str(found[Notice])


def test_who_gives_roles_and_is_accused_learns_nothing_and_another_is_asked() -> None:
    aspen = factories.ecosystem("Aspen Valley")
    wes, ada = lead(aspen, "Wes"), factories.convener(aspen)
    factories.assigned(wes, "convener", aspen)
    teller = factories.actor(factories.learner(factories.member_school(aspen)))
    raise_concern(aspen, SECRET, against=wes, by=teller, at=NOW)
    assert not list(waiting_for(factories.actor(wes)))
    assert names_a_lead(ada)
    assert not names_a_lead(wes)


def test_who_gives_roles_and_fears_for_a_child_is_not_shown_what_is_about_themselves() -> None:
    aspen = factories.ecosystem("Aspen Valley")
    ada, bea = factories.convener(aspen), factories.convener(aspen, "Bea")
    raise_concern(aspen, SECRET, about=ada, by=factories.actor(bea), at=NOW)
    assert (names_a_lead(ada), names_a_lead(bea)) == (False, True)


def test_leads_are_told_by_mail_whatever_they_unsubscribed_from() -> None:
    child, wes, row = told()
    unsubscribe(unsubscribe_token(wes, RECEIPT), at=NOW)
    with pytest.raises(AlwaysTold):
        unsubscribe(unsubscribe_token(wes, ALERT), at=NOW)
    raise_concern(row.ecosystem, "Again", by=factories.actor(child), at=NOW)
    alerts = Notice.objects.filter(person=wes)
    assert set(alerts.values_list("kind", "letter__state")) == {(ALERT, "waiting")}
    assert not Preference.objects.filter(kind=ALERT).exists()


@pytest.mark.slow
@pytest.mark.parametrize("way", ["page", "program"])
def test_the_same_token_opens_it_anew_and_not_for_who_leads_no_longer(way: str) -> None:
    _child, wes, row = told()
    path = f"/e/{row.ecosystem.slug}/concerns/{row.uuid}/"
    if way == "program":
        path = f"/api/ecosystems/{row.ecosystem.slug}/concerns/{row.uuid}"
    client = factories.browser(wes)
    for looks in (1, 2):
        assert SECRET in client.post(path, headers={"Idempotency-Key": "k"}).content.decode()
        assert (ConcernLook.objects.count(), Act.objects.count()) == (looks, 0)
    Assignment.objects.filter(person=wes).delete()
    again = client.post(path, headers={"Idempotency-Key": "k"})
    assert again.status_code >= 400
    assert SECRET not in again.content.decode()
    assert ConcernLook.objects.count() == 2


@pytest.mark.slow
def test_what_one_looks_over_before_it_is_sent_is_kept_nowhere() -> None:
    child, _wes, row = told()
    form = {"text": "The roof leaks too", "about": "me", "about_name": "", "act_token": "t"}
    client = factories.browser(child)
    seen = client.post(f"/e/{row.ecosystem.slug}/concern/", form)
    assert "The roof leaks too" in seen.content.decode()
    assert (Concern.objects.count(), Act.objects.count()) == (1, 0)
    client.post(f"/e/{row.ecosystem.slug}/concern/", {**form, "send": "1"})
    assert Concern.objects.count() == 2
    assert b"The roof leaks too" not in bytes(Act.objects.get().body)


def test_who_tells_of_the_only_reader_is_sent_to_somebody_else_too() -> None:
    child, wes, row = told()
    client = factories.browser(child)
    address = f"/e/{row.ecosystem.slug}/concern/"
    asked = client.get(address).content.decode()
    assert "It is read by this person and nobody else:" in asked
    assert "Is it about something that this person did?" in asked
    assert "checked" not in asked  # whom it is about is nobody's guess
    form = {"text": "The roof leaks too", "about": "me", "about_name": "", "against": wes.uuid}
    seen = client.post(address, form).content.decode()
    assert "Tell a grown-up whom you trust as well" in seen
    assert "It goes to:" not in seen
