"""Another language of the ecosystem stands first: what is written stays in the one that it is in."""

import pytest
from django.apps import apps
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.activities.tests.factories import Club, club
from hedgerow.commons.bodies.actions import found_body
from hedgerow.commons.bodies.models import Body, Constituency
from hedgerow.commons.ecosystems.actions import edit_ecosystem
from hedgerow.commons.ecosystems.forms import SettingsForm
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.telling import kept_told, languages_for
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.ecosystems.told import ToldRow, spoken_in
from hedgerow.commons.membership.actions import set_customs
from hedgerow.commons.membership.consent_forms import CustomsForm
from hedgerow.commons.membership.tests import factories
from hedgerow.edges.blueprints.carrying import carried_by
from hedgerow.edges.blueprints.models import Carried
from hedgerow.edges.blueprints.tellings import telling
from hedgerow.features.engagement.mentoring.models import MentoringTerms
from hedgerow.features.engagement.mentoring.term_forms import TermsForm
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()
FORM = {
    "name": "Aspen", "languages": ["en", "es"], "time_zone": "UTC", "threshold": "10",
}  # fmt: skip


@pytest.fixture
def here() -> Club:
    found = club()
    found.ecosystem.languages = ["en", "es"]
    found.ecosystem.save()
    families = {"name": "Families", "quota": 1}
    told = {"es": {"name": "Consejo"}}
    found_body(
        found.ecosystem, "council", "Council", constituencies=[families], told=told,
        by=STEWARD, at=NOW,
    )  # fmt: skip
    return found


def spanish_first(place: Ecosystem) -> Ecosystem:
    return edit_ecosystem(place, languages=["es", "en"], by=STEWARD, at=NOW)


def form_with(place: Ecosystem, **said: object) -> SettingsForm:
    sent = QueryDict(mutable=True)
    for name, value in {**FORM, **said}.items():
        sent.setlist(name, value if isinstance(value, list) else [value])
    return SettingsForm(sent, ecosystem=place)


def test_what_is_written_says_from_then_on_in_which_language_it_is(here: Club) -> None:
    place = spanish_first(here.ecosystem)
    assert (place.languages, place.told) == (["es", "en"], {"en": {}})
    for row in (Kind.objects.first(), here.activity, Constituency.objects.get()):
        assert row is not None
        row.refresh_from_db()
        assert row.told == {"en": {}}
        assert languages_for(place, row.told) == ["en", "es"]
    assert Body.objects.get().told == {"en": {}, "es": {"name": "Consejo"}}


def test_what_another_ecosystem_wrote_stays_as_it_is(here: Club) -> None:
    other = club(ecosystem=factories.ecosystem("Birch"))
    spanish_first(here.ecosystem)
    other.activity.refresh_from_db()
    assert other.activity.told == {}


def test_what_is_written_afterwards_is_in_the_new_first_language(here: Club) -> None:
    place = spanish_first(here.ecosystem)
    new = Kind.objects.create(ecosystem=place, key="choir", name="Coro")
    assert languages_for(place, new.told) == ["es", "en"]


def test_its_own_language_stays_said_where_a_form_is_saved_again(here: Club) -> None:
    place = spanish_first(here.ecosystem)
    assert kept_told(Kind, {"en": {}, "es": {"name": ""}}, place) == {"en": {}}
    assert kept_told(Kind, {"es": {}, "en": {"name": ""}}, place) == {}


def test_a_reader_meets_it_as_before_and_a_blueprint_says_its_language(here: Club) -> None:
    place = spanish_first(here.ecosystem)
    row = Kind.objects.get(pk=here.activity.kind_id)
    for language in ("en", "es", "ar"):
        with override(language):
            assert row.said("name") == row.name
            assert spoken_in(row.told, "name") == ""
    assert telling(row, "name", row.name, place) == {"en": row.name}


def test_a_tier_of_the_blueprint_stays_that_one_with_its_roles(here: Club) -> None:
    place = here.ecosystem
    kept = [{"key": "core", "title": "Core", "roles": ["learner"]}]
    Carried.objects.create(ecosystem=place, content={"tiers": kept})
    set_customs(place, age_of_consent=16, tiers=[("core", "Core")], by=STEWARD, at=NOW)
    assert carried_by(place)["tiers"] == kept
    place = spanish_first(place)
    assert carried_by(place)["tiers"] == [{**kept[0], "title": {"en": "Core"}}]


def test_the_settings_offer_it_and_take_one_that_is_ticked(here: Club) -> None:
    place = here.ecosystem
    assert SettingsForm(ecosystem=place).initial["first"] == "en"
    chosen = form_with(place, first="es")
    assert chosen.is_valid(), chosen.errors
    assert chosen.cleaned_data["languages"] == ["es", "en"]
    assert "first" not in chosen.cleaned_data
    assert not form_with(place, first="ar").is_valid()
    gone = form_with(place, first="en", languages=["es"])
    assert gone.is_valid(), gone.errors
    assert gone.cleaned_data["languages"] == ["es"]


def test_a_language_that_leaves_the_list_takes_nothing_along(here: Club) -> None:
    place = edit_ecosystem(here.ecosystem, languages=["es"], by=STEWARD, at=NOW)
    here.activity.refresh_from_db()
    assert languages_for(place, here.activity.told) == ["en", "es"]


def test_lists_left_empty_in_one_language_are_not_taken_for_their_own(here: Club) -> None:
    place = here.ecosystem
    place.languages = ["en", "ar", "es"]
    tiers = {"age": "16", "tiers": "core = Core", "tiers.ar": "", "tiers.es": "core = Núcleo"}
    form = CustomsForm(tiers, ecosystem=place, customs=None)
    assert form.is_valid(), form.errors
    assert next(iter(form.told() or {})) == "en"
    terms = TermsForm(
        {**dict.fromkeys(("km", "language", "items", "community", "load", "waiting"), 1),
         "checks": "Check", "checks.ar": "", "checks.es": "Control"},
        terms=MentoringTerms(ecosystem=place),
    )  # fmt: skip
    assert terms.is_valid(), terms.errors
    assert next(iter(terms.told() or {})) == "en"


@pytest.mark.slow
def test_every_kind_of_row_is_found_by_its_ecosystem_in_one_statement_each(here: Club) -> None:
    kinds = [one for one in apps.get_models() if issubclass(one, ToldRow)]
    with CaptureQueriesContext(connection) as seen:
        spanish_first(here.ecosystem)
    told = [one["sql"] for one in seen if '"told" = ' in one["sql"] and "UPDATE" in one["sql"]]
    tables = {one._meta.db_table for one in kinds}
    assert tables <= {sql.split('"')[1] for sql in told}
