"""A scale is written in each language of its ecosystem, a line a step."""

import pytest
from django.test import Client

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.frameworks.actions import save_framework, save_scale
from hedgerow.commons.frameworks.models import Scale
from hedgerow.commons.membership.tests.factories import convener, ecosystem

from .test_item_pages import signed_in
from .test_told import HOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def eco() -> Ecosystem:
    return ecosystem(slug="valley", languages=["he", "ar"])


@pytest.fixture
def browser(eco: Ecosystem) -> Client:
    return signed_in(convener(eco))


def test_a_convener_writes_and_changes_a_scale(eco: Ecosystem, browser: Client) -> None:
    sent = {"name": "מוכנות", "name.ar": "جاهزية", "steps": "1 בדרך\n2 מוכן", "steps.ar": "2 جاهز"}
    assert browser.post("/e/valley/frameworks/scales/new/", sent).status_code == 302
    row = Scale.objects.get()
    assert (row.name, row.steps) == ("מוכנות", [[1, "בדרך"], [2, "מוכן"]])
    assert row.told == {"he": {}, "ar": {"name": "جاهزية", "step.2": "جاهز"}}
    address = f"/e/valley/frameworks/scales/{row.uuid}/"
    assert address in browser.get("/e/valley/frameworks/").content.decode()
    assert "2 جاهز</textarea>" in browser.get(address).content.decode()
    sent |= {"steps": "1 בדרך\n3 ניגש", "steps.ar": "1 في الطريق"}
    assert browser.post(address, sent).status_code == 302
    found = Scale.objects.get()
    assert (found.key, found.steps) == (row.key, [[1, "בדרך"], [3, "ניגש"]])
    assert found.told["ar"] == {"name": "جاهزية", "step.1": "في الطريق"}


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("steps", "1 one"), ("steps", "1 one\n1 two"), ("steps", "one\ntwo"),
        ("steps", f"1 one\n2 {'x' * 121}"), ("steps", "1 one\n99999 two"), ("steps.ar", "3 ثلاثة"),
    ],
)  # fmt: skip
def test_steps_that_make_no_scale_are_refused(
    eco: Ecosystem, browser: Client, name: str, lines: str
) -> None:
    kept = save_scale(eco, "ready", "מוכנות", [(1, "בדרך"), (2, "מוכן")], **HOW)
    sent = {"name": "New", "steps": "1 a\n2 b", name: lines}
    answer = browser.post(f"/e/valley/frameworks/scales/{kept.uuid}/", sent)
    assert answer.status_code == 422
    assert Scale.objects.get().name == "מוכנות"


def test_two_scales_of_one_name_are_two_and_another_ecosystems_is_not_found(
    eco: Ecosystem, browser: Client
) -> None:
    sent = {"name": "Stage", "steps": "0 no\n5 yes"}
    for _once in range(2):
        browser.post("/e/valley/frameworks/scales/new/", sent)
    assert [*Scale.objects.order_by("pk").values_list("key", flat=True)] == ["stage", "stage-2"]
    other = save_scale(ecosystem(), "s", "S", [(1, "a"), (2, "b")], **HOW)
    assert browser.post(f"/e/valley/frameworks/scales/{other.uuid}/", sent).status_code == 404


def test_the_page_of_a_scale_names_what_is_rated_on_it(eco: Ecosystem, browser: Client) -> None:
    one = save_scale(eco, "ready", "Ready", [(1, "a"), (2, "b")], simulated=True, **HOW)
    address = f"/e/valley/frameworks/scales/{one.uuid}/"
    assert "No framework is rated on it yet" in browser.get(address).content.decode()
    items = [{"code": "A", "parent": "", "title": "Reading", "description": "", "scale": one}]
    save_framework(eco, "whole", title="Five steps", items=[], scale=one, **HOW)
    save_framework(eco, "in-part", title="Seven aims", items=items, **HOW)
    said = browser.get(address).content.decode()
    assert "No framework is rated on it yet" not in said
    assert all(title in said for title in ("Five steps", "Seven aims", "simulated"))
    assert "Rated on it" not in browser.get("/e/valley/frameworks/scales/new/").content.decode()
