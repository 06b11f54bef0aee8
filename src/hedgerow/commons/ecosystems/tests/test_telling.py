"""The language of a row's own columns stays what it is, whatever a form or a program sends."""

import pytest
from django.http import QueryDict
from pydantic import TypeAdapter

from hedgerow.commons.ecosystems.forms import LANGUAGES, SettingsForm
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.telling import kept_told
from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.ecosystems.told_planting import LONGEST, Told
from hedgerow.foundation.errors import Invalid

pytestmark = pytest.mark.django_db


def ticked(place: Ecosystem, *languages: str) -> list[str]:
    """As a browser sends boxes: in the order in which they stand on the page."""
    sent = QueryDict(mutable=True)
    sent.setlist("languages", [one for one in LANGUAGES if one in languages])
    form = SettingsForm(sent, ecosystem=place)
    form.is_valid()
    found: list[str] = form.cleaned_data["languages"]
    return found


def test_boxes_come_in_the_order_of_the_page_and_the_first_language_stays_first() -> None:
    place = ecosystem(languages=["he", "ar"])
    assert ticked(place, "ar", "he") == ["he", "ar"]
    assert ticked(place, "ar", "he", "en") == ["he", "ar", "en"]
    assert ticked(place, "ar") == ["ar"]


def test_a_language_that_the_page_does_not_offer_is_kept() -> None:
    assert ticked(ecosystem(languages=["mi", "en"]), "en", "ar") == ["mi", "en", "ar"]


def test_each_field_says_in_which_language_it_asks() -> None:
    form = SettingsForm(ecosystem=ecosystem(languages=["he", "ar"]))
    for name, language in (("name", "he"), ("name.ar", "ar")):
        attrs = form.fields[name].widget.attrs
        assert (attrs["lang"], attrs["dir"]) == (language, "auto")


def test_nothing_is_told_in_the_language_of_the_columns_themselves() -> None:
    place = ecosystem(languages=["de", "en"])
    with pytest.raises(Invalid):
        kept_told(Ecosystem, {"de": {"name": "Anders"}}, place)
    assert kept_told(Ecosystem, {"en": {"name": "Other"}}, place) == {
        "de": {},
        "en": {"name": "Other"},
    }


def test_a_blueprint_takes_texts_as_long_as_the_columns_in_each_language() -> None:
    text = {"de": "a" * LONGEST, "en": "b" * LONGEST}
    assert TypeAdapter(Told).validate_python(text) == text
