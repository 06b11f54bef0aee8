"""Terms, holidays and how many could be reached are named in the languages of the ecosystem."""

from datetime import date

import pytest

from hedgerow.commons.ecosystems import actions
from hedgerow.commons.ecosystems.models import Ecosystem, PopulationFigure, Term
from hedgerow.commons.ecosystems.planting import Population, plant_populations
from hedgerow.commons.ecosystems.queries import calendar_of, populations_of
from hedgerow.commons.ecosystems.term_planting import Term as Told
from hedgerow.commons.ecosystems.term_planting import plant_terms
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.frameworks.tests.test_item_pages import signed_in
from hedgerow.commons.membership.tests.factories import convener, ecosystem
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.speaking import reading_as

pytestmark = pytest.mark.django_db
HOW = {"by": Actor.the_steward(), "at": NOW}
DAYS = (date(2026, 9, 1), date(2026, 12, 28))


@pytest.fixture
def eco() -> Ecosystem:
    return ecosystem(slug="valley", languages=["he", "ar"])


def test_a_term_is_planted_with_its_year_in_each_language_and_says_it_is_made_up(
    eco: Ecosystem,
) -> None:
    said = {"he": "מחצית", "ar": "فصل"}
    plant_terms(eco, [Told(name=said, starts="09-01", ends="12-28", simulated=True)], **HOW)
    with reading_as("ar"):
        (latest, *_others), _none = calendar_of(eco)
    assert (latest.name, latest.simulated) == (f"فصل {NOW.year + 1}", True)
    assert latest.name.removeprefix("فصل") in Term.objects.get(uuid=latest.uuid).name
    plant_terms(eco, [Told(name=said, starts="09-01", ends="12-28", simulated=True)], **HOW)
    assert Term.objects.count() == 3


def test_who_changes_a_term_makes_it_their_own(eco: Ecosystem) -> None:
    term = actions.add_term(eco, "מחצית", *DAYS, simulated=True, **HOW)
    actions.edit_row(eco, "term", term.uuid, name="מחצית", **HOW)
    assert Term.objects.get().simulated
    actions.edit_row(eco, "term", term.uuid, told={"ar": {"name": "فصل"}}, **HOW)
    found = Term.objects.get()
    assert (found.simulated, found.in_others("name")) == (False, {"ar": "فصل"})


def test_a_group_is_called_as_its_title_says_else_by_its_key(eco: Ecosystem) -> None:
    titles = {"arabic": {"he": "ערבית בבית", "ar": "عربية في البيت"}, "plain": ""}
    rows = [
        Population(dimension="home-language", group=key, title=title, value=7, source="s")
        for key, title in titles.items()
    ]
    plant_populations(eco, rows, **HOW)
    with reading_as("ar"):
        names = [one.name for one in populations_of(eco)]
    assert [name.partition(": ")[2] for name in names] == ["عربية في البيت", "plain"]


@pytest.mark.parametrize("kind", ["term", "holiday", "population"])
def test_forms_ask_in_each_language_and_keep_what_is_removed(eco: Ecosystem, kind: str) -> None:
    browser = signed_in(convener(eco))
    days = {"starts": "2026-09-01", "ends": "2026-12-28"}
    counted = {"value": "3", "as_of": "2026-09-01", "source": "s", "dimension": "age", "group": "7"}
    name = "title" if kind == "population" else "name"
    sent = {name: "שם", f"{name}.ar": "اسم", **(counted if kind == "population" else days)}
    assert browser.post(f"/e/valley/settings/{kind}/new/", sent).status_code == 302
    model = actions.rows.MODELS[kind][0]
    row = model.objects.get()
    assert (getattr(row, name), row.in_others(name)) == ("שם", {"ar": "اسم"})
    values = actions.remove_row(eco, kind, row.uuid, **HOW)
    actions.restore_row(eco, kind, row.uuid, values, **HOW)
    assert model.objects.get().told == row.told


def test_what_is_too_long_in_another_language_is_refused(eco: Ecosystem) -> None:
    with pytest.raises(Invalid):
        actions.add_term(eco, "מחצית", *DAYS, told={"ar": {"name": "x" * 101}}, **HOW)
    row = {"value": 1, "as_of": DAYS[0], "source": "s", "told": {"ar": {"title": "x" * 121}}}
    with pytest.raises(Invalid):
        actions.state_populations(eco, [row], **HOW)
    assert not Term.objects.exists()
    assert not PopulationFigure.objects.exists()
