"""A part works by the frameworks of the whole it belongs to, and by nobody else's."""

from datetime import UTC, datetime
from typing import Any

import pytest

from hedgerow.commons.activities.actions import save_activities, save_kinds
from hedgerow.commons.activities.models import Activity, Kind
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.frameworks.actions import save_framework
from hedgerow.commons.membership.tests import factories
from hedgerow.edges.archives.rows import links
from hedgerow.edges.blueprints.history.offer import _items
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
BY: dict[str, Any] = {"by": Actor.the_steward(), "at": datetime(2026, 11, 24, tzinfo=UTC)}


def item_of(place: Ecosystem) -> int:
    made = save_framework(place, "f", "F", [{"code": "1", "title": "One"}], kind="f", **BY)
    return made.items.get().pk


def club(place: Ecosystem, item: int, **by: Any) -> Activity:
    save_kinds(place, [{"key": "club", "name": "Club"}], **BY)
    kind = Kind.objects.get(ecosystem=place)
    row = {"code": "c", "title": "C", "kind_id": kind.pk, "items": [item], "starts": "2026-09-01"}
    save_activities(place, [row], **{**BY, **by})
    return Activity.objects.get(ecosystem=place)


def part_of(whole: Ecosystem) -> Ecosystem:
    part = factories.ecosystem("Part")
    Ecosystem.objects.filter(pk=part.pk).update(parent=whole)
    part.refresh_from_db()
    return part


def test_an_activity_of_a_part_names_items_of_the_whole() -> None:
    whole = factories.ecosystem()
    part, item = part_of(whole), item_of(whole)
    assert [one.pk for one in club(part, item).items.all()] == [item]
    assert list(links("activity_items", part)) == []


def test_items_of_another_ecosystem_or_of_a_part_are_not_there() -> None:
    whole, other = factories.ecosystem(), factories.ecosystem("Other")
    part = part_of(whole)
    with pytest.raises(NotFound):
        club(part, item_of(other))
    with pytest.raises(NotFound):
        club(whole, item_of(part))


def test_who_does_not_see_the_whole_does_not_name_its_items() -> None:
    whole = factories.ecosystem()
    part, item = part_of(whole), item_of(whole)
    Ecosystem.objects.filter(pk=whole.pk).update(public=False)
    ada = factories.actor(factories.convener(part))
    with pytest.raises(NotFound):
        club(part, item, by=ada)
    assert not Activity.objects.exists()


def test_a_made_up_activity_of_a_part_works_by_the_wholes_items_unless_it_has_own() -> None:
    whole = factories.ecosystem()
    part, item = part_of(whole), item_of(whole)
    assert _items(part) == _items(whole) == [item]
    own = item_of(part)
    assert _items(part) == [own]
