"""The button says of all messages about a child that they were read, also of those not shown."""

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.features.engagement.families.actions import send_message
from hedgerow.features.engagement.families.models import MessageCopy
from hedgerow.features.engagement.families.queries import children

from .family import family
from .test_messages import VALUES, at_school

pytestmark = pytest.mark.django_db


def test_older_messages_than_the_page_shows_are_read_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(children, "MOST", 1)
    found = family()
    for _n in range(3):
        send_message(found.place, "meeting", at_school(found), VALUES, by=found.teacher, at=NOW)
    mine, here = factories.browser(found.mother), f"/me/children/{found.child.uuid}/"
    newest = children.received(factories.actor(found.mother), found.child)[0]
    MessageCopy.objects.filter(uuid=newest.uuid).update(read_at=NOW)
    assert f'action="{here}read/"' in mine.get(here).content.decode()
    assert mine.post(f"{here}read/").status_code == 302
    unread = MessageCopy.objects.filter(read_at=None)
    assert not unread.filter(guardian=found.mother).exists()
    assert unread.filter(guardian=found.father).count() == 3
    assert f'action="{here}read/"' not in mine.get(here).content.decode()
