"""Consents and what guards people come with a blueprint, and nobody who is named in them."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hedgerow.commons.ecosystems.actions import edit_ecosystem
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import ask_for_consent, ask_no_more, set_customs
from hedgerow.commons.membership.customs import age_of_consent
from hedgerow.commons.membership.models import ConsentPurpose
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.observations.actions import save_indicators
from hedgerow.edges.blueprints.exporting import as_toml, taken_along
from hedgerow.edges.blueprints.schema import Blueprint, BlueprintError, read_text
from hedgerow.edges.blueprints.tests.test_exporting import exported, plant
from hedgerow.features.engagement.mentoring.actions import set_terms
from hedgerow.features.engagement.mentoring.models import MentoringTerms
from hedgerow.features.engagement.mentoring.queries import weights_of
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
BY: dict[str, Any] = {"by": Actor.the_steward(), "at": AT}
TRIPS = {"en": "May your child come along on trips?", "es": "¿Puede ir su hija a excursiones?"}


def town() -> Ecosystem:
    place = factories.ecosystem("Town", languages=["en", "es"])
    guard = {"threshold": 15, "collects_groups": True, "second_factor_roles": ["convener"]}
    edit_ecosystem(place, **guard, **BY)
    set_customs(place, age_of_consent=14, tiers=[("full", "Full")], **BY)
    ask_for_consent(place, "Trips_1", {"en": "Trips", "es": "Excursiones"}, TRIPS, **BY)
    weights = {"km": 2.5, "farthest_km": None}
    checks = [("Police_1", "Police check")]
    told = {"en": {}, "es": {"check.Police_1": "Antecedentes"}}
    set_terms(place, checks, weights, told=told, **BY)
    percent = {"unit": "percent", "core": True, "minimum_change": Decimal("2.5")}
    save_indicators(place, [{"key": "attending", "title": "Attending", **percent}], **BY)
    ask_for_consent(place, "photos", {"en": "Photos"}, {"en": "On the wall?"}, **BY)
    return place


def again(place: Ecosystem, folder: Path) -> tuple[Blueprint, Blueprint]:
    first = exported(place.slug, folder)
    plant(str(folder / f"{place.slug}.toml"), "elsewhere", name="Elsewhere")
    return first, exported("elsewhere", folder)


def test_consents_and_safeguards_are_the_same_elsewhere(tmp_path: Path) -> None:
    place = town()
    gone = ask_for_consent(place, "gone", {"en": "Gone"}, {"en": "No longer?"}, **BY)
    ask_no_more(gone, **BY)
    first, second = again(place, tmp_path)
    assert [(one.key, one.title) for one in first.consents] == [
        ("trips-1", {"en": "Trips", "es": "Excursiones"}), ("photos", "Photos"),
    ]  # fmt: skip
    assert (first.safeguards, first.consents, first.tiers) == (
        second.safeguards, second.consents, second.tiers,
    )  # fmt: skip
    there = Ecosystem.objects.get(slug="elsewhere")
    assert (there.threshold, there.collects_groups, there.second_factor_roles) == (
        15, True, ["convener"],
    )  # fmt: skip
    assert age_of_consent(there) == 14
    assert first.mentoring == second.mentoring
    assert first.mentoring is not None
    assert first.mentoring.checks[0].title == {"en": "Police check", "es": "Antecedentes"}
    assert (first.mentoring.costs.km, weights_of(there).farthest_km) == (2.5, None)
    assert first.indicators == second.indicators
    assert (first.indicators[0].core, first.indicators[0].minimum_change) == (True, Decimal("2.5"))
    assert ConsentPurpose.objects.get(ecosystem=there, key="trips-1").texts == TRIPS


def test_what_is_as_everywhere_is_not_told() -> None:
    place = factories.ecosystem()
    told = as_toml(taken_along(Actor.the_steward(), place.slug).blueprint)
    assert "safeguards" not in told
    assert "consents" not in told


def test_a_consent_that_names_somebody_stays_whole_and_is_told() -> None:
    place = town()
    factories.named(place, "Ida Quill")
    ask_for_consent(place, "choir", {"en": "Choir"}, {"en": "May Ida Quill record it?"}, **BY)
    found = taken_along(Actor.the_steward(), place.slug)
    assert [one.key for one in found.blueprint.consents] == ["trips-1", "photos"]
    (held,) = found.held
    assert (held.where, held.names, held.whole) == ("consents / choir", ("Ida Quill",), True)


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ("[safeguards]\nthreshold = 1", "safeguards.threshold: expected greater than"),
        ("[safeguards]\nage_of_consent = 3", "safeguards.age_of_consent: expected greater than"),
        ('[safeguards]\nsecond_factor_roles = ["learner"]', "safeguards.second_factor_roles.0"),
        ("[mentoring.costs]\nkm = -1", "mentoring.costs.km: expected greater than"),
        ('[[mentoring.checks]]\nkey = "a"', "mentoring.checks.0.title: expected a value"),
        ('[[consents]]\nkey = "photos"\ntitle = "Photos"', "consents.0.text: expected a value"),
    ],
)
def test_a_wrong_value_is_refused_by_its_section(wrong: str, where: str) -> None:
    place = factories.ecosystem()
    told = as_toml(taken_along(Actor.the_steward(), place.slug).blueprint)
    with pytest.raises(BlueprintError, match=where.replace(".", r"\.")):
        read_text(f"{told}\n{wrong}\n", "mine.toml")


def test_without_a_history_a_network_asks_for_consent_too() -> None:
    place = plant("syracuse", "syracuse")
    (asked,) = ConsentPurpose.objects.filter(ecosystem=place)
    assert (asked.key, asked.retired_at) == ("photographs", None)


def test_without_a_history_mentors_need_the_check_too() -> None:
    place = plant("tulsa", "tulsa")
    terms = MentoringTerms.objects.get(ecosystem=place)
    assert terms.required_checks == [["check", "Background check"]]
