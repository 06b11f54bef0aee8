"""The copies of a message are a table: filtered, a page at a time, and taken away."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.families.actions import send_message
from hedgerow.features.engagement.families.models import Message, MessageCopy

from .test_messages import NOW, VALUES, at_school, family

pytestmark = pytest.mark.django_db


def sent() -> tuple[object, Message, str]:
    found = family()
    row = send_message(found.place, "meeting", at_school(found), VALUES, by=found.teacher, at=NOW)
    return found, row, f"/e/{found.place.slug}/families/messages/{row.uuid}/"


def page(client: Client, url: str) -> str:
    return b"".join(client.get(url)).decode()  # a file comes in parts


def test_copies_are_found_by_what_became_of_them() -> None:
    found, _row, url = sent()
    client = factories.browser(Person.objects.get(pk=found.teacher.person_id))
    mother = MessageCopy.objects.get(guardian=found.mother)
    later = NOW + timedelta(hours=1)
    MessageCopy.objects.filter(pk=mother.pk).update(
        read_at=later, answer="call", answered_at=later, answer_note="after six"
    )
    names = {"mother": found.mother.name, "father": found.father.name}
    for query, shown in (
        ("", {"mother", "father"}), ("?read_at=yes", {"mother"}), ("?read_at=no", {"father"}),
        ("?answer=call", {"mother"}), ("?answer=none", {"father"}),
        (f"?guardian={found.father.name}", {"father"}), ("?answer=no", set()),
    ):  # fmt: skip
        text = page(client, url + query)
        rows = text[text.index('id="table-copies"') :].partition("<tbody>")[2]
        assert {key for key, name in names.items() if name in rows} == shown, query
    assert "1 of 2" in page(client, url)
    assert "after six" in page(client, f"{url}?format=csv")


@pytest.mark.slow
def test_a_page_of_a_thousand_copies_asks_no_more_and_shows_fifty() -> None:
    found, row, url = sent()
    client = factories.browser(Person.objects.get(pk=found.teacher.person_id))
    few = asked(client, url)
    who = Person.objects.bulk_create(
        Person(
            kept_by=found.place, name=f"Parent {n:04}", sort_name=f"parent {n:04}", created_at=NOW
        )
        for n in range(1_000)
    )
    Guardian.objects.bulk_create(
        Guardian(ecosystem=found.place, guardian=one, learner=found.child, starts=NOW.date())
        for one in who
    )
    MessageCopy.objects.bulk_create(
        MessageCopy(
            message=row, guardian=one, learner=found.child, language="en", subject="s", body="b"
        )
        for one in who
    )
    text = page(client, url)
    assert text.count('<th scope="row">') == 50
    assert "1002 rows" in text
    assert "of 1002" in text
    assert asked(client, url) <= few + 1  # how many there are, where a page does not hold them


def asked(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        page(client, url)
    return len(queries)
