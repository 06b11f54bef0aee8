"""What one helps with is what is taught, not what the network says of itself."""

import pytest

from hedgerow.commons.frameworks.models import Framework, Item
from hedgerow.features.engagement.mentoring.forms import OfferForm, topics
from hedgerow.features.engagement.mentoring.rules.topics import is_taught

from .factories import Valley, valley


def test_goals_and_principles_are_not_taught() -> None:
    for kind in ("goals", "design-principles", "indicators", "implementation-review"):
        assert not is_taught(kind)
    for kind in ("areas", "textbooks", "pathways", "", "Mathematics"):
        assert is_taught(kind)


def asked(of: Valley) -> OfferForm:
    return OfferForm(actor=of.actor("tutor"), ecosystem=of.ecosystem)


@pytest.mark.django_db
def test_the_form_offers_what_is_taught_under_its_titles() -> None:
    of = valley()
    goals = Framework.objects.create(
        ecosystem=of.ecosystem, key="goals", title="Goals", kind="goals", status="adopted"
    )
    goal = Item.objects.create(framework=goals, code="1", title="Friendship")
    Item.objects.create(framework=of.item.framework, code="2", title="")
    assert asked(of).fields["items"].choices == [(str(of.item.uuid), "Scratch")]
    areas = Framework.objects.create(
        ecosystem=of.ecosystem, key="areas", title="Areas", kind="areas", status="adopted"
    )
    Item.objects.create(framework=areas, code="1", title="Science")
    titles = [title for title, _some in asked(of).fields["items"].choices]
    assert titles == ["Areas", "Topics"]
    assert goal in topics(of.ecosystem, of.offer(items=[goal.pk]))  # chosen before


@pytest.mark.django_db
def test_nothing_is_asked_where_nothing_is_taught() -> None:
    of = valley()
    of.item.delete()
    assert "items" not in asked(of).fields
