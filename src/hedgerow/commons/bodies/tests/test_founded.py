"""The year a body was founded in is planted, shown, changed, and has four figures."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from hedgerow.commons.bodies.actions import edit_body
from hedgerow.commons.bodies.models import Body
from hedgerow.commons.bodies.planting import Body as Told
from hedgerow.commons.bodies.planting import plant_bodies
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests.factories import convener, ecosystem

from .factories import STEWARD

pytestmark = pytest.mark.django_db


def planted() -> tuple[Ecosystem, Body]:
    eco = ecosystem()
    told = [Told(key="advisory", title="Advisory", seats=0, founded=2009)]
    plant_bodies(eco, told, by=STEWARD, at=NOW)
    return eco, Body.objects.get(ecosystem=eco)


def signed_in(eco: Ecosystem) -> Client:
    browser = Client()
    session = browser.session
    session["person_id"] = convener(eco).pk
    session.save()
    return browser


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Founded in 2009."), ("es", "2009"), ("ar", "2009")]
)
def test_its_page_tells_the_year(language: str, said: str) -> None:
    eco, body = planted()
    browser = signed_in(eco)
    with translation.override(language):
        page = browser.get(
            reverse("body", args=[eco.slug, body.uuid]), headers={"accept-language": language}
        ).content.decode()
    assert said in page


def test_a_page_of_a_body_whose_year_is_not_recorded_tells_none() -> None:
    eco, body = planted()
    edit_body(body, founded=None, by=STEWARD, at=NOW)
    page = signed_in(eco).get(reverse("body", args=[eco.slug, body.uuid])).content.decode()
    assert "Founded in" not in page


@pytest.mark.parametrize(
    ("year", "status", "kept"), [("1998", 302, 1998), ("", 302, None), ("98", 422, 2009)]
)
def test_whoever_edits_it_gives_a_year_of_four_figures_or_none(
    year: str, status: int, kept: int | None
) -> None:
    eco, body = planted()
    browser, address = signed_in(eco), reverse("body-edit", args=[eco.slug, body.uuid])
    assert 'name="founded" value="2009"' in browser.get(address).content.decode()
    answer = browser.post(address, {"name": "Advisory", "founded": year})
    assert answer.status_code == status
    body.refresh_from_db()
    assert body.founded == kept


def test_the_database_refuses_a_year_of_fewer_figures() -> None:
    _eco, body = planted()
    with pytest.raises(IntegrityError), transaction.atomic():
        Body.objects.filter(pk=body.pk).update(founded=98)
