"""How a blueprint calls the ecosystem, whichever of its languages stands first."""

import pytest

from hedgerow.commons.ecosystems.actions import edit_ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.edges.blueprints.tellings import called
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()


def test_a_blueprint_calls_it_as_the_language_that_stands_first_does() -> None:
    place = factories.ecosystem(languages=["en", "es"])
    named = {"es": {"name": "Valle de álamos"}}
    place = edit_ecosystem(place, told=named, by=STEWARD, at=NOW)
    assert called(place) == {"name": place.name, "names": {"es": "Valle de álamos"}}
    place = edit_ecosystem(place, languages=["es", "en"], by=STEWARD, at=NOW)
    assert called(place) == {"name": "Valle de álamos", "names": {"en": place.name}}
    place = edit_ecosystem(place, told={"en": {}}, by=STEWARD, at=NOW)
    assert called(place) == {"name": place.name, "names": {"en": place.name}}
