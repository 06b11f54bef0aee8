"""Versions of a framework: a draft, then in use, then used no longer; what was recorded stays."""

from datetime import date

import pytest

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.frameworks.actions import (
    adopt_version,
    begin_version,
    end_version,
    save_framework,
    tie_items,
)
from hedgerow.commons.frameworks.errors import (
    EndsBeforeAdoption,
    NotAdopted,
    NotADraft,
    VersionTaken,
)
from hedgerow.commons.frameworks.models import Association, Framework, Item
from hedgerow.commons.frameworks.tied import counterparts
from hedgerow.commons.membership.tests.factories import actor, assigned, convener, ecosystem, person
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()
DAY = date(2026, 9, 1)
TREE = (
    {"code": "A", "title": "Reading"},
    {"code": "A1", "title": "Aloud", "parent": "A", "description": "To others."},
    {"code": "B", "title": "Writing"},
)


def saved(within: Ecosystem, version: str = "1", items=TREE) -> Framework:
    return save_framework(
        within, "skills", "Skills", items, by=STEWARD, at=NOW, version=version, kind="skills"
    )


def item(framework: Framework, code: str) -> Item:
    return framework.items.get(code=code)


def test_a_new_version_begins_as_a_draft_of_the_same_tree_whose_items_replace_the_old() -> None:
    first = saved(ecosystem())
    second = begin_version(first, "2", by=STEWARD, at=NOW)
    assert (second.key, second.version, second.status) == ("skills", "2", "draft")
    tree = list(second.items.order_by("position").values_list("code", "parent__code"))
    assert tree == [("A", None), ("A1", "A"), ("B", None)]
    assert item(second, "A1").description == "To others."
    assert item(second, "A1").identifier != item(first, "A1").identifier
    ties = Association.objects.filter(framework=second, kind="replacedBy")
    pairs = ties.values_list("origin__code", "destination__code")
    assert sorted(pairs) == [("A", "A"), ("A1", "A1"), ("B", "B")]
    assert Fact.objects.filter(kind="frameworks.version_begun").count() == 1


def test_ties_come_along_to_the_new_version() -> None:
    first = saved(ecosystem())
    rows = [
        {"kind": "precedes", "origin_id": item(first, "A").pk, "destination_id": item(first, "B").pk},
        {"kind": "exemplar", "origin_id": item(first, "B").pk,
         "destination_uri": "https://example.org/essay", "destination_title": "An essay"},
    ]  # fmt: skip
    tie_items(first, rows, by=STEWARD, at=NOW)
    second = begin_version(first, "2", by=STEWARD, at=NOW)
    kept = second.associations.exclude(kind="replacedBy").order_by("kind")
    assert [(one.kind, one.origin, one.destination) for one in kept] == [
        ("exemplar", item(second, "B"), None),
        ("precedes", item(second, "A"), item(second, "B")),
    ]


def test_a_version_that_is_there_is_refused() -> None:
    first = saved(ecosystem())
    with pytest.raises(VersionTaken):
        begin_version(first, "1", by=STEWARD, at=NOW)
    assert Framework.objects.count() == 1


def test_adopting_a_draft_ends_the_version_before() -> None:
    first = saved(ecosystem())
    second = adopt_version(begin_version(first, "2", by=STEWARD, at=NOW), DAY, by=STEWARD, at=NOW)
    first.refresh_from_db()
    assert (second.status, second.adopted_on) == ("adopted", DAY)
    assert (first.status, first.ended_on) == ("deprecated", DAY)
    with pytest.raises(NotADraft):
        adopt_version(second, DAY, by=STEWARD, at=NOW)


def test_a_version_does_not_end_before_it_was_adopted() -> None:
    first = saved(ecosystem())
    second = adopt_version(begin_version(first, "2", by=STEWARD, at=NOW), DAY, by=STEWARD, at=NOW)
    third = begin_version(second, "3", by=STEWARD, at=NOW)
    with pytest.raises(EndsBeforeAdoption):
        adopt_version(third, date(2026, 8, 31), by=STEWARD, at=NOW)
    third.refresh_from_db()
    assert third.status == "draft"


def test_only_a_version_in_use_is_taken_out_of_use() -> None:
    first = saved(ecosystem())
    with pytest.raises(NotAdopted):
        end_version(begin_version(first, "2", by=STEWARD, at=NOW), DAY, by=STEWARD, at=NOW)
    assert end_version(first, DAY, by=STEWARD, at=NOW).status == "deprecated"


def test_a_member_may_not_and_an_outsider_finds_nothing() -> None:
    eco = ecosystem(public=False)
    first = saved(eco)
    bo = person(eco, "Bo")
    assigned(bo, "member", eco)
    with pytest.raises(NotPermitted):
        begin_version(first, "2", by=actor(bo), at=NOW)
    with pytest.raises(NotFound):
        begin_version(first, "2", by=actor(convener(ecosystem())), at=NOW)
    assert Framework.objects.filter(key="skills").count() == 1


def test_a_draft_is_seen_by_members_alone() -> None:
    eco = ecosystem()
    draft = begin_version(saved(eco), "2", by=STEWARD, at=NOW)
    bo = person(eco, "Bo")
    assigned(bo, "member", eco)
    assert draft in Framework.objects.visible_to(actor(bo))
    assert draft not in Framework.objects.visible_to(Actor.public())


def test_an_old_item_is_followed_to_what_stands_for_it_now() -> None:
    eco = ecosystem()
    first = saved(eco)
    second = adopt_version(begin_version(first, "2", by=STEWARD, at=NOW), DAY, by=STEWARD, at=NOW)
    third = begin_version(second, "3", by=STEWARD, at=NOW)
    old = item(first, "A1")
    assert counterparts(STEWARD, [old.pk])[old.pk] == ()  # its last is a draft yet
    adopt_version(third, DAY, by=STEWARD, at=NOW)
    assert counterparts(STEWARD, [old.pk])[old.pk] == (item(third, "A1"),)


def test_what_says_exactly_the_same_stands_for_an_item_that_nothing_replaced() -> None:
    eco = ecosystem()
    first = saved(eco)
    other = save_framework(
        eco, "state", "State", [{"code": "S"}], by=STEWARD, at=NOW, kind="standards"
    )
    said = {"origin_id": item(other, "S").pk, "destination_id": item(first, "A").pk}
    tie_items(other, [{"kind": "exactMatchOf", **said}], by=STEWARD, at=NOW)
    assert counterparts(STEWARD, [item(first, "A").pk]) == {}  # in use itself
    end_version(first, DAY, by=STEWARD, at=NOW)
    found = counterparts(STEWARD, [item(first, "A").pk])
    assert found == {item(first, "A").pk: (item(other, "S"),)}
