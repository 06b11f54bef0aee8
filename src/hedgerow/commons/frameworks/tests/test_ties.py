"""Items are tied within a framework, across frameworks and to what is elsewhere."""

import pytest

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.frameworks.actions import save_framework, tie_items, untie
from hedgerow.commons.frameworks.actions.ties import resolve_ends
from hedgerow.commons.frameworks.errors import (
    ItemInUse,
    NoSuchKind,
    OneEndMissing,
    TiedToItself,
    TieOfTree,
)
from hedgerow.commons.frameworks.models import Association, Framework
from hedgerow.commons.frameworks.rules import KINDS, ends_of
from hedgerow.commons.membership.tests.factories import actor, assigned, convener, ecosystem, person
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()
TREE = ({"code": "A", "title": "Reading"}, {"code": "B", "title": "Writing"})


def framework(within: Ecosystem, key: str = "skills") -> Framework:
    return save_framework(within, key, key.title(), TREE, by=STEWARD, at=NOW, kind=key)


def row(kind: str, origin: Framework, destination: Framework | None = None, **said):
    there = {"destination_id": (destination or origin).items.get(code="B").pk}
    return {"kind": kind, "origin_id": origin.items.get(code="A").pk, **there, **said}


@pytest.mark.parametrize("kind", [*KINDS, "ext:rests-on"])
def test_every_kind_of_case_ties_items_across_frameworks(kind: str) -> None:
    eco = ecosystem()
    one, other = framework(eco), framework(eco, "state")
    rows = [row(kind, one, other)]
    assert tie_items(one, rows, by=STEWARD, at=NOW).new == 1
    assert tie_items(one, rows, by=STEWARD, at=NOW).unchanged == 1
    assert Association.objects.get().kind == kind
    assert Fact.objects.filter(kind="frameworks.items_tied").count() == 1


def test_what_says_the_same_from_both_ends_is_tied_once() -> None:
    one = framework(ecosystem())
    there = row("isPeerOf", one)
    back = {"kind": "isPeerOf", "origin_id": there["destination_id"],
            "destination_id": there["origin_id"]}  # fmt: skip
    tie_items(one, [there, back], by=STEWARD, at=NOW)
    assert Association.objects.count() == 1
    tie_items(
        one, [{**back, "kind": "precedes"}, {**there, "kind": "precedes"}], by=STEWARD, at=NOW
    )
    assert Association.objects.filter(kind="precedes").count() == 2


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"kind": "isLike"}, NoSuchKind),
        ({"kind": "ext:"}, NoSuchKind),
        ({"kind": "isChildOf"}, TieOfTree),
        ({"destination_id": None}, OneEndMissing),
        ({"destination_id": None, "destination_uri": "javascript:alert(1)"}, OneEndMissing),
        ({"origin_id": None, "origin_uri": "https://a.example", "destination_id": None,
          "destination_uri": "https://b.example"}, OneEndMissing),
    ],
)  # fmt: skip
def test_what_is_no_tie_is_refused(said, error) -> None:
    one = framework(ecosystem())
    with pytest.raises(error):
        tie_items(one, [row("precedes", one) | said], by=STEWARD, at=NOW)
    assert not Association.objects.exists()


def test_nothing_is_tied_to_itself_or_to_another_ecosystem() -> None:
    eco = ecosystem()
    one, away = framework(eco), framework(ecosystem())
    here = one.items.get(code="A").pk
    with pytest.raises(TiedToItself):
        tie_items(one, [row("precedes", one) | {"destination_id": here}], by=STEWARD, at=NOW)
    with pytest.raises(NotFound):
        tie_items(one, [row("precedes", one, away)], by=STEWARD, at=NOW)
    assert not Association.objects.exists()


def test_a_member_may_not_and_an_outsider_finds_nothing() -> None:
    eco = ecosystem(public=False)
    one = framework(eco)
    bo = person(eco, "Bo")
    assigned(bo, "member", eco)
    with pytest.raises(NotPermitted):
        tie_items(one, [row("precedes", one)], by=actor(bo), at=NOW)
    tie_items(one, [row("precedes", one)], by=STEWARD, at=NOW)
    tie = Association.objects.get()
    with pytest.raises(NotPermitted):
        untie(tie, by=actor(bo), at=NOW)
    with pytest.raises(NotFound):
        untie(tie, by=actor(convener(ecosystem())), at=NOW)
    assert Association.objects.exists()
    untie(tie, by=actor(convener(eco)), at=NOW)
    assert not Association.objects.exists()


def test_an_items_own_ties_go_with_it_and_those_of_other_frameworks_keep_it() -> None:
    eco = ecosystem()
    one, other = framework(eco), framework(eco, "state")
    tie_items(one, [row("precedes", one)], by=STEWARD, at=NOW)
    tie_items(other, [row("isRelatedTo", other, one)], by=STEWARD, at=NOW)
    with pytest.raises(ItemInUse):
        save_framework(eco, "skills", "Skills", TREE[:1], by=STEWARD, at=NOW)
    assert one.items.count() == 2
    Association.objects.filter(framework=other).delete()
    save_framework(eco, "skills", "Skills", TREE[:1], by=STEWARD, at=NOW)
    assert not Association.objects.exists()


def test_an_end_elsewhere_is_found_once_it_comes_here() -> None:
    eco = ecosystem()
    one, other = framework(eco), framework(eco, "state")
    there = other.items.get(code="B")
    Association.objects.create(
        framework=one, kind="isRelatedTo", origin=one.items.get(code="A"),
        destination_uri="https://elsewhere.example/B", destination_identifier=str(there.identifier),
    )  # fmt: skip
    assert resolve_ends(eco, list(other.items.all())) == 1
    assert Association.objects.get().destination == there


def test_what_replaces_in_a_circle_ends_nowhere() -> None:
    assert ends_of([1, 4], [(1, 2), (2, 3), (3, 1), (4, 5), (5, 6)]) == {1: set(), 4: {6}}
