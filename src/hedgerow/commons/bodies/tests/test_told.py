"""A body in several languages: its name, what it decides and whom its seats speak for."""

import pytest
from django.utils.translation import override

from hedgerow.commons.bodies.actions import edit_body, found_body
from hedgerow.commons.bodies.forms import BodyForm, said_of
from hedgerow.commons.bodies.listing import Bodies
from hedgerow.commons.bodies.models import Body
from hedgerow.commons.bodies.queries import bodies_of, body_page
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.errors import Invalid

from .factories import STEWARD

pytestmark = pytest.mark.django_db
ENTERED = {
    "name": "Council", "name.es": "Consejo", "purpose": "Decides.", "purpose.es": "",
    "constituencies": "2 Schools\n1 Families", "constituencies.es": "Escuelas\nFamilias",
}  # fmt: skip


@pytest.fixture
def town() -> Ecosystem:
    found = factories.ecosystem()
    found.languages = ["en", "es"]
    found.save()
    return found


def founded(town: Ecosystem) -> Body:
    form = BodyForm(ENTERED, ecosystem=town)
    assert form.is_valid(), form.errors
    said = form.said()
    del said["revision"]
    return found_body(town, "council", by=STEWARD, at=NOW, **said)


def test_each_reader_meets_it_in_their_language(town: Ecosystem) -> None:
    body = founded(town)
    with override("es"):
        page = body_page(STEWARD, body, NOW.date())
        assert (page.name, page.purpose) == ("Consejo", "Decides.")
        assert [one.name for one in page.shares] == ["Escuelas", "Familias"]
        table = Bodies(bodies_of(town, NOW.date()), {"name": "consej"})
        assert table.page().count == 1
    with override("ar"):
        assert body_page(STEWARD, body, NOW.date()).shares[0].name == "Schools"


def test_it_is_shown_to_be_changed_and_saving_it_again_changes_nothing(town: Ecosystem) -> None:
    body = founded(town)
    form = BodyForm(initial=said_of(body), ecosystem=town, of=body)
    assert {name: form.initial[name] for name in ENTERED} == ENTERED
    again = BodyForm(ENTERED, ecosystem=town, of=body)
    assert again.is_valid(), again.errors
    said = again.said()
    assert edit_body(body, by=STEWARD, at=NOW, revision=said.pop("revision"), **said).revision == 1


def test_seats_are_named_in_another_language_by_a_line_for_each_or_none(town: Ecosystem) -> None:
    short = BodyForm({**ENTERED, "constituencies.es": "2 Escuelas"}, ecosystem=town)
    assert not short.is_valid()
    assert [*short.errors] == ["constituencies.es"]
    assert BodyForm({**ENTERED, "constituencies.es": ""}, ecosystem=town).is_valid()


def test_what_a_body_does_not_tell_is_refused(town: Ecosystem) -> None:
    with pytest.raises(Invalid):
        found_body(town, "x", "X", by=STEWARD, at=NOW, told={"es": {"kind": "Comité"}})
    assert not Body.objects.exists()
