"""A concern reaches the leads and nobody else, by no way."""

import pytest

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.notices.models import Notice
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.features.engagement.care.actions import (
    close_concern,
    look_at_concern,
    note_on_concern,
    raise_concern,
)
from hedgerow.features.engagement.care.errors import ConcernClosed
from hedgerow.features.engagement.care.models import Concern, ConcernLook, ConcernNote
from hedgerow.features.engagement.care.queries import waiting_for
from hedgerow.foundation import privacy
from hedgerow.foundation.accesslog.models import Opening
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.journal.models import Fact, FactContent, FactSubject
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
SECRET = "He locks the door of the shed"


def lead(
    place: Ecosystem, name: str, at: Organisation | None = None, *, deputy: bool = False
) -> Person:
    somebody = factories.person(place, name)
    role = "safeguarding_deputy" if deputy else "safeguarding_lead"
    factories.assigned(somebody, role, place, at)
    return somebody


def sees(somebody: Person | Actor) -> bool:
    by = somebody if isinstance(somebody, Actor) else factories.actor(somebody)
    return Concern.objects.visible_to(by).exists()


def test_a_child_tells_it_and_only_the_leads_read_it() -> None:
    aspen = factories.ecosystem("Aspen Valley")
    oak, elm = (factories.member_school(aspen, name) for name in ("Oak", "Elm"))
    child = factories.learner(oak, "Mia")
    whole, own, other = lead(aspen, "Wes"), lead(aspen, "Ola", oak), lead(aspen, "Eli", elm)
    convener = factories.convener(aspen)
    row = raise_concern(aspen, SECRET, about=child, by=factories.actor(child), at=NOW)
    assert row.site == oak
    assert [sees(one) for one in (whole, own, other, convener, child)] == [
        True, True, False, False, False,
    ]  # fmt: skip
    assert not sees(Actor.the_steward())
    assert {one.person for one in Notice.objects.all()} == {whole, own, child}
    assert not [one for one in Notice.objects.all() if SECRET in one.text or "Mia" in one.text]


def test_if_it_is_about_the_lead_it_goes_to_the_other() -> None:
    aspen = factories.ecosystem("Aspen Valley")
    first, deputy = lead(aspen, "Wes"), lead(aspen, "Dee", deputy=True)
    teller = factories.actor(factories.convener(aspen))
    raise_concern(aspen, SECRET, against=first, by=teller, at=NOW)
    assert (sees(first), sees(deputy)) == (False, True)
    assert not Notice.objects.filter(person=first).exists()


def test_where_nobody_may_read_it_whoever_gives_roles_is_asked_for_a_lead() -> None:
    aspen = factories.ecosystem("Aspen Valley")
    ada = factories.actor(factories.convener(aspen))
    raise_concern(aspen, SECRET, by=ada, at=NOW)
    (waiting,) = [one for one in waiting_for(ada) if "lead" in str(one.title)]
    assert SECRET not in f"{waiting.title}{waiting.why}{waiting.url}"
    lead(aspen, "Wes")
    assert not [one for one in waiting_for(ada) if "lead" in str(one.title)]


@pytest.mark.slow
def test_it_is_looked_at_noted_on_and_closed_and_who_told_it_is_thanked() -> None:
    aspen = factories.ecosystem("Aspen Valley")
    wes, teller = lead(aspen, "Wes"), factories.convener(aspen)
    row = raise_concern(aspen, SECRET, by=factories.actor(teller), at=NOW)
    by = factories.actor(wes)
    for _twice in range(2):
        look_at_concern(row, by=by, at=NOW)
    note_on_concern(row, "action", "Called the family", by=by, at=NOW)
    with pytest.raises(Invalid):
        close_concern(row, " ", by=by, at=NOW)
    close_concern(row, "Safe now", by=by, at=NOW)
    with pytest.raises(ConcernClosed):
        note_on_concern(row, "note", "late", by=by, at=NOW)
    row.refresh_from_db()
    assert (row.state, row.taken_by) == ("closed", wes)
    assert (ConcernLook.objects.count(), ConcernNote.objects.count()) == (2, 1)
    assert Notice.objects.filter(person=teller).count() == 2
    for act in (look_at_concern,):
        with pytest.raises(NotFound):
            act(row, by=factories.actor(teller), at=NOW)


@pytest.mark.slow
def test_it_is_in_no_journal_export_or_access_log() -> None:
    aspen = factories.ecosystem("Aspen Valley")
    child = factories.learner(factories.member_school(aspen), "Mia")
    wes = lead(aspen, "Wes")
    row = raise_concern(aspen, SECRET, about=child, by=factories.actor(child), at=NOW)
    look_at_concern(row, by=factories.actor(wes), at=NOW)
    facts = Fact.objects.filter(kind__startswith="care.")
    assert {fact.by_person for fact in facts} == {None}
    assert not FactSubject.objects.filter(fact__in=facts).exists()
    assert not [one for one in FactContent.objects.filter(fact__in=facts) if one.payload]
    assert not Opening.objects.exists()
    handed = [str(list(rule.export(child.pk))) for rule in privacy.rules()]
    assert not [text for text in handed if SECRET in text]
    assert not {wes.pk, child.pk} & set(
        Notice.objects.exclude(about=None).values_list("about", flat=True)
    )


def test_an_outsider_raises_none() -> None:
    aspen = factories.ecosystem("Aspen Valley", public=False)
    away = factories.actor(factories.convener(factories.ecosystem("Birch Hill")))
    for by in (away, Actor.public(), Actor.the_steward()):
        with pytest.raises(NotFound):
            raise_concern(aspen, SECRET, by=by, at=NOW)
    with pytest.raises(Invalid):
        raise_concern(aspen, "  ", by=factories.actor(factories.convener(aspen)), at=NOW)
    assert not Concern.objects.exists()
