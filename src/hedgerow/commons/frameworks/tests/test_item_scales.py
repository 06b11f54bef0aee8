"""An item is rated on a scale of its own, chosen on its page, or on that of its framework."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.frameworks.actions import rate_item, save_framework, save_scale
from hedgerow.commons.frameworks.models import Framework, Scale
from hedgerow.commons.membership.tests.factories import actor, assigned, convener, ecosystem, person
from hedgerow.foundation.errors import NotFound, NotPermitted, Stale
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

from .test_item_pages import TREE, item_at, signed_in

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()
STEPS = [(0, "begun"), (1, "done")]


def scale(place, key: str, name: str) -> Scale:
    return save_scale(place, key, name, STEPS, by=STEWARD, at=NOW)


@pytest.fixture
def eco():
    return ecosystem(slug="valley")


@pytest.fixture
def framework(eco) -> Framework:
    own = scale(eco, "four", "Four steps")
    return save_framework(eco, "skills", "Skills", TREE, by=STEWARD, at=NOW, scale=own)


@pytest.mark.slow
def test_it_is_chosen_among_the_scales_of_the_ecosystem_by_name(eco, framework: Framework) -> None:
    two = scale(eco, "two", "Two steps")
    away = scale(ecosystem("Hills", slug="hills"), "away", "Elsewhere")
    browser = signed_in(convener(eco))
    assert (
        item_at(framework, "A1", "scale/") in browser.get(item_at(framework, "A1")).content.decode()
    )
    said = browser.get(item_at(framework, "A1", "scale/")).content.decode()
    assert "That of the framework: Four steps" in said
    assert "Elsewhere" not in said
    framework.refresh_from_db()
    sent = {"scale": two.pk, "revision": framework.revision}
    answer = browser.post(item_at(framework, "A1", "scale/"), sent)
    assert answer["Location"] == item_at(framework, "A1")
    assert framework.items.get(code="A1").rated_on == two
    assert framework.items.get(code="A").rated_on == framework.scale
    assert "Two steps" in browser.get(item_at(framework, "A1")).content.decode()
    assert browser.post(item_at(framework, "A", "scale/"), {"scale": away.pk}).status_code == 422
    browser.post(item_at(framework, "A1", "scale/"), {"scale": ""})
    assert framework.items.get(code="A1").scale is None


@pytest.mark.slow
def test_what_somebody_else_changed_meanwhile_is_not_written_over(
    eco, framework: Framework
) -> None:
    two, browser = scale(eco, "two", "Two steps"), signed_in(convener(eco))
    before = framework.revision
    rate_item(framework.items.get(code="A"), two, by=STEWARD, at=NOW)
    sent = {"scale": two.pk, "revision": before}
    answer = browser.post(item_at(framework, "A1", "scale/"), sent)
    assert answer.status_code == 409
    assert "This was changed while you were writing" in answer.content.decode()
    assert framework.items.get(code="A1").scale is None
    with pytest.raises(Stale):
        rate_item(framework.items.get(code="A1"), two, by=STEWARD, at=NOW, revision=before)


def test_the_same_again_changes_nothing_and_a_change_is_told_once(
    eco, framework: Framework
) -> None:
    two, item = scale(eco, "two", "Two steps"), framework.items.get(code="A1")
    for _again in range(2):
        rate_item(item, two, by=STEWARD, at=NOW)
    saved = Fact.objects.filter(kind="frameworks.framework_saved")
    assert saved.count() == 2
    assert Framework.objects.get(pk=framework.pk).revision == framework.revision + 1


def test_saving_the_outline_leaves_it(eco, framework: Framework) -> None:
    two = scale(eco, "two", "Two steps")
    rate_item(framework.items.get(code="A1"), two, by=STEWARD, at=NOW)
    save_framework(eco, "skills", "Skills of all", TREE, by=STEWARD, at=NOW)
    assert framework.items.get(code="A1").scale == two


def test_another_ecosystems_scale_is_not_there_and_a_member_may_not(
    eco, framework: Framework
) -> None:
    item, bo = framework.items.get(code="A"), person(eco, "Bo")
    assigned(bo, "member", eco)
    away = scale(ecosystem("Hills", slug="hills"), "away", "Elsewhere")
    with pytest.raises(NotFound):
        rate_item(item, away, by=STEWARD, at=NOW)
    with pytest.raises(NotPermitted):
        rate_item(item, None, by=actor(bo), at=NOW)
    assert signed_in(bo).get(item_at(framework, "A", "scale/")).status_code == 403
    assert Client().get(item_at(framework, "A")).content.decode().count("/scale/") == 0
    assert framework.items.get(code="A").scale is None


@pytest.mark.slow
def test_as_many_queries_with_twenty_scales_as_with_two(eco, framework: Framework) -> None:
    browser, counts = signed_in(convener(eco)), []
    for wanted in (2, 20):
        for number in range(Scale.objects.count(), wanted):
            scale(eco, f"s{number}", f"Scale {number}")
        with CaptureQueriesContext(connection) as asked:
            browser.get(item_at(framework, "A1", "scale/"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", ("Escala de un elemento", "La del marco: Four steps")),
        ("ar", ("سُلَّم تقدير أحد البنود", "سُلَّم الإطار:")),
    ],
)
def test_it_is_asked_in_the_readers_language(eco, framework: Framework, language, words) -> None:
    browser = signed_in(convener(eco))
    browser.cookies["django_language"] = language
    said = browser.get(item_at(framework, "A1", "scale/")).content.decode()
    for word in words:
        assert word in said
