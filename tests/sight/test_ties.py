"""A bar holds in every ecosystem; what a learner took away in one is away there and nowhere else."""

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.frameworks.models import Framework, Item
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian
from hedgerow.commons.records.models import Progress
from hedgerow.commons.records.queries import is_open
from hedgerow.features.engagement.choice.models import WishList
from hedgerow.features.engagement.choice.queries.choosers import decides, heard_for
from hedgerow.features.engagement.families.queries import child_page
from hedgerow.features.engagement.opportunities.actions.hearing import _heard
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.queries.own import candidates
from hedgerow.features.engagement.placements.asking import learners_for
from hedgerow.features.engagement.placements.models import Placement
from hedgerow.features.engagement.placements.parts import parts_of
from hedgerow.foundation.errors import NotPermitted
from hedgerow.portal.exporting import export_person
from hedgerow.portal.queries.meetings import wards_coming as shown_at_home

from .world import SEEN, World, world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BOTH = {(place, model.__name__) for place in ("Aspen", "Birch") for model in SEEN}


@pytest.fixture
def made() -> World:
    return world()


def answering(made: World) -> set[str]:
    """As what the parent is counted in Aspen, where no page is asked."""
    by, rows = made.by(), made.aspen.rows
    offer, choice = rows[Opportunity], rows[WishList].round
    told = heard_for(choice, [made.child], NOW)[0][1]
    found = {
        "part of the placement": "guardian" in parts_of(by, rows[Placement]),
        "asks for placements": learners_for(by, made.aspen.ecosystem).exists(),
        "told of places": made.parent in _heard(offer, made.child, NOW),
        "signs up": any(not one.own for one in candidates(by, offer, NOW)),
        "told of the round": made.parent in told,
        "chooses": decides(choice, made.child, by, NOW),
    }
    return {name for name, yes in found.items() if yes}


def test_a_bar_elsewhere_closes_everything_here(made: World) -> None:
    assert (made.seen(), len(answering(made))) == (BOTH, 6)
    Guardian.objects.filter(pk=made.birch.tie.pk).update(barred=True)
    assert (made.seen(), answering(made)) == (set(), set())


def test_what_a_learner_narrows_here_opens_nothing_here(made: World) -> None:
    Guardian.objects.filter(pk=made.aspen.tie.pk).update(narrowed=True)
    assert made.seen() == {one for one in BOTH if one[0] == "Birch"}
    assert answering(made) == set()


def test_what_a_child_reached_and_an_export_of_everything_are_of_no_ecosystem_that_was_narrowed(
    made: World,
) -> None:
    for half in (made.aspen, made.birch):
        frame = Framework.objects.create(ecosystem=half.ecosystem, title="Skills", version="1")
        item = Item.objects.create(framework=frame, code="a", title="Swims")
        Progress.objects.create(
            ecosystem=half.ecosystem, person=made.child, item=item, level=1, at=NOW
        )
    assert Progress.objects.visible_to(made.by()).count() == 2
    assert export_person(made.child, by=made.by(), at=NOW)
    Guardian.objects.filter(pk=made.birch.tie.pk).update(narrowed=True)
    [left] = Progress.objects.visible_to(made.by())
    assert left.ecosystem == made.aspen.ecosystem
    assert is_open(made.by(), made.child, made.aspen.ecosystem)
    assert not is_open(made.by(), made.child, made.birch.ecosystem)
    with pytest.raises(NotPermitted):
        export_person(made.child, by=made.by(), at=NOW)


def test_a_childs_page_and_the_home_page_tell_of_those_ecosystems_alone_that_show(
    made: World,
) -> None:
    person = made.parent
    page = child_page(made.by(), made.child.uuid, NOW)
    assert {one.title for one in page.joined} == {"Aspen teens", "Birch teens"}
    Guardian.objects.filter(pk=made.birch.tie.pk).update(narrowed=True)
    page = child_page(made.by(), made.child.uuid, NOW)
    assert [one.title for one in page.joined] == ["Aspen teens"]
    made.birch.activity.sessions.create(
        ecosystem=made.birch.ecosystem, starts_at=NOW, day=NOW.date(), minutes=60
    )
    wards = shown_at_home(factories.actor(person), person, NOW, None)
    assert [one.sessions for one in wards if one.name == "Mia"] == [[]]
