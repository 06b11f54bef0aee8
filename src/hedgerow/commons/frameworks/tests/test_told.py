"""Frameworks, items and scales are told to each reader in their own language, kept in one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.frameworks.actions import (
    adopt_version,
    begin_version,
    save_framework,
    save_scale,
)
from hedgerow.commons.frameworks.listing import Frameworks
from hedgerow.commons.frameworks.models import Framework, Item, Scale
from hedgerow.commons.frameworks.queries import framework_page, frameworks_of
from hedgerow.commons.frameworks.tied import item_for, item_page
from hedgerow.commons.membership.tests.factories import ecosystem
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.ui.speaking import reading_as

from .test_item_pages import STEWARD

pytestmark = pytest.mark.django_db
HOW = {"by": STEWARD, "at": NOW}
STEPS = [(1, "בדרך"), (2, "מוכן")]
ITEMS = (
    {"code": "A", "title": "עבודת צוות", "description": "יחד",
     "told": {"ar": {"title": "عمل جماعي"}, "en": {"description": "Together"}}},
    {"code": "B", "title": ""},
)  # fmt: skip


@pytest.fixture
def eco() -> Ecosystem:
    return ecosystem(slug="valley", languages=["he", "ar"])


@pytest.fixture
def framework(eco: Ecosystem) -> Framework:
    told = {"ar": {"name": "جاهزية", "step.1": "في الطريق"}}
    scale = save_scale(eco, "ready", "מוכנות", STEPS, told=told, simulated=True, **HOW)
    return save_framework(
        eco, "changes", "מה השתנה", ITEMS, told={"ar": {"title": "ما تغيّر"}}, scale=scale,
        kind="changes", **HOW,
    )  # fmt: skip


def test_each_reader_meets_their_own_language_else_the_one_it_is_kept_in(
    framework: Framework,
) -> None:
    with reading_as("ar"):
        page = framework_page(STEWARD, framework)
        one = item_page(STEWARD, item_for(framework, page.branches[0].uuid))
    assert (page.title, page.branches[0].title, page.branches[0].description) == (
        "ما تغيّر", "عمل جماعي", "יחד",
    )  # fmt: skip
    assert [(one.name, one.steps, one.simulated) for one in page.scales] == [
        ("جاهزية", ("في الطريق", "מוכן"), True)
    ]
    assert (one.title, one.framework_title, one.scale) == (
        page.branches[0].title, page.title, page.scales[0],
    )  # fmt: skip
    with reading_as("en"):
        page = framework_page(STEWARD, framework)
    assert (page.title, page.branches[0].title, page.branches[0].description) == (
        "מה השתנה", "עבודת צוות", "Together",
    )  # fmt: skip


def test_what_cannot_be_told_is_refused_and_nothing_changes(
    eco: Ecosystem, framework: Framework
) -> None:
    for told in ({"ar": {"title": "x" * 301}}, {"xx": {"title": "x"}}, {"ar": {"code": "x"}}):
        with pytest.raises(Invalid):
            save_framework(eco, "changes", "New", [{"code": "A", "told": told}], **HOW)
    with pytest.raises(Invalid):
        save_scale(eco, "ready", "New", STEPS, told={"ar": {"step.1": "x" * 121}}, **HOW)
    assert (Framework.objects.get().title, Item.objects.count()) == ("מה השתנה", 2)
    assert Scale.objects.get().name == "מוכנות"


def test_what_is_left_out_stays_told_and_a_new_version_tells_it_too(
    eco: Ecosystem, framework: Framework
) -> None:
    own = save_scale(eco, "own", "Own", STEPS, **HOW)
    rows = [{"code": "A", "title": "צוות", "scale": own}, {"code": "B", "title": ""}]
    save_framework(eco, "changes", "מה השתנה", rows, **HOW)
    draft = begin_version(Framework.objects.get(), "2", **HOW)
    adopt_version(draft, NOW.date(), **HOW)
    for row in Framework.objects.all():
        item = row.items.get(code="A")
        assert item.in_others("title") == {"ar": "عمل جماعي"}
        assert (item.description, item.scale, item.rated_on) == ("יחד", own, own)
        assert row.items.get(code="B").rated_on == row.scale
        assert row.in_others("title") == {"ar": "ما تغيّر"}
        scales = [(one.name, one.codes) for one in framework_page(STEWARD, row).scales]
        assert scales == [("מוכנות", ()), ("Own", ("A",))]


def test_an_item_is_rated_on_no_scale_of_another_ecosystem(framework: Framework) -> None:
    with pytest.raises(NotFound):
        save_framework(
            ecosystem(), "x", "X", [{"code": "A", "scale": framework.scale}], kind="x", **HOW
        )
    assert Framework.objects.count() == 1


def test_a_scale_that_is_made_up_is_so_until_somebody_changes_it(
    eco: Ecosystem, framework: Framework
) -> None:
    assert save_scale(eco, "ready", "מוכנות", STEPS, **HOW).simulated
    assert not save_scale(eco, "ready", "מוכנות", [*STEPS, (3, "ניגש")], **HOW).simulated


@pytest.mark.parametrize("text", ["השתנה", "تغيّر", "צוות", "جماعي"])
def test_it_is_found_by_its_title_or_that_of_an_item_in_either_language(
    eco: Ecosystem, framework: Framework, text: str
) -> None:
    save_framework(eco, "other", "Other", [{"code": "1", "title": "One"}], kind="o", **HOW)
    with reading_as("ar"):
        page = Frameworks(frameworks_of(STEWARD, eco), {"title": text}).page()
    assert len(page.rows) == 1


def test_many_items_are_told_in_as_many_queries_as_few(eco: Ecosystem) -> None:
    counts = []
    for size in (2, 20):
        scales = [
            save_scale(eco, f"s{number}", "S", STEPS, told={"ar": {"name": "س"}}, **HOW)
            for number in range(size)
        ]
        items = [
            {"code": str(number), "title": "פ", "told": {"ar": {"title": "ب"}}, "scale": scale}
            for number, scale in enumerate(scales)
        ]
        row = save_framework(eco, f"f{size}", "F", items, kind="f", **HOW)
        with CaptureQueriesContext(connection) as caught:
            Client().get(f"/e/valley/frameworks/{row.uuid}/", headers={"Accept-Language": "ar"})
        counts.append(len(caught))
    assert counts[0] == counts[1]
