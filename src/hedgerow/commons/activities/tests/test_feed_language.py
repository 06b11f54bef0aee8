"""A person's calendar speaks a language of where they take part, where they name none of their own."""

import pytest
from django.test import Client
from django.utils.translation import gettext as _
from django.utils.translation import override

from hedgerow.commons.activities.actions import make_feed
from hedgerow.commons.activities.queries import secret_of
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("own", "languages", "catalogue"),
    [
        ("", "ko", "en"), ("", "he", "en"), ("", "de es", "es"), ("", "he ar es", "ar"), ("", "", "en"),
        ("es", "ar", "es"), ("ko", "de es", "es"),
    ],
)  # fmt: skip
def test_the_calendar_is_named_in_the_first_language_with_words(
    own: str, languages: str, catalogue: str
) -> None:
    place = factories.ecosystem(languages=languages.split())
    bo = factories.person(place, "Bo")
    bo.language = own
    bo.save()
    factories.assigned(bo, "educator", place)
    feed = make_feed(by=factories.actor(bo), at=NOW)
    page = Client().get(f"/calendar/{secret_of(feed.uuid, feed.turn)}.ics").content.decode()
    with override(catalogue):
        assert _("Hedgerow: %(name)s") % {"name": "Bo"} in page
