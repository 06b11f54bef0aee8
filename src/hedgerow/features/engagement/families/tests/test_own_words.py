"""A sender's own sentence goes with a template, marked for whoever reads another language."""

import pytest
from django.test import Client
from django.urls import reverse

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.notices.models import Notice
from hedgerow.features.engagement.families.actions import send_message
from hedgerow.features.engagement.families.audiences import audience
from hedgerow.features.engagement.families.models import Message, MessageCopy
from hedgerow.features.engagement.families.queries.drafted import Own
from hedgerow.features.engagement.families.queries.drafts import templates_of
from hedgerow.foundation.errors import Invalid

from .family import Family, family, seen_in

pytestmark = pytest.mark.django_db
HARM = "Bring <script>alert(1)</script> boots"
VALUES = {"day": "2026-12-01", "time": "16:00"}


def browser(person: int | None) -> Client:
    client = Client()
    session = client.session
    session["person_id"], session["since"] = person, "2099-01-01T00:00:00+00:00"
    session.save()
    return client


def sent(found: Family, own: Own) -> Message:
    to = audience(found.teacher, found.place, "site", found.club.school.uuid)
    return send_message(found.place, "meeting", to, VALUES, by=found.teacher, at=NOW, own=own)


def test_it_is_kept_and_marked_for_who_reads_another_language() -> None:
    found = family()
    sent(found, Own(" أحضروا الحذاء ", "ar"))
    copies = {one.guardian: one for one in MessageCopy.objects.select_related("guardian")}
    assert {one.own for one in copies.values()} == {"أحضروا الحذاء"}
    assert not copies[found.mother].own_foreign
    assert copies[found.father].own_foreign
    letters = {one.person: one.text for one in Notice.objects.select_related("person")}
    assert letters[found.mother].endswith("\n\nأحضروا الحذاء")
    assert "not translated" in letters[found.father]


@pytest.mark.slow
def test_the_sender_is_told_before_and_scripts_in_it_are_words() -> None:
    found = family()
    client = browser(found.teacher.person_id)
    page = reverse("family-write", args=[found.place.slug, "meeting"])
    given = {"to": f"site:{found.club.school.uuid}", "own": HARM, "own_language": "en", **VALUES}
    looked = client.post(page, {**given, "look": "1"})
    shown = looked.content.decode()
    assert "2 guardians do not read English: what you wrote yourself" in shown
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown
    assert not Message.objects.exists()
    assert client.post(page, {**given, "send": seen_in(looked)}).status_code == 302
    read = browser(found.mother.pk).get(reverse("child", args=[found.child.uuid]))
    assert "<script>alert" not in read.content.decode()
    assert "&lt;script&gt;alert(1)" in read.content.decode()


def test_words_that_fill_a_blank_are_marked_too() -> None:
    found = family()
    to = audience(found.teacher, found.place, "site", found.club.school.uuid)
    send_message(
        found.place, "good-news", to, {"note": "ممتاز"}, by=found.teacher, at=NOW, own=Own("", "ar")
    )
    foreign = dict(MessageCopy.objects.values_list("guardian__name", "own_foreign"))
    assert foreign == {"Amal": False, "Olga": True}
    page = browser(found.teacher.person_id)
    asked = page.get(reverse("family-write", args=[found.place.slug, "good-news"])).content.decode()
    assert 'name="note"' in asked
    assert 'name="own"' not in asked


def test_too_long_or_of_no_language_is_refused_and_nothing_is_sent() -> None:
    found = family()
    for own in (Own("x" * 501, "en"), Own("Boots", "xx")):
        with pytest.raises(Invalid):
            sent(found, own)
    assert not Message.objects.exists()
    assert not Notice.objects.exists()


def test_no_title_shows_a_blank_before_it_is_filled_in() -> None:
    found = family()
    titles = {one.title for one in templates_of(found.place)}
    assert not [title for title in titles if "{" in title]
    assert "Your child was not there on …" in titles
    page = browser(found.teacher.person_id)
    shown = page.get(reverse("family-messages", args=[found.place.slug])).content.decode()
    assert "{child}" not in shown
