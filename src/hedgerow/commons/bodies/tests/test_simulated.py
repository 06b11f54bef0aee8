"""A body whose set-up is made up says so, until somebody here changes it."""

import pytest

from hedgerow.commons.bodies.actions import edit_body
from hedgerow.commons.bodies.listing import Bodies
from hedgerow.commons.bodies.models import Body
from hedgerow.commons.bodies.planting import Body as Told
from hedgerow.commons.bodies.planting import plant_bodies
from hedgerow.commons.bodies.queries import bodies_of, body_page
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests.factories import ecosystem

from .factories import STEWARD

pytestmark = pytest.mark.django_db


def planted() -> tuple[Ecosystem, Body]:
    eco = ecosystem()
    told = [
        Told(key=key, title=key, seats=0, simulated=key == "council")
        for key in ("council", "forum")
    ]
    plant_bodies(eco, told, by=STEWARD, at=NOW)
    return eco, Body.objects.get(ecosystem=eco, key="council")


def test_the_mark_is_kept_and_shown() -> None:
    eco, council = planted()
    assert body_page(STEWARD, council, NOW.date()).simulated
    rows = Bodies(bodies_of(eco, NOW.date()), {}).page().rows
    assert [[str(cell.value) for cell in row][-1] for row in rows] == ["simulated", ""]


def test_who_changes_it_makes_it_their_own() -> None:
    _, council = planted()
    edit_body(council, by=STEWARD, at=NOW, name="council")
    assert Body.objects.get(pk=council.pk).simulated
    edit_body(council, by=STEWARD, at=NOW, purpose="Decides.")
    assert not Body.objects.get(pk=council.pk).simulated
