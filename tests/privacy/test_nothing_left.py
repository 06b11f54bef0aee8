"""After an erasure no text, JSON or binary column of the database holds the name any more."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import models

from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.frameworks.models import Framework, Item
from hedgerow.commons.membership.tests.factories import actor, convener, learner, member_school
from hedgerow.commons.people.actions import save_people
from hedgerow.commons.people.models import Account, Person
from hedgerow.commons.records.models import Progress
from hedgerow.foundation.permissions import Actor
from hedgerow.portal.erasing import erase_person

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
NAME, EMAIL = "Zebedee Quux", "quux@zebedee.example"
HOLDS_WORDS = (models.CharField, models.TextField, models.JSONField, models.BinaryField)


def places_of(*words: str) -> Iterator[str]:
    """Every column whose rows hold one of the words, upper or lower case alike."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if not isinstance(field, HOLDS_WORDS):
                continue
            for value in model._default_manager.values_list(field.attname, flat=True):
                raw = bytes(value).decode("utf-8", "replace") if _is_raw(value) else str(value)
                if any(word.casefold() in raw.casefold() for word in words):
                    yield f"{model._meta.label}.{field.name}"


def _is_raw(value: object) -> bool:
    return isinstance(value, bytes | memoryview)


def somebody() -> tuple[Person, Person]:
    """A convener and a learner of theirs who left a trace in every way a page offers."""
    aspen = ecosystem()
    ada, zeb = convener(aspen), learner(member_school(aspen), "Z")
    account = Account.objects.create(email=EMAIL)
    Person.objects.filter(pk=zeb.pk).update(code="7", account=account)
    rows = [{"code": "7", "name": NAME, "email": EMAIL, "phone": "1", "born": date(2015, 1, 1)}]
    save_people(aspen, rows, by=Actor.the_steward(), at=NOON)
    frame = Framework.objects.create(ecosystem=aspen, key="f", title="F", kind="curriculum")
    item = Item.objects.create(framework=frame, code="1")
    Progress.objects.create(
        ecosystem=aspen, person=zeb, item=item, level=1, note=f"{NAME} reads.", at=NOON
    )
    return ada, zeb


@pytest.mark.slow
def test_the_search_finds_what_is_there() -> None:
    somebody()
    found = set(places_of("zebedee", "quux"))
    assert {"people.Person.name", "people.NameWord.word", "people.Account.email"} <= found


@pytest.mark.slow
def test_no_column_holds_the_name_after_the_erasure() -> None:
    ada, zeb = somebody()
    erase_person(zeb, by=actor(ada), at=NOON)
    assert list(places_of("zebedee", "quux")) == []
