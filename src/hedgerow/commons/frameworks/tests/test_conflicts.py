"""Of two who change a scale or a framework at once the second sees both versions; nothing is lost."""

import pytest
from django.test import Client

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.frameworks import scale_views
from hedgerow.commons.frameworks.actions import rate_item, save_framework, save_scale
from hedgerow.commons.frameworks.models import Framework, Scale
from hedgerow.commons.membership.tests.factories import convener, ecosystem
from hedgerow.foundation.errors import Stale
from hedgerow.foundation.journal.models import Fact

from .test_item_pages import TREE, item_at, signed_in
from .test_told import HOW

pytestmark = pytest.mark.django_db
STEPS = [(1, "begun"), (2, "done")]
SAVED = Fact.objects.filter(kind="frameworks.scale_saved")


@pytest.fixture
def eco() -> Ecosystem:
    return ecosystem(slug="valley", languages=["en", "ar"])


@pytest.fixture
def browser(eco: Ecosystem) -> Client:
    return signed_in(convener(eco))


@pytest.fixture
def kept(eco: Ecosystem) -> Scale:
    return save_scale(eco, "two", "Two", STEPS, simulated=True, **HOW)


def told(yours: str, theirs: str) -> str:
    """The two side by side: each reads in its own direction and, on a phone, says which it is."""
    return (
        f'<td data-label="Yours"><bdi>{yours}</bdi></td>'
        f'<td data-label="The one saved meanwhile"><bdi>{theirs}</bdi></td>'
    )


def at(row: Scale) -> str:
    return f"/e/valley/frameworks/scales/{row.uuid}/"


def test_each_change_of_a_scale_is_counted_and_the_same_again_is_none(eco, kept: Scale) -> None:
    assert kept.revision == 1
    for _again in range(2):
        assert save_scale(eco, "two", "Two steps", STEPS, revision=1, **HOW).revision == 2
    assert (SAVED.count(), Scale.objects.get().simulated) == (2, False)


def test_a_scale_that_somebody_else_changed_meanwhile_is_not_written_over(
    eco, kept: Scale, browser: Client
) -> None:
    assert 'name="revision" value="1"' in browser.get(at(kept)).content.decode()
    save_scale(eco, "two", "Two", [(1, "begun"), (2, "finished")], **HOW)
    with pytest.raises(Stale):
        save_scale(eco, "two", "Mine", STEPS, revision=1, **HOW)
    sent = {"name": "Two of ours", "steps": "1 begun\n2 ready", "steps.ar": "2 جاهز", "revision": 1}
    answer = browser.post(at(kept), sent)
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "This was changed while you were writing" in said
    assert told("2 ready", "2 finished") in said
    assert '<a href="?">Go on from the one saved meanwhile</a>' in said
    assert told("2 جاهز", "–") in said
    assert "2 ready</textarea>" in said
    assert Scale.objects.get().steps == [[1, "begun"], [2, "finished"]]
    assert SAVED.count() == 2
    assert 'name="revision" value="2"' in said
    assert browser.post(at(kept), sent | {"revision": 2}).status_code == 302
    assert Scale.objects.get().said_steps == [(1, "begun"), (2, "ready")]


def test_two_who_write_a_scale_of_one_name_at_once_write_two(
    eco, browser: Client, monkeypatch
) -> None:
    save_scale(eco, "stage", "Stage", STEPS, **HOW)
    sent = {"name": "Stage", "steps": "0 no\n5 yes"}
    with monkeypatch.context() as at_once:
        at_once.setattr(scale_views, "_free_key", lambda *_asked: "stage")
        assert browser.post("/e/valley/frameworks/scales/new/", sent).status_code == 409
    assert browser.post("/e/valley/frameworks/scales/new/", sent).status_code == 302
    assert [row.steps[0] for row in Scale.objects.order_by("pk")] == [[1, "begun"], [0, "no"]]


def test_both_scales_of_an_item_are_named_and_ones_own_stands_once_it_is_sent_again(
    eco, kept: Scale, browser: Client
) -> None:
    four = save_scale(eco, "four", "Four", STEPS, **HOW)
    framework = save_framework(eco, "skills", "Skills", TREE, scale=kept, **HOW)
    rate_item(framework.items.get(code="A1"), four, **HOW)
    sent = {"scale": kept.pk, "revision": framework.revision}
    answer = browser.post(item_at(framework, "A1", "scale/"), sent)
    assert answer.status_code == 409
    assert told("Two", "Four") in answer.content.decode()
    assert framework.items.get(code="A1").scale == four
    now = Framework.objects.get().revision
    assert f'name="revision" value="{now}"' in answer.content.decode()
    browser.post(item_at(framework, "A1", "scale/"), sent | {"revision": now})
    assert framework.items.get(code="A1").scale == kept


def test_both_versions_of_a_framework_show_the_lines_that_differ(
    eco, kept: Scale, browser: Client
) -> None:
    framework = save_framework(eco, "skills", "Skills", TREE, scale=kept, **HOW)
    address = f"/e/valley/frameworks/{framework.uuid}/edit/"
    save_framework(eco, "skills", "Skills of all", TREE, **HOW)
    sent = {"title": "Skills", "items": "A Alone", "revision": 1, "scale": ""}
    answer = browser.post(address, sent)
    said = answer.content.decode()
    assert answer.status_code == 409
    assert told("Skills", "Skills of all") in said
    assert "<bdi>A Alone</bdi>" in said
    assert Framework.objects.get().items.count() == len(TREE)
    assert browser.post(address, sent | {"revision": 2}).status_code == 302
    assert [one.title for one in Framework.objects.get().items.all()] == ["Alone"]


@pytest.mark.parametrize(
    ("language", "words"), [("es", "Nada se ha guardado todavía"), ("ar", "لم يُحفظ شيء بعد")]
)
def test_the_conflict_is_told_in_the_readers_language(
    eco, kept: Scale, browser: Client, language: str, words: str
) -> None:
    browser.cookies["django_language"] = language
    save_scale(eco, "two", "Two steps", STEPS, **HOW)
    sent = {"name": "Mine", "steps": "1 begun\n2 done", "revision": 1}
    assert words in browser.post(at(kept), sent).content.decode()
