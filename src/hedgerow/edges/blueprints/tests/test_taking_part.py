"""Kinds, rounds and terms travel with a blueprint as they are now; whoever is named in them stays."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from hedgerow.commons.activities.actions import save_kinds
from hedgerow.commons.activities.models import Kind
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.frameworks.actions import save_framework
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Organisation
from hedgerow.edges.blueprints.names import named_in
from hedgerow.edges.blueprints.taking_part import agreements
from hedgerow.edges.blueprints.tests.test_exporting import exported, plant
from hedgerow.features.engagement.choice.actions import plan_round, save_criterion, save_offer
from hedgerow.features.engagement.choice.models import Round
from hedgerow.features.engagement.opportunities.actions import save_kinds as save_opportunity_kinds
from hedgerow.features.engagement.opportunities.models import OpportunityKind
from hedgerow.features.engagement.partners.models import Agreement
from hedgerow.features.engagement.placements.actions import save_placement_kind
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
BY: dict[str, Any] = {"by": Actor.the_steward(), "at": AT}
SECTIONS = ("activity_kinds", "opportunity_kinds", "placement_kinds", "agreements", "rounds")


def town() -> Ecosystem:
    """A place whose kinds have keys that no blueprint could have."""
    place = factories.ecosystem()
    save_kinds(place, [{"key": "Job_Shadowing", "name": "Shadowing", "minimum_minutes": 100}], **BY)
    kind = Kind.objects.get(ecosystem=place)
    terms = {"judged": True, "audience": "adults", "activity_kind_id": kind.pk}
    rows = [{"key": "Open_Day", "name": "Open day", "minimum_minutes": 100, **terms}]
    save_opportunity_kinds(place, [*rows, {"key": "gone", "name": "Gone", "in_use": False}], **BY)
    check = {"key": "Form_1", "title": "Form", "who": "guardian", "due_days": 3, "private": True}
    save_placement_kind(
        place, "At_Work", title="At work", activity_kind=kind, goal_minutes=750,
        opportunity_kind=OpportunityKind.objects.get(key="Open_Day"),
        asked=[["On_time", "Was on time"]], scale=[[1, "no"], [2, "yes"]], requirements=[check], **BY,
    )  # fmt: skip
    return place


def agreed(place: Ecosystem, partner: Organisation, title: str, scope: str) -> None:
    row = Agreement.objects.create(
        ecosystem=place, organisation=partner, title=title, scope=scope, shares=["names"],
        shared_for="So that badges are ready.", starts=date(2026, 1, 1), ends=date(2027, 12, 22),
        state="agreed", side="partner", proposed_at=AT, answered_at=AT,
    )  # fmt: skip
    row.kinds.set(Kind.objects.filter(ecosystem=place))


def round_of(place: Ecosystem, key: str, **values: Any) -> Round:
    days = {"opens_on": date(2026, 12, 1), "closes_on": date(2026, 12, 21), "most_wishes": 3}
    return plan_round(place, {"key": key, "title": f"Choice {key}", **days, **values}, **BY)


def again(place: Ecosystem, folder: Path) -> tuple[Any, Any]:
    """What is exported, and what is exported of the place that is planted from that."""
    first = exported(place.slug, folder)
    plant(str(folder / f"{place.slug}.toml"), "elsewhere", name="Elsewhere")
    return first, exported("elsewhere", folder)


def same(first: Any, second: Any) -> None:
    for name in SECTIONS:
        assert getattr(first, name) == getattr(second, name), name


@pytest.mark.slow
def test_kinds_are_told_as_they_are_now_and_are_the_same_elsewhere(tmp_path: Path) -> None:
    first, second = again(town(), tmp_path)
    (kind,), (placement,) = first.opportunity_kinds, first.placement_kinds
    assert (kind.key, kind.title, kind.judged, kind.audience) == (
        "open-day",
        "Open day",
        True,
        "adults",
    )
    assert (kind.activity_kind, int(kind.minimum_hours * 60)) == ("job-shadowing", 100)
    assert (placement.counts_as, placement.hours, placement.levels) == (
        "job-shadowing", 12.5, ("no", "yes"),
    )  # fmt: skip
    assert placement.opportunity_kind == "open-day"
    assert placement.asked == {"on-time": "Was on time"}
    told = placement.requirements[0]
    assert (told.key, told.who, told.due_days, told.private) == ("form-1", "guardian", 3, True)
    same(first, second)


@pytest.mark.slow
def test_terms_travel_without_the_partner_and_not_where_somebody_is_named(tmp_path: Path) -> None:
    place = town()
    library = factories.organisation(place, "Harbour Library", kind="partner")
    factories.person(place, "Noor Haddad")
    agreed(place, library, "Story hours", "Two hours a week for small children.")
    agreed(place, library, "Story hours", "Two hours a week for small children.")
    agreed(place, library, "Reading", "Every week at HARBOUR library’s hall.")
    agreed(place, library, "Music", "Noor Haddad sings with them.")
    first, second = again(place, tmp_path)
    (only,) = first.agreements
    assert (only.key, only.title, only.months) == ("story-hours", "Story hours", 24)
    assert (only.kinds, [str(one.value) for one in only.shares]) == (("job-shadowing",), ["names"])
    same(first, second)


def test_terms_that_are_carried_are_known_again_in_each_of_their_languages() -> None:
    place = town()
    library = factories.organisation(place, "Harbour Library", kind="partner")
    agreed(place, library, "Horas de cuentos", "Dos por semana.")
    title = {"en": "Story hours", "es": "Horas de cuentos"}
    kept = [
        {"key": "stories", "title": title, "scope": {"en": "Two a week.", "es": "Dos por semana."}}
    ]
    assert agreements(place, {}, kept, []) == kept


@pytest.mark.slow
def test_rounds_travel_by_their_framework_or_by_what_they_list(tmp_path: Path) -> None:
    place = town()
    school = factories.member_school(place, "Oak School")
    items = [{"code": "1", "title": "Arts"}, {"code": "2", "title": "Health"}]
    save_framework(place, "paths", "Paths", items, kind="parts", source="", **BY)
    whole = round_of(place, "whole", grades=["8"])
    for title in ("1 Arts", "2 Health"):
        save_offer(whole, {"title": title, "seats": 6, "site_id": school.pk}, **BY)
    save_criterion(whole, {"title": "Brother or sister", "kind": "sibling"}, **BY)
    listed = round_of(place, "listed")
    choir = save_offer(listed, {"title": "Choir", "summary": "We sing.", "seats": 9}, **BY)
    save_offer(listed, {"title": "Garden of Oak School", "seats": 9}, **BY)
    near = {"title": "Near", "kind": "distance", "kilometres": 2.5}
    save_criterion(listed, near, **BY)
    save_criterion(
        listed, {"title": "Small", "kind": "grade", "grades": ["1"], "seats": 4, "offer_id": choir.pk}, **BY
    )  # fmt: skip
    round_of(place, "Oak_School", title="Places at Oak School")
    first, second = again(place, tmp_path)
    one, other = first.rounds
    assert (one.framework, one.seats, one.offers, one.sites) == ("paths", 6, (), "school")
    assert (one.grades, one.days, [rule.kind for rule in one.rules]) == (("8",), 20, ["sibling"])
    assert (other.framework, [offer.title for offer in other.offers]) == (None, ["Choir"])
    assert [(rule.kind, rule.reserved) for rule in other.offers[0].rules] == [("grade", 4)]
    assert [(rule.kind, rule.kilometres) for rule in other.rules] == [("distance", 2.5)]
    same(first, second)


def test_a_name_is_found_as_words_alone() -> None:
    place = factories.ecosystem()
    factories.organisation(place, "Oak")
    texts = ["The oaks of the park", "At Oak's", "", "An oak!"]
    assert {*named_in(place, texts)} == {"At Oak's", "An oak!"}
