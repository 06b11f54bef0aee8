"""A message is listed by what its template is called, in the language of whoever reads the list."""

import pytest
from django.utils.translation import override

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.features.engagement.families.actions import edit_template, send_message
from hedgerow.features.engagement.families.audiences import audience
from hedgerow.features.engagement.families.listing import Messages
from hedgerow.features.engagement.families.models import MessageCopy
from hedgerow.features.engagement.families.queries.sent import messages_of, sent_page

from .family import Family, family

pytestmark = pytest.mark.django_db
VALUES = {"day": "2026-12-01", "time": "16:00", "note": "."}


def listed(of: Family, **asked: str) -> list[object]:
    table = Messages(messages_of(of.teacher, of.place), asked)
    return [row[2].value for row in table.page().rows]


@pytest.mark.slow
def test_messages_are_listed_searched_and_sorted_by_title_in_the_reader_s_language() -> None:
    found = family()
    to = audience(found.teacher, found.place, "site", found.club.school.uuid)
    rows = [
        send_message(found.place, key, to, VALUES, by=found.teacher, at=NOW)
        for key in ("meeting", "good-news")
    ]
    texts = {"en": ["Come to us on {day}", "At {time}, {place}."]}
    edit_template(found.place, "meeting", texts, asks=True, by=found.convener, at=NOW)
    assert listed(found, sort="template") == ["Come to us on …", "Good news about your child"]
    assert listed(found, template="come to US") == ["Come to us on …"]
    assert not listed(found, template="meeting")
    with override("ar"):
        assert listed(found, template="خبر") == ["خبر سارّ عن طفلك"]
    MessageCopy.objects.all().delete()
    assert sent_page(found.teacher, found.place, rows[0].uuid).subject == "Come to us on …"


def test_a_message_of_a_template_that_is_gone_keeps_its_key() -> None:
    found = family()
    to = audience(found.teacher, found.place, "site", found.club.school.uuid)
    row = send_message(found.place, "meeting", to, VALUES, by=found.teacher, at=NOW)
    type(row).objects.update(template="picnic")
    assert listed(found) == ["picnic"]
