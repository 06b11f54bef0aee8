"""Whose names are held back of a blueprint: of the whole and its parts, however they are written."""

from typing import Literal
from unicodedata import normalize

import pytest

from hedgerow.commons.activities.actions import save_kinds
from hedgerow.commons.membership.tests import factories
from hedgerow.edges.blueprints.exporting import taken_along
from hedgerow.edges.blueprints.guarding import OMITTED

from .test_held_back import BY, IDA, STEWARD

pytestmark = pytest.mark.django_db


def test_somebody_of_a_part_is_named_by_nothing_that_leaves_the_whole() -> None:
    place = factories.ecosystem()
    part = factories.ecosystem(parent=factories.ecosystem(parent=place))
    factories.named(part, IDA)
    save_kinds(place, [{"key": "club", "name": f"Club of {IDA}"}], **BY)
    (held,) = taken_along(STEWARD, place.slug).held
    assert held.names == (IDA,)


def test_nobody_of_the_whole_is_told_to_whoever_exports_a_part() -> None:
    place = factories.ecosystem()
    part = factories.ecosystem(parent=place)
    factories.named(place, IDA)
    save_kinds(part, [{"key": "club", "name": f"Club of {IDA}"}], **BY)
    assert taken_along(STEWARD, part.slug).held == ()


def test_a_name_in_one_language_holds_that_in_the_others_back() -> None:
    place = factories.ecosystem()
    factories.named(place, IDA)
    part = factories.ecosystem(f"Hive of {IDA}", parent=place)
    for one in (place, part):
        one.name, one.told = f"Hive of {IDA}", {"ar": {"name": "خلية إيدا"}}
        one.save()
    found = taken_along(STEWARD, place.slug)
    for said in (found.blueprint.identity, *found.blueprint.parts):
        assert (said.name, said.names) == (OMITTED, {"ar": OMITTED})
    assert [one.text for one in found.held if one.where.endswith("/ name")] == [
        f"Hive of {IDA}"
    ] * 2


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_is_found_however_its_accents_are_written(form: Literal["NFC", "NFD"]) -> None:
    place = factories.ecosystem()
    factories.named(place, "José Muñiz")
    text = normalize(form, "Led by José Muñiz.")
    save_kinds(place, [{"key": "club", "name": text}], **BY)
    assert [one.text for one in taken_along(STEWARD, place.slug).held] == [text]
