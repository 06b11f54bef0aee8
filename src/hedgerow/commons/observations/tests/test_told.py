"""An indicator in several languages: what is measured, and its unit."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.frameworks.actions import save_framework
from hedgerow.commons.membership.tests.factories import ecosystem
from hedgerow.commons.observations.actions import save_indicators
from hedgerow.commons.observations.forms import IndicatorForm
from hedgerow.commons.observations.listing import Indicators
from hedgerow.commons.observations.models import Indicator
from hedgerow.commons.observations.queries import indicator_page, indicators_of
from hedgerow.foundation import subjects
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome

from .test_pages import address, signed_in

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()
ENTERED = {
    "title": "Books read", "title.es": "Libros leídos", "unit": "books", "unit.es": "libros",
    "direction": "up",
}  # fmt: skip


@pytest.fixture
def town() -> Ecosystem:
    found = ecosystem()
    found.languages = ["en", "es"]
    found.save()
    return found


def written(town: Ecosystem, key: str = "books") -> Indicator:
    form = IndicatorForm(ENTERED, ecosystem=town)
    assert form.is_valid(), form.errors
    said = form.said()
    del said["revision"]
    save_indicators(town, [{"key": key, **said}], by=STEWARD, at=NOW)
    return Indicator.objects.get(ecosystem=town, key=key)


def test_each_reader_meets_title_and_unit_in_their_language(town: Ecosystem) -> None:
    row = written(town)
    assert (row.item.title, row.unit) == ("Books read", "books")
    with override("es"):
        page = indicator_page(STEWARD, town, row)
        assert (page.title, page.unit) == ("Libros leídos", "libros")
        assert Indicators(indicators_of(town), {"title": "leíd"}).page().count == 1
        found = subjects.resolve(STEWARD, "observations.indicator", [row.uuid])
        assert found[row.uuid].title == "Libros leídos"
    with override("ar"):
        assert indicator_page(STEWARD, town, row).title == "Books read"
        assert Indicators(indicators_of(town), {"title": "leíd"}).page().count == 0


def test_a_known_unit_is_in_words_of_the_page(town: Ecosystem) -> None:
    row = {"key": "seen", "title": "Seen", "unit": "percent"}
    save_indicators(town, [row], by=STEWARD, at=NOW)
    with override("es"):
        assert indicator_page(STEWARD, town, Indicator.objects.get()).unit == "por ciento"


def test_its_form_shows_all_of_it_and_saved_again_nothing_changes(town: Ecosystem) -> None:
    row = written(town)
    page = signed_in(town).get(address("indicator-edit", row)).content.decode()
    assert "Libros leídos" in page
    again = IndicatorForm(ENTERED, ecosystem=town, of=row)
    assert again.is_valid(), again.errors
    said = again.said()
    del said["revision"]
    kept = save_indicators(town, [{"key": row.key, **said}], by=STEWARD, at=NOW)
    assert kept == Outcome(unchanged=1)


def test_what_is_told_under_another_name_is_refused_and_nothing_changes(town: Ecosystem) -> None:
    row = written(town)
    wrong = {"key": row.key, "told": {"es": {"direction": "arriba"}}}
    with pytest.raises(Invalid):
        save_indicators(town, [wrong], by=STEWARD, at=NOW)
    row.refresh_from_db()
    assert row.told == {"en": {}, "es": {"title": "Libros leídos", "unit": "libros"}}


def test_the_form_of_a_frameworks_item_asks_for_its_title_in_further_languages_alone(
    town: Ecosystem,
) -> None:
    rows = [{"code": "A", "title": "Belonging"}]
    item = save_framework(town, "skills", "Skills", rows, by=STEWARD, at=NOW).items.get()
    save_indicators(
        town, [{"key": "belonging", "unit": "points", "item_id": item.pk}], by=STEWARD, at=NOW
    )
    row = Indicator.objects.get()
    form = IndicatorForm(ecosystem=town, of=row)
    assert [name for name in form.fields if name != "revision"][:3] == [
        "title.es",
        "unit",
        "unit.es",
    ]
    sent = {"title.es": "Pertenencia", "unit": "points", "direction": "up"}
    form = IndicatorForm(sent, ecosystem=town, of=row)
    assert form.is_valid(), form.errors
    said = form.said()
    del said["revision"]
    save_indicators(town, [{"key": row.key, **said}], by=STEWARD, at=NOW)
    with override("es"):
        assert Indicator.objects.get().shown == "Pertenencia"
    assert Indicator.objects.get().item.title == "Belonging"


@pytest.mark.slow
def test_the_list_asks_as_often_for_twenty_as_for_two(town: Ecosystem) -> None:
    counted = []
    for many in (range(2), range(2, 20)):
        for number in many:
            written(town, f"books-{number}")
        with override("es"), CaptureQueriesContext(connection) as seen:
            page = Indicators(indicators_of(town), {"title": "leíd"}).page()
            assert "Libros leídos" in str(page.rows)
        counted.append(len(seen))
    assert counted[0] == counted[1]
