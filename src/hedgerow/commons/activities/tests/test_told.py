"""A row is told in several languages, and each reader meets the best of them."""

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.translation import override

from hedgerow.commons.activities.models import Activity, Kind
from hedgerow.commons.ecosystems.telling import kept_told, languages_for
from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.ecosystems.told import own_language, spoken_in
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.ui.speaking import ReaderMiddleware, reading_as, reads

HEBREW = {"he": {}, "ar": {"name": "جوقة"}, "en": {"name": "Choir"}}


def kind(**values) -> Kind:
    return Kind(**{"key": "choir", "name": "מקהלה", "told": HEBREW, **values})


def asked(header: str, page: str, cookie: str = "") -> tuple[str, str]:
    """What a page in that language says, and the best language of whoever asks so."""
    request = RequestFactory().get("/", headers={"accept-language": header})
    if cookie:
        request.COOKIES["django_language"] = cookie
    found: list[str] = []

    def page_of(request) -> HttpResponse:
        found.extend((kind().shown, reads()[0]))
        return HttpResponse()

    with override(page):
        ReaderMiddleware(page_of)(request)
    return found[0], found[1]


@pytest.mark.parametrize(
    ("header", "page", "said"),
    [
        ("ar", "ar", "جوقة"),
        ("en-GB,ar", "en-gb", "Choir"),
        ("es", "es", "מקהלה"),
        ("he-IL,he;q=0.9,en;q=0.8", "en", "מקהלה"),
        ("ko,ar;q=0.8", "ar", "جوقة"),
        ("*", "en", "Choir"),
        ("", "en", "Choir"),
    ],
)
def test_the_reader_meets_the_language_that_the_browser_names_first(header, page, said) -> None:
    assert asked(header, page)[0] == said


def test_who_chose_a_language_of_the_pages_reads_that_one() -> None:
    assert asked("he", "en", cookie="en") == ("Choir", "en")


def test_a_letter_to_somebody_else_is_in_their_language_and_what_was_asked_for_is_forgotten() -> (
    None
):
    request = RequestFactory().get("/", headers={"accept-language": "he"})

    def page_of(request) -> HttpResponse:
        with override("ar"):
            return HttpResponse(kind().shown)

    with override("en"):
        assert ReaderMiddleware(page_of)(request).content.decode() == "جوقة"
        assert reads() == ("en",)


def test_what_is_written_to_somebody_else_is_in_none_of_the_writers_languages() -> None:
    request = RequestFactory().get("/", headers={"accept-language": "he,ar;q=0.8"})
    found = []

    def page_of(request) -> HttpResponse:
        for language, page in (("ar", ""), ("he", "ar"), ("en", "")):
            with reading_as(language, page):
                found.append((kind().shown, reads()))
        found.append((kind().shown, reads()))
        return HttpResponse()

    with override("ar"):
        ReaderMiddleware(page_of)(request)
    assert found == [
        ("جوقة", ("ar",)), ("מקהלה", ("he", "ar")), ("Choir", ("en",)), ("מקהלה", ("he", "ar")),
    ]  # fmt: skip


def test_what_is_told_in_no_language_of_the_readers_is_told_as_it_is_kept() -> None:
    with override("es"):
        assert (kind().shown, kind(told={}).shown) == ("מקהלה", "מקהלה")
    with override("ar"):
        assert spoken_in(HEBREW, "name") == "ar"
        assert kind(told={"he": {}, "ar": {"summary": "x"}}).shown == "מקהלה"


@pytest.mark.django_db
def test_it_is_kept_without_what_is_empty_and_names_its_own_language() -> None:
    place = ecosystem("Elm", languages=["he", "ar"])
    given = {"ar": {"name": " جوقة "}, "en": {"name": "  "}}
    kept = kept_told(Kind, given, place)
    assert kept == {"he": {}, "ar": {"name": "جوقة"}}
    assert kept_told(Kind, {"ar": {"name": ""}}, place) == {}
    assert own_language({"en": {}, "he": {"name": "x"}}, "he") == "en"
    assert languages_for(place, {"en": {}, "he": {"name": "x"}}) == ["en", "he", "ar"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "told", [{"xx-no": {"name": "x"}}, {"ar": {"colour": "x"}}, {"ar": {"name": "x" * 121}}]
)
def test_an_unknown_language_or_name_and_a_long_text_are_refused(told) -> None:
    with pytest.raises(Invalid) as refused:
        kept_told(Kind, told, ecosystem("Elm"))
    assert "told" in refused.value.fields


@pytest.mark.django_db
def test_the_database_keeps_a_mapping_and_nothing_else() -> None:
    place = ecosystem("Elm")
    with pytest.raises(IntegrityError), transaction.atomic():
        Kind.objects.create(ecosystem=place, key="choir", name="Choir", told=["ar"])


@pytest.mark.django_db
def test_an_activity_is_entered_once_a_language_and_keeps_what_nobody_changed() -> None:
    place = factories.ecosystem(languages=["he", "ar"])
    row = Kind.objects.create(ecosystem=place, key="choir", name="מקהלה")
    client = factories.browser(factories.convener(place))
    sent = {
        "title": "שירה",
        "title.ar": "غناء",
        "kind": row.pk,
        "starts": "2026-11-01",
        "state": "open",
    }
    assert client.post(f"/e/{place.slug}/activities/new/", sent).status_code == 302
    activity = Activity.objects.get()
    assert activity.told == {"he": {}, "ar": {"title": "غناء"}}
    client.post(f"/e/{place.slug}/activities/{activity.uuid}/edit/", {**sent, "summary.ar": "معًا"})
    activity.refresh_from_db()
    assert activity.told["ar"] == {"title": "غناء", "summary": "معًا"}
