"""Contacts and advisers: kept by their own, shown to those who may know."""

from datetime import date

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.features.engagement.partners import actions, advisory, errors, privacy
from hedgerow.features.engagement.partners.listing import Advisers
from hedgerow.features.engagement.partners.models import Adviser, Contact
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted

from .factories import FIRST, two

pytestmark = pytest.mark.django_db


def test_a_contact_is_hidden_from_colleagues_until_they_agreed() -> None:
    made = two()
    club = made.club
    tutor = factories.actor(club.tutor)
    row = actions.save_contact(
        club.ecosystem, club.maker, by=made.director, at=NOW, name="Mo", task="Visits"
    )
    assert list(Contact.objects.visible_to(tutor)) == []
    assert list(Contact.objects.visible_to(made.director)) == [row]
    actions.save_contact(
        club.ecosystem, club.maker, row, by=made.director, at=NOW, consented_on=FIRST
    )
    assert list(Contact.objects.visible_to(tutor)) == [row]
    with pytest.raises(NotPermitted):
        actions.remove_contact(row, by=tutor, at=NOW)
    with pytest.raises(Invalid):
        actions.save_contact(
            club.ecosystem, club.maker, by=made.director, at=NOW, name="Mo", task="Visits"
        )
    assert Contact.objects.count() == 1
    actions.remove_contact(row, by=made.director, at=NOW)
    assert Contact.objects.count() == 0


def test_a_partner_keeps_no_contacts_of_another() -> None:
    made = two()
    other = factories.organisation(made.club.ecosystem, "Bakers", kind="partner")
    with pytest.raises(NotPermitted):
        actions.save_contact(made.club.ecosystem, other, by=made.director, at=NOW, name="Mo")
    assert Contact.objects.count() == 0


def test_who_can_offer_something_is_found() -> None:
    made = two()
    own, club = made.club.ecosystem, made.club
    talk = actions.save_adviser(
        own, by=made.director, at=NOW, organisation=club.maker, starts=FIRST,
        offers={"talk": "Fridays", "judging": ""},
    )  # fmt: skip
    alone = actions.save_adviser(
        own, by=made.convener, at=NOW, person=club.tutor, starts=FIRST, offers={"mentoring": ""}
    )
    rows = advisory.advisers_of(made.convener, own, date(2026, 11, 24))
    assert set(Advisers(rows, {"offers": "judging"}).filtered) == {talk}
    assert set(Advisers(rows, {"offers": "mentoring"}).filtered) == {alone}
    assert set(Advisers(rows, {}).filtered) == {talk, alone}
    actions.save_adviser(own, talk, by=made.director, at=NOW, offers={"briefing": ""})
    assert set(Advisers(rows, {"offers": "judging"}).filtered) == set()
    with pytest.raises(NotPermitted):
        actions.end_adviser(alone, FIRST, by=made.director, at=NOW)
    actions.end_adviser(talk, FIRST, by=made.director, at=NOW)
    assert set(Advisers(rows, {"is_over": "over"}).filtered) == {talk}


def test_an_adviser_is_somebody_and_offers_something() -> None:
    made = two()
    for values, refusal in (
        ({"offers": {"talk": ""}}, errors.NobodyNamed),
        ({"organisation": made.club.maker, "offers": {}}, errors.NothingOffered),
        ({"organisation": made.club.maker, "offers": {"magic": ""}}, Invalid),
        ({"person": factories.person(factories.ecosystem("Birch"), "Cy"), "offers": {"talk": ""}},
         NotFound),
    ):  # fmt: skip
        with pytest.raises(refusal):
            actions.save_adviser(
                made.club.ecosystem, by=made.convener, at=NOW, starts=FIRST, **values
            )
    assert Adviser.objects.count() == 0


def test_erasing_takes_a_persons_own_and_leaves_the_organisations() -> None:
    made = two()
    club = made.club
    for organisation in (None, club.maker):
        actions.save_adviser(
            club.ecosystem, by=made.convener, at=NOW, person=club.tutor, starts=FIRST,
            organisation=organisation, offers={"talk": ""},
        )  # fmt: skip
    assert len(list(privacy.export_advisers(club.tutor.pk))) == 2
    assert privacy.erase_advisers(club.tutor.pk, NOW) >= 2
    assert list(Adviser.objects.values_list("person", "organisation")) == [(None, club.maker.pk)]
