"""Published figures are told in each language: name, unit and qualifier; date and source never are."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from hedgerow.commons.ecosystems.actions import remove_row, restore_row, state_figures
from hedgerow.commons.ecosystems.models import Figure
from hedgerow.commons.ecosystems.queries import figures_of as settled
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests.factories import browser, convener, ecosystem
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.permissions import Actor
from hedgerow.portal.queries.figures import figures_of as published

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()
SCHOOLS = {
    "name": "schools", "value": "31", "unit": "schools", "qualifier": "about", "as_of": "2015",
    "source": "Report", "told": {"es": {"name": "escuelas", "unit": "centros"}},
}  # fmt: skip


def test_a_reader_meets_them_in_their_language_where_they_are_told_in_it() -> None:
    place = ecosystem(languages=["en", "es"])
    state_figures(place, [SCHOOLS], by=STEWARD, at=NOW)
    address = reverse("ecosystem", args=[place.slug])
    said = {
        code: Client().get(address, headers={"accept-language": code}).content.decode()
        for code in ("es", "ar")
    }
    assert "<dt>Escuelas</dt>" in said["es"]
    assert "<b>about 31 centros</b>" in said["es"]
    assert "<dt>Schools</dt>" in said["ar"]
    again = {**SCHOOLS, "value": 31, "told": {"es": {"name": "escuelas", "unit": "centros"}}}
    assert state_figures(place, [again], by=STEWARD, at=NOW).unchanged == 1


@pytest.mark.parametrize(
    ("unit", "told", "disagree"), [("schools", {}, False), ("sites", {}, True)]
)
def test_sources_disagree_by_what_is_kept_whatever_language_tells_it(
    unit: str, told: dict[str, dict[str, str]], disagree: bool
) -> None:
    place = ecosystem(languages=["en", "es"])
    other = {**SCHOOLS, "unit": unit, "source": "Another", "told": told}
    state_figures(place, [SCHOOLS, other], by=STEWARD, at=NOW)
    for code in ("en", "es"):
        with override(code):
            assert [one.disagree for one in settled(place)] == [disagree]
            assert [one.disagrees for one in published(place)] == [disagree]


def test_the_form_asks_once_a_language_and_keeps_what_was_told() -> None:
    place = ecosystem(languages=["en", "es"])
    state_figures(place, [SCHOOLS], by=STEWARD, at=NOW)
    row, client = Figure.objects.get(), browser(convener(place))
    address = reverse("kept", args=[place.slug, "figure", row.uuid])
    assert 'value="centros"' in client.get(address).content.decode()
    sent = {name: value for name, value in SCHOOLS.items() if name != "told"}
    assert client.post(address, {**sent, "name.es": "colegios"}).status_code == 302
    row.refresh_from_db()
    assert row.told == {"en": {}, "es": {"name": "colegios"}}


def test_programs_tell_them_and_leave_what_they_do_not_send() -> None:
    place = ecosystem(languages=["en", "es"])
    client, rows = browser(convener(place)), f"/api/ecosystems/{place.slug}/figures"
    made = client.post(rows, SCHOOLS, content_type="application/json")
    assert (made.status_code, made.json()["told"]["en"]) == (201, {})
    sent = {name: value for name, value in SCHOOLS.items() if name != "told"} | {"as_of": "2016"}
    one = f"{rows}/{made.json()['uuid']}"
    changed = client.put(one, sent, content_type="application/json").json()
    assert (changed["as_of"], changed["told"]["es"]["name"]) == ("2016", "escuelas")


def test_one_that_is_removed_comes_back_with_what_it_told() -> None:
    place = ecosystem(languages=["en", "es"])
    state_figures(place, [SCHOOLS], by=STEWARD, at=NOW)
    before = Figure.objects.get()
    values = remove_row(place, "figure", before.uuid, by=STEWARD, at=NOW)
    restore_row(place, "figure", before.uuid, values, by=STEWARD, at=NOW)
    assert Figure.objects.get().told == before.told


def test_date_and_source_are_told_in_no_other_language() -> None:
    wrong = {**SCHOOLS, "told": {"es": {"source": "Informe"}}}
    with pytest.raises(Invalid):
        state_figures(ecosystem(), [wrong], by=STEWARD, at=NOW)
    assert not Figure.objects.exists()
