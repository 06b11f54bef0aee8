"""Contacts are noted for few eyes, and the share of good news is of what one may read."""

from datetime import date, timedelta

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian
from hedgerow.features.engagement.families.actions import log_contact, take_back_contact
from hedgerow.features.engagement.families.models import Contact
from hedgerow.features.engagement.families.queries.contacts import between, contacts_of, shares
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.journal.models import FactSubject
from hedgerow.foundation.permissions import Actor

from .family import Family, family, led_group

pytestmark = pytest.mark.django_db
TODAY = factories.TODAY


def noted(of: Family, by: Actor, tone: str, on: date = TODAY, **more: object) -> Contact:
    return log_contact(
        of.place, of.child, "call", tone, "reading", on=on, by=by, at=NOW, **more,
    )  # type: ignore[arg-type]  # fmt: skip


def test_the_share_is_of_what_the_reader_may_read() -> None:
    found = family()
    tutor = factories.actor(found.club.tutor)
    noted(found, tutor, "positive")
    noted(found, tutor, "positive", on=TODAY - timedelta(days=31))
    noted(found, found.teacher, "concern")
    led_group(found, found.club.tutor)
    told = {}
    for name, by in (("tutor", tutor), ("teacher", found.teacher), ("convener", found.convener)):
        rows = contacts_of(by, found.place)
        told[name] = [(one.contacts, one.positive, one.percent) for one in shares(rows, "site")]
    assert told == {
        "tutor": [(3, 2, 67)], "teacher": [(1, 0, 0)], "convener": [(3, 2, 67)],
    }  # fmt: skip
    everything = contacts_of(found.convener, found.place)
    assert [one.name for one in shares(everything, "month")] == ["2026-11", "2026-10"]
    assert [(one.name, one.contacts) for one in shares(everything, "group")] == [("5a", 3)]
    assert shares(between(everything, TODAY, TODAY), "site")[0].contacts == 2


def test_few_eyes_see_it() -> None:
    found = family()
    row = noted(found, found.teacher, "concern", note="sensitive")
    tutor, mother = factories.actor(found.club.tutor), factories.actor(found.mother)
    leader = found.club.staff("leader", found.club.school, name="Lia")
    other = found.club.staff("educator", found.club.school, name="Ed")
    seen = [
        Contact.objects.visible_to(by).exists()
        for by in (found.teacher, leader, found.convener, tutor, other, mother, Actor.public())
    ]
    assert seen == [True, True, True, False, False, False, False]
    assert not FactSubject.objects.filter(fact__kind="families.contact_noted").exists()
    with pytest.raises(NotFound):
        take_back_contact(row, by=leader, at=NOW)
    take_back_contact(row, by=found.teacher, at=NOW)
    assert not Contact.objects.exists()


def test_it_refuses_what_is_out_of_reach_and_what_says_nothing() -> None:
    found = family()
    stranger = found.club.staff("tutor", name="Nat")
    barred = factories.actor(found.club.tutor)
    Guardian.objects.create(
        ecosystem=found.place, guardian=found.club.tutor, learner=found.child, barred=True,
        starts=factories.STARTS,
    )  # fmt: skip
    for by in (stranger, barred, factories.actor(found.mother), Actor.public()):
        with pytest.raises(NotFound):
            noted(found, by, "positive")
    with pytest.raises(NotFound):
        noted(found, found.teacher, "positive", guardian=found.club.tutor.__class__(pk=0))
    for wrong in (
        {"tone": "great"},
        {"on": TODAY + timedelta(days=1)},
        {"on": TODAY - timedelta(days=99)},
    ):
        with pytest.raises(Invalid):
            noted(found, found.teacher, **{"tone": "positive", **wrong})
    assert not Contact.objects.exists()
