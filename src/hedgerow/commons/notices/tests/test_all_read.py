"""The button says of all that is new that it was read, also of what the page has no room for."""

from datetime import timedelta

import pytest

from hedgerow.commons.membership.tests import factories
from hedgerow.commons.notices.actions import read_notices
from hedgerow.commons.notices.models import Notice
from hedgerow.commons.notices.queries import MOST, notices_page, waiting_for

from .cast import NOON, reader, told
from .test_choosing import browser

pytestmark = pytest.mark.django_db
BUTTON = "I have read these"


def test_more_than_the_page_shows_are_read_at_once() -> None:
    aspen = factories.ecosystem("Aspen Valley")
    bo, cy = reader(aspen), reader(aspen, "Cy")
    for n in range(MOST + 3):
        told(bo, aspen, at=NOON + timedelta(minutes=n))
    told(cy, aspen)
    mine = browser(bo)
    assert mine.post("/me/notices/read/").status_code == 302
    assert Notice.objects.filter(read_at=None).get().person == cy
    assert waiting_for(factories.actor(bo)) == []
    assert BUTTON not in mine.get("/me/notices/").content.decode()


def test_the_button_stays_while_an_older_one_is_new() -> None:
    aspen = factories.ecosystem("Aspen Valley")
    bo = reader(aspen)
    for n in range(MOST + 1):
        told(bo, aspen, at=NOON + timedelta(minutes=n))
    by = factories.actor(bo)
    read_notices([one.uuid for one in notices_page(by).told], by=by, at=NOON)
    assert notices_page(by).has_new
    assert BUTTON in browser(bo).get("/me/notices/").content.decode()
