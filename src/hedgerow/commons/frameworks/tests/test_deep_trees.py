"""A framework that was kept before trees had a limit is shown, told and copied, however deep it is."""

import pytest
from django.test import Client
from django.urls import reverse

from hedgerow.commons.frameworks.actions import begin_version
from hedgerow.commons.frameworks.models import Framework, Item
from hedgerow.commons.frameworks.queries import framework_page, outline
from hedgerow.commons.frameworks.rules import DEEPEST, read_outline
from hedgerow.commons.membership.tests.factories import convener, ecosystem
from hedgerow.foundation.permissions import Actor

from .test_told import HOW

pytestmark = pytest.mark.django_db
LEVELS = 1_200
STEWARD = Actor.the_steward()


@pytest.fixture
def deep() -> Framework:
    row = Framework.objects.create(
        ecosystem=ecosystem("Grove", slug="grove"), key="deep", title="Deep", version="1",
        status="adopted", kind="f",
    )  # fmt: skip
    above = None
    for number in range(LEVELS):
        above = Item.objects.create(
            framework=row, code=f"c{number}", title=f"Item {number}", parent=above, position=number
        )
    Item.objects.create(framework=row, code="last", title="Last", position=LEVELS)
    return row


def nested(branches: tuple[object, ...]) -> int:
    return 1 + max((nested(one.parts) for one in branches), default=0) if branches else 0  # type: ignore[attr-defined]


def test_its_page_nests_as_deep_as_pages_do_and_what_is_deeper_says_of_what_it_is_a_part(
    deep: Framework, client: Client
) -> None:
    branches = framework_page(STEWARD, deep).branches
    assert nested(branches) == DEEPEST
    assert [one.code for one in branches] == ["c0", "last"]
    at = branches
    for _level in range(DEEPEST - 1):
        at = at[0].parts
    assert [one.code for one in at] == [f"c{n}" for n in range(DEEPEST - 1, LEVELS)]
    assert [one.within for one in at] == ["", *(f"c{n}" for n in range(DEEPEST - 1, LEVELS - 1))]
    shown = client.get(reverse("framework", args=["grove", deep.uuid]))
    assert shown.status_code == 200
    assert f"a part of c{LEVELS - 2}" in shown.content.decode()


def test_a_tree_of_usual_depth_is_as_it_was(deep: Framework) -> None:
    deep.items.filter(position__gte=DEEPEST, code__startswith="c").delete()
    branches = framework_page(STEWARD, deep).branches
    assert nested(branches) == DEEPEST
    while branches:
        assert not branches[0].within
        branches = branches[0].parts


@pytest.mark.slow
def test_exports_forms_and_versions_bear_it(deep: Framework, client: Client) -> None:
    lines = read_outline(outline(deep))
    assert [one.parent for one in lines[:3]] == ["", "c0", "c1"]
    assert (len(lines), lines[-1].parent) == (LEVELS + 1, "")
    ada = convener(deep.ecosystem)
    session = client.session
    session["person_id"] = ada.pk
    session.save()
    for route in ("framework-json", "framework-csv", "framework-edit", "framework-version"):
        assert client.get(reverse(route, args=["grove", deep.uuid])).status_code == 200
    item = deep.items.get(code=f"c{LEVELS - 1}")
    address = reverse("framework-item", args=["grove", deep.uuid, item.uuid])
    assert client.get(address).status_code == 200
    assert begin_version(deep, "2", **HOW).items.count() == LEVELS + 1
