"""After an erasure no text, JSON or binary column of the database holds the name any more."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import models

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.files.models import StoredFile
from hedgerow.commons.frameworks.models import Framework, Item
from hedgerow.commons.membership.tests.factories import actor, convener, learner, member_school
from hedgerow.commons.people.actions import save_people
from hedgerow.commons.people.models import Account, Guardian, Person
from hedgerow.commons.records.models import Progress
from hedgerow.features.engagement.families.models import EmergencyContact
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import new_uuid
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
    _answers_for(aspen, zeb)
    return ada, zeb


def _answers_for(aspen: Ecosystem, zeb: Person) -> None:
    """A child whose guardian he is, whose lists and files name him."""
    kid = learner(member_school(aspen, "Elm School"), "Kit")
    Guardian.objects.create(ecosystem=aspen, guardian=zeb, learner=kid, starts=NOON.date())
    EmergencyContact.objects.create(
        ecosystem=aspen, learner=kid, position=1, name=NAME, relation="brother", phone="0179 4711"
    )
    StoredFile.objects.create(
        ecosystem=aspen, about_kind="placements.step", about=new_uuid(), person=kid, kind="pdf",
        name=f"Consent_{NAME}.pdf", bytes=1, digest="0", added_by=zeb, added_at=NOON,
    )  # fmt: skip


@pytest.mark.slow
def test_the_search_finds_what_is_there() -> None:
    somebody()
    found = set(places_of("zebedee", "quux"))
    assert {"people.Person.name", "people.NameWord.word", "people.Account.email"} <= found
    assert {"families.EmergencyContact.name", "files.StoredFile.name"} <= found


@pytest.mark.slow
def test_no_column_holds_the_name_after_the_erasure() -> None:
    ada, zeb = somebody()
    erase_person(zeb, by=actor(ada), at=NOON)
    assert list(places_of("zebedee", "quux")) == []
    assert StoredFile.objects.get().name == "file.pdf"
