"""What one's own ecosystems offer goes before what others do; degrees stay whole in every script."""

import pytest
from django.utils.translation import override

from hedgerow.features.engagement.discovery.queries import fitting, searched
from hedgerow.features.engagement.discovery.rules import asked_of
from hedgerow.features.engagement.discovery.wording import condition
from hedgerow.foundation.permissions import Actor

from .factories import NOW, offered, valley


@pytest.mark.slow
@pytest.mark.django_db
def test_without_words_what_ones_own_ecosystems_offer_goes_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    far, near = valley(slug="mombasa"), valley(slug="tulsa")
    for made, name in ((far, "far"), (near, "near")):
        for languages in (["en"], ["es"]):
            offered(made, f"{name} {languages[0]}", languages=languages)

    def titles(by: Actor) -> list[str]:
        found, after = [], ""
        while True:
            search = searched(by, asked_of({}), None, NOW, after=after, limit=3)
            found += [one.title for one in search.items]
            if not (after := search.finds.next):
                return found

    for counted in (fitting.COUNTED, 1):
        monkeypatch.setattr(fitting, "COUNTED", counted)
        with override("en"):
            assert titles(near.pia) == ["near en", "near es", "far en", "far es"]
            assert titles(Actor.public()) == ["far en", "near en", "far es", "near es"]
    assert "own ecosystems" in str(searched(near.pia, asked_of({}), None, NOW).ordered)
    assert "own ecosystems" not in str(searched(near.pia, asked_of({}), near.place, NOW).ordered)


def test_a_minus_stays_before_its_number_where_one_reads_from_the_right() -> None:
    asked = asked_of({"near": "36.15, -95.99", "km": 10})
    with override("ar"):
        assert "\u206636.15, -95.99\u2069" in condition(asked, "near", {})
