"""Frameworks keep their trees of items; what records point at does not go."""

import pytest

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.frameworks.actions import save_framework, save_scale
from hedgerow.commons.frameworks.errors import BrokenTree, TooDeep, TooFewSteps
from hedgerow.commons.frameworks.models import Framework, Scale
from hedgerow.commons.membership.tests.factories import actor, assigned, convener, ecosystem, person
from hedgerow.foundation.errors import NotFound, NotPermitted, Stale
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()
TREE = (
    {"code": "A", "title": "Reading"},
    {"code": "A1", "title": "", "parent": "A"},
    {"code": "B", "title": "Writing"},
)


def saved(within: Ecosystem, items=TREE, **values) -> Framework:
    return save_framework(within, "skills", "Skills", items, by=STEWARD, at=NOW, **values)


def tree(framework: Framework) -> list[tuple[str, str | None]]:
    return list(framework.items.order_by("position").values_list("code", "parent__code"))


def test_items_stand_in_order_under_their_parents() -> None:
    framework = saved(ecosystem())
    assert tree(framework) == [("A", None), ("A1", "A"), ("B", None)]
    assert str(framework.items.get(code="A1")) == "A1: title not recorded"


def test_saving_the_same_again_writes_nothing() -> None:
    eco = ecosystem()
    saved(eco)
    facts = Fact.objects.count()
    assert saved(eco).revision == 1
    assert Fact.objects.count() == facts


def test_items_are_recognised_moved_renamed_and_taken_away() -> None:
    eco = ecosystem()
    kept = saved(eco).items.get(code="A1").pk
    framework = saved(eco, [{"code": "B", "title": "Prose"}, {"code": "A1", "parent": "B"}])
    assert tree(framework) == [("B", None), ("A1", "B")]
    assert framework.items.get(code="A1").pk == kept
    assert framework.revision == 2


@pytest.mark.parametrize(
    "items",
    [
        [{"code": "A"}, {"code": "A"}],
        [{"code": "A1", "parent": "A"}, {"code": "A"}],
        [{"code": ""}],
    ],
)
def test_what_is_no_tree_is_refused(items) -> None:
    with pytest.raises(BrokenTree):
        saved(ecosystem(), items)
    assert not Framework.objects.exists()


def test_a_tree_may_be_thirty_levels_deep_and_no_deeper() -> None:
    chain = [{"code": f"C{n}", "parent": f"C{n - 1}" if n else ""} for n in range(31)]
    assert saved(ecosystem(), chain[:30]).items.count() == 30
    with pytest.raises(TooDeep, match="C30"):
        saved(ecosystem(), chain)


def test_a_stale_edit_is_refused() -> None:
    eco = ecosystem()
    saved(eco)
    save_framework(eco, "skills", "Abilities", TREE, by=STEWARD, at=NOW, revision=1)
    with pytest.raises(Stale):
        save_framework(eco, "skills", "Crafts", TREE, by=STEWARD, at=NOW, revision=1)
    assert Framework.objects.get().title == "Abilities"


def test_a_convener_may_and_a_member_may_not() -> None:
    eco = ecosystem()
    bo = person(eco, "Bo")
    assigned(bo, "member", eco)
    with pytest.raises(NotPermitted):
        save_framework(eco, "skills", "Skills", TREE, by=actor(bo), at=NOW)
    assert not Framework.objects.exists()
    save_framework(eco, "skills", "Skills", TREE, by=actor(convener(eco)), at=NOW)
    assert Framework.objects.count() == 1


def test_outsiders_find_nothing_and_scales_stay_at_home() -> None:
    hidden = ecosystem(public=False)
    with pytest.raises(NotFound):
        save_framework(hidden, "x", "X", TREE, by=actor(convener(ecosystem())), at=NOW)
    scale = save_scale(hidden, "s", "S", [(1, "low"), (2, "high")], by=STEWARD, at=NOW)
    with pytest.raises(NotFound):
        saved(ecosystem(), scale=scale)
    assert not Framework.objects.exists()


def test_a_scale_has_two_steps_and_is_recognised_by_key() -> None:
    eco = ecosystem()
    with pytest.raises(TooFewSteps):
        save_scale(eco, "stage", "Stage", [(1, "only")], by=STEWARD, at=NOW)
    for label in ("begun", "begun", "started"):
        save_scale(eco, "stage", "Stage", [(1, label), (2, "done")], by=STEWARD, at=NOW)
    assert Scale.objects.get().steps == [[1, "started"], [2, "done"]]
    assert Fact.objects.count() == 2
