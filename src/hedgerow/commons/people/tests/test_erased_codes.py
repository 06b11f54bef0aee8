"""Of who was erased no file brings anything back, and no code is kept either."""

from datetime import UTC, datetime

import pytest

from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.people.actions import add_person
from hedgerow.commons.people.codes import erased_codes
from hedgerow.commons.people.models import ErasedCode, Person
from hedgerow.commons.people.privacy import erase_person
from hedgerow.foundation.permissions import Actor

AT = datetime(2026, 11, 26, 9, tzinfo=UTC)
STEWARD = Actor.the_steward()

pytestmark = pytest.mark.django_db


def a_person(place, code):
    values = {"name": "Bo Ek", "sort_name": "bo ek", "code": code, "created_at": AT}
    return Person.objects.create(kept_by=place, **values)


def test_that_a_code_belongs_to_nobody_is_known_and_the_code_is_not():
    grove, other = ecosystem(slug="grove"), ecosystem(slug="other")
    erase_person(a_person(grove, "L020").pk, AT)
    assert "L020" in erased_codes(grove)
    assert erased_codes(grove).among(["L020", "L021"]) == {"L020"}
    assert "L020" not in erased_codes(other)
    assert not ErasedCode.objects.filter(mark__icontains="L020").exists()


def test_who_had_no_code_leaves_nothing():
    grove = ecosystem(slug="grove")
    erase_person(a_person(grove, "").pk, AT)
    assert not ErasedCode.objects.exists()
    assert "" not in erased_codes(grove)


def test_whoever_is_entered_by_hand_again_may_come_with_files_again():
    grove = ecosystem(slug="grove")
    erase_person(a_person(grove, "L020").pk, AT)
    add_person(grove, {"name": "Bo Ek", "code": "L020"}, by=STEWARD, at=AT)
    assert "L020" not in erased_codes(grove)
