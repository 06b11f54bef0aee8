"""A blueprint tells no person's name, wherever in its texts it stood, and the convener learns which."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from hedgerow.commons.activities.actions import save_kinds
from hedgerow.commons.bodies.models import Body, Constituency
from hedgerow.commons.ecosystems.actions import add_term
from hedgerow.commons.ecosystems.models import Ecosystem, Figure
from hedgerow.commons.frameworks.actions import save_framework, tie_items
from hedgerow.commons.frameworks.models import Scale
from hedgerow.commons.membership.tests import factories
from hedgerow.edges.blueprints.exporting import as_toml, taken_along
from hedgerow.edges.blueprints.guarding import OMITTED, Guard
from hedgerow.edges.blueprints.models import Carried
from hedgerow.edges.blueprints.schema import available, load, read_text
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
STEWARD = Actor.the_steward()
BY: dict[str, Any] = {"by": STEWARD, "at": AT}
IDA = "Ida Quill"


def place_of_ida() -> Ecosystem:
    place = factories.ecosystem()
    factories.named(place, IDA)
    return place


def full_of_ida(place: Ecosystem) -> None:
    """Name her in every kind of text that a blueprint has."""
    place.summary, place.purpose = f"Led by {IDA}.", "Learning together."
    place.told = {"es": {"summary": f"Dirigida por {IDA}."}}
    place.vocabulary = {"group": {"en": f"{IDA}'s hive"}}
    place.territory = f"Where {IDA} lives"
    place.save()
    Figure.objects.create(
        ecosystem=place, name=f"Schools of {IDA}", value=3, unit="schools", as_of="2020",
        source=f"Letter of {IDA}",
    )  # fmt: skip
    add_term(place, f"Term of {IDA} 2026", date(2026, 9, 1), date(2026, 10, 31), **BY)
    Scale.objects.create(
        ecosystem=place, key="depth", name=f"After {IDA}", steps=[[1, f"as {IDA}"], [2, "deep"]]
    )
    items = [
        {"code": "A", "title": f"Steps of {IDA}", "description": f"See {IDA}"},
        {"code": "ida-quill", "title": "Two", "parent": "A"},
    ]
    made = save_framework(
        place, "ida-quill-way", f"The way of {IDA}", items, kind="f", source=f"{IDA} 2020", **BY
    )
    pks = dict(made.items.values_list("code", "pk"))
    tie = {"kind": "precedes", "origin_id": pks["A"], "destination_id": pks["ida-quill"]}
    tie_items(made, [{**tie, "notes": f"{IDA} said so"}], **BY)
    body = Body.objects.create(ecosystem=place, key="board", name=f"Board of {IDA}")
    Constituency.objects.create(
        body=body, key="friends", name=f"Friends of {IDA}", quota=2, position=1
    )
    save_kinds(place, [{"key": "ida-quill-club", "name": f"Club of {IDA}"}], **BY)
    texts = {
        "practices": [{"key": "circle", "title": "Circle", "summary": f"{IDA} began it.",
                       "steps": [f"Ask {IDA}", "Sit down"], "source": f"{IDA}"}],
        "badges": [{"key": "helper", "title": f"Helper of {IDA}", "criteria": [f"Helped {IDA}"]}],
        "calendar": [{"title": f"Visit of {IDA}", "every_months": 2}],
        "credit_rules": [{"key": "most", "title": f"As {IDA} bids", "value": "3", "unit": "credits",
                          "source": f"{IDA}"}],
    }  # fmt: skip
    Carried.objects.create(ecosystem=place, content=texts)


@pytest.mark.slow
def test_a_name_goes_out_in_no_text_and_no_key_and_the_rest_travels() -> None:
    place = place_of_ida()
    full_of_ida(place)
    taken = taken_along(STEWARD, place.slug)
    text = as_toml(taken.blueprint, taken.held)
    assert "Quill" not in text
    assert "quill" not in text
    assert text.startswith(f"# Held back because they name somebody: {len(taken.held)}\n")
    found = read_text(text, "x.toml")
    assert found == taken.blueprint
    assert found.identity.summary == {"en": OMITTED, "es": OMITTED}
    assert found.identity.purpose == "Learning together."
    (framework,) = found.frameworks
    (tie,) = framework.ties
    assert tie.destination == framework.items[1].code != "ida-quill"
    assert framework.items[1].parent == "A"
    (practice,) = found.practices
    assert (practice.title, practice.steps) == ("Circle", (OMITTED, "Sit down"))


@pytest.mark.slow
def test_each_passage_that_stays_is_told_with_where_it_stands_and_whom_it_names() -> None:
    place = place_of_ida()
    full_of_ida(place)
    held = taken_along(STEWARD, place.slug).held
    assert {one.names for one in held} == {(IDA,)}
    told = {one.where: one.text for one in held}
    assert told["practices / circle / summary"] == f"{IDA} began it."
    assert told["calendar / 1 / title"] == f"Visit of {IDA}"
    sections = {where.partition(" / ")[0] for where in told}
    assert sections == {
        "identity", "territory", "figures", "terms", "frameworks", "scales", "bodies",
        "activity_kinds", "practices", "badges", "calendar", "credit_rules",
    }  # fmt: skip


def test_where_nobody_is_named_all_travels_and_nothing_is_told() -> None:
    place = place_of_ida()
    save_kinds(place, [{"key": "club", "name": "Club of quilled idas"}], **BY)
    taken = taken_along(STEWARD, place.slug)
    assert taken.held == ()
    assert "#" not in as_toml(taken.blueprint, taken.held)
    assert [one.title for one in taken.blueprint.activity_kinds] == ["Club of quilled idas"]


def test_a_person_of_elsewhere_may_be_named() -> None:
    place = factories.ecosystem()
    factories.named(factories.ecosystem("Other"), IDA)
    save_kinds(place, [{"key": "club", "name": f"Club of {IDA}"}], **BY)
    assert taken_along(STEWARD, place.slug).held == ()


@pytest.mark.slow
@pytest.mark.parametrize("key", available())
def test_a_blueprint_of_which_every_text_is_left_out_is_still_one(key: str) -> None:
    told = load(key).model_dump(mode="json", exclude_defaults=True, exclude={"history"})
    texts = frozenset(one for one in _leaves(told) if " " in one)
    guard = Guard(
        dict.fromkeys(texts, (IDA,)),
        frozenset({"en", "es", "ar", "de", "it", "he", "ko", "sw"}),
        texts,
    )
    guard.rename(told)
    made = guard.made(told)
    assert texts & {*_leaves(made)} == set()
    type(load(key)).model_validate(made)


def _leaves(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [leaf for one in parts for leaf in _leaves(one)]
