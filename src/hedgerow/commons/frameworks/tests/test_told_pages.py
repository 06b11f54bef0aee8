"""A framework is written in each language of its ecosystem."""

import pytest

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.frameworks.models import Framework, Item
from hedgerow.commons.membership.tests.factories import convener

from .test_item_pages import signed_in
from .test_told import eco, framework

pytestmark = pytest.mark.django_db
__all__ = ["eco", "framework"]


def test_a_convener_writes_it_in_each_language(eco: Ecosystem, framework: Framework) -> None:
    browser, address = signed_in(convener(eco)), f"/e/valley/frameworks/{framework.uuid}/edit/"
    assert "A عمل جماعي\nB</textarea>" in browser.get(address).content.decode()
    sent = {"title": "מה השתנה", "title.ar": "التغيير", "items": "A עבודת צוות\nB",
            "items.ar": "B باء", "scale": framework.scale_id, "revision": framework.revision}  # fmt: skip
    assert browser.post(address, sent).status_code == 302
    assert Framework.objects.get().in_others("title") == {"ar": "التغيير"}
    told = {one.code: (one.in_others("title"), one.description) for one in Item.objects.all()}
    assert told == {"A": ({}, "יחד"), "B": ({"ar": "باء"}, "")}
    assert Item.objects.get(code="A").in_others("description") == {"en": "Together"}


def test_a_line_in_another_language_that_is_of_no_item_is_refused(
    eco: Ecosystem, framework: Framework
) -> None:
    browser, address = signed_in(convener(eco)), f"/e/valley/frameworks/{framework.uuid}/edit/"
    sent = {"title": "New", "items": "A עבודת צוות\nB", "items.ar": "C جيم", "revision": 1}
    answer = browser.post(address, sent)
    assert (answer.status_code, "not: C." in answer.content.decode()) == (422, True)
    assert Framework.objects.get().title == "מה השתנה"
