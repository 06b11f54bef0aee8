"""What is sent is what was looked at, word for word, and goes to those who were looked at."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.families.actions import edit_template
from hedgerow.features.engagement.families.models import MessageCopy

from .family import Family, family, guardian, seen_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def nothing(_of: Family) -> None:
    """As it was."""


def another_guardian(of: Family) -> None:
    """As many as before, and one of them is somebody else."""
    Guardian.objects.filter(guardian=of.mother).delete()
    guardian(of.place, "Stranger", "ar", of.child)


def another_child(of: Family) -> None:
    Guardian.objects.filter(guardian=of.mother).update(learner=of.club.learners[1])


def another_language(of: Family) -> None:
    Person.objects.filter(pk=of.father.pk).update(language="es")


def another_text(of: Family) -> None:
    texts = {"en": {"subject": "About {child}", "body": "Other words: {note}"}}
    edit_template(of.place, "good-news", texts, False, by=of.convener, at=NOW)


@pytest.mark.parametrize(
    "change", [nothing, another_guardian, another_child, another_language, another_text]
)
def test_a_change_since_one_looked_has_one_look_again(change: Callable[[Family], None]) -> None:
    of = family()
    client = factories.browser(Person.objects.get(pk=of.convener.person_id))
    page = reverse("family-write", args=[of.place.slug, "good-news"])
    given = {"to": f"site:{of.club.school.uuid}", "note": "reads well"}
    seen = seen_in(client.post(page, {**given, "look": "1"}))
    change(of)
    answer = client.post(page, {**given, "send": seen})
    if change is nothing:
        assert (answer.status_code, MessageCopy.objects.count()) == (302, 2)
        return
    assert (answer.status_code, MessageCopy.objects.count()) == (422, 0)
    assert "has changed since you looked. Look again." in answer.content.decode()
    assert client.post(page, {**given, "send": seen_in(answer)}).status_code == 302
    assert MessageCopy.objects.count() == 2
