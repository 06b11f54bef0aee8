"""What somebody is told is in their own languages, whatever the browser of whoever caused it asks for."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils.translation import override

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions.tongue import speaking_to
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.notices.actions import Said, tell
from hedgerow.commons.notices.actions.reading import read_on_page
from hedgerow.commons.notices.models import Notice
from hedgerow.foundation.ui.speaking import ReaderMiddleware

from .cast import NEWS, NOON, reader

pytestmark = pytest.mark.django_db


def choir() -> Ecosystem:
    return Ecosystem(name="Choir", told={"en": {}, "ar": {"name": "جوقة"}, "he": {"name": "מקהלה"}})


def saying() -> Said:
    return Said(choir().said("name"), "")


def test_a_parent_who_reads_arabic_gets_no_hebrew_title_by_a_teachers_browser() -> None:
    aspen = factories.ecosystem("Aspen Valley")
    parent = reader(aspen, language="ar")
    other = reader(aspen, "Cy", language="he")
    mails = []

    def page_of(request: HttpRequest) -> HttpResponse:
        tell(parent, NEWS.key, saying, ecosystem=aspen, at=NOON)
        read_on_page(parent, NEWS.key, "seen", saying, ecosystem=aspen, at=NOON)
        for somebody in (parent, other):
            with speaking_to(somebody, "ar"):
                mails.append(choir().said("name"))
        return HttpResponse()

    with override("ar"):
        languages = {"accept-language": "he,ar;q=0.8"}
        ReaderMiddleware(page_of)(RequestFactory().get("/", headers=languages))
    assert set(Notice.objects.values_list("language", "subject")) == {("ar", "جوقة")}
    assert Notice.objects.count() == 2
    assert mails == ["جوقة", "מקהלה"]
