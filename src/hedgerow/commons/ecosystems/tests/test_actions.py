"""Founding, editing and opening an ecosystem."""

from datetime import date

import pytest

from hedgerow.commons.ecosystems import actions
from hedgerow.commons.ecosystems.errors import NoAddress, SlugTaken
from hedgerow.commons.ecosystems.models import Ecosystem, Term
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()


def test_founding_writes_an_ecosystem_and_one_fact() -> None:
    founded = actions.found_ecosystem("aspen", "Aspen", by=STEWARD, at=NOW)
    assert Ecosystem.objects.get().pk == founded.pk
    assert Fact.objects.get().kind == "ecosystems.founded"


def test_the_public_founds_nothing() -> None:
    with pytest.raises(NotPermitted):
        actions.found_ecosystem("aspen", "Aspen", by=Actor.public(), at=NOW)
    assert not Ecosystem.objects.exists()


def test_an_address_is_given_once() -> None:
    ecosystem(slug="aspen")
    with pytest.raises(SlugTaken):
        actions.found_ecosystem("aspen", "Other", by=STEWARD, at=NOW)
    assert Ecosystem.objects.count() == 1


@pytest.mark.parametrize("slug", ["", "Bad Slug!", "../../etc", "über", "a" * 61, "a/b", "a\n"])
def test_what_cannot_stand_in_an_address_is_none(slug: str) -> None:
    with pytest.raises(NoAddress):
        actions.found_ecosystem(slug, "Aspen", by=Actor.the_steward(), at=NOW)
    assert not Ecosystem.objects.exists()


def test_a_visitor_may_not_edit() -> None:
    aspen = ecosystem()
    with pytest.raises(NotPermitted):
        actions.edit_ecosystem(aspen, by=Actor.public(), at=NOW, name="Other")
    aspen.refresh_from_db()
    assert aspen.name == "Aspen"
    assert not Fact.objects.exists()


def test_a_private_ecosystem_is_not_found_by_outsiders() -> None:
    hidden = ecosystem(public=False)
    with pytest.raises(NotFound):
        ecosystem_for(Actor.public(), hidden.slug)
    with pytest.raises(NotFound):
        actions.open_ecosystem(hidden, by=Actor.public(), at=NOW)


def test_an_edit_without_difference_writes_no_fact() -> None:
    aspen = ecosystem()
    actions.edit_ecosystem(aspen, by=STEWARD, at=NOW, name="Aspen")
    assert not Fact.objects.exists()


def test_a_term_is_added_by_those_who_may() -> None:
    aspen = ecosystem()
    days = (date(2026, 8, 1), date(2026, 12, 20))
    with pytest.raises(NotPermitted):
        actions.add_term(aspen, "Autumn", *days, by=Actor.public(), at=NOW)
    assert not Term.objects.exists()
    actions.add_term(aspen, "Autumn", *days, by=STEWARD, at=NOW)
    assert Term.objects.get().name == "Autumn"
    assert Fact.objects.get().kind == "ecosystems.term_added"
