"""Indicators stand on their own pages, are named there, and are no framework to readers."""

import pytest
from django.urls import reverse

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.frameworks.actions import save_framework
from hedgerow.commons.frameworks.models import Framework
from hedgerow.commons.frameworks.queries import free_key
from hedgerow.commons.membership.tests.factories import ecosystem
from hedgerow.commons.observations.actions import save_indicators
from hedgerow.commons.observations.models import Indicator
from hedgerow.foundation import subjects
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome

from .test_pages import address, indicator, signed_in

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()


@pytest.mark.slow
def test_their_framework_is_in_no_list_and_has_no_page() -> None:
    eco = ecosystem()
    own, browser = indicator(eco).item.framework, signed_in(eco)
    save_framework(eco, "skills", "Skills", [{"code": "A"}], by=STEWARD, at=NOW)
    page = browser.get(reverse("frameworks", args=[eco.slug])).content.decode()
    assert "Skills" in page
    assert reverse("framework", args=[eco.slug, own.uuid]) not in page
    for name in ("framework", "framework-edit"):
        assert browser.get(reverse(name, args=[eco.slug, own.uuid])).status_code == 404
    found = subjects.resolve(STEWARD, "frameworks.framework", [own.uuid])
    assert found[own.uuid].url == reverse("indicators", args=[eco.slug])


def test_a_framework_that_somebody_calls_so_is_another_one() -> None:
    eco = ecosystem()
    assert free_key(eco, "Indicators", NOW) != "indicators"
    browser = signed_in(eco)
    browser.post(reverse("framework-new", args=[eco.slug]), {"title": "Indicators", "items": "A"})
    written = Framework.objects.get(ecosystem=eco)
    assert indicator(eco).item.framework != written
    assert browser.get(reverse("framework", args=[eco.slug, written.uuid])).status_code == 200


def test_an_indicator_is_given_another_title_on_its_page() -> None:
    eco = ecosystem()
    one = indicator(eco)
    said = {
        "title": "Reading at 15", "unit": "points", "direction": "up", "baseline": "10",
        "revision": one.revision,
    }  # fmt: skip
    assert signed_in(eco).post(address("indicator-edit", one), said).status_code == 302
    one = Indicator.objects.get()
    assert (one.item.title, one.revision) == ("Reading at 15", 2)
    again = [{"key": one.key, "title": "Reading at 15"}]
    assert save_indicators(eco, again, by=STEWARD, at=NOW) == Outcome(unchanged=1)


def test_an_item_of_a_framework_keeps_the_title_it_has_there() -> None:
    eco = ecosystem()
    rows = [{"code": "A", "title": "Belonging"}]
    item = save_framework(eco, "skills", "Skills", rows, by=STEWARD, at=NOW).items.get()
    row = {"key": "belonging", "unit": "points", "item_id": item.pk}
    save_indicators(eco, [row], by=STEWARD, at=NOW)
    one = Indicator.objects.get()
    assert 'name="title"' not in signed_in(eco).get(address("indicator-edit", one)).content.decode()
    renamed = [{"key": "belonging", "title": "Another"}]
    assert save_indicators(eco, renamed, by=STEWARD, at=NOW) == Outcome(unchanged=1)
    item.refresh_from_db()
    assert item.title == "Belonging"
