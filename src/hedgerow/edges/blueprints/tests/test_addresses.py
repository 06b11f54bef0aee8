"""The address of a new ecosystem is proposed from its name."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.ecosystems.actions import found_ecosystem
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.edges.blueprints.addresses import LENGTH, address_from
from hedgerow.edges.blueprints.tests.test_pages import SENT, signed_in
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("San José’s Learning Network", "san-joses-learning-network"),
        ("  Valley – 2nd  try ", "valley-2nd-try"),
        ("بيت جنّ", ""),
        ("x" * 99, "x" * LENGTH),
    ],
)
def test_a_name_gives_an_address_of_plain_letters(name: str, address: str) -> None:
    assert address_from(name) == address


def test_where_it_is_taken_a_number_follows_within_the_length() -> None:
    for slug in ("valley", "valley-2", "y" * LENGTH):
        found_ecosystem(slug, slug, by=Actor.the_steward(), at=timezone.now())
    assert address_from("Valley") == "valley-3"
    proposed = address_from("y" * 99)
    assert proposed.endswith("-2")
    assert len(proposed) <= LENGTH


@pytest.mark.slow
def test_a_form_without_an_address_comes_back_with_the_proposed_one_and_is_taken_so() -> None:
    ada, form = signed_in("Ada"), reverse("start-from", args=["empty"])
    sent = SENT | {"name": "Green Valley", "slug": ""}
    back = ada.post(form, sent)
    assert back.status_code == 422
    page = back.content.decode()
    assert 'value="green-valley"' in page
    assert "is proposed from the name" in page
    assert not Ecosystem.objects.filter(name="Green Valley").exists()
    assert ada.post(form, sent | {"slug": "green-valley"}).status_code == 302


@pytest.mark.slow
def test_a_name_that_gives_no_address_says_that_one_has_to_be_written() -> None:
    sent = SENT | {"name": "بيت جنّ", "slug": ""}
    back = signed_in("Ada").post(reverse("start-from", args=["empty"]), sent)
    assert back.status_code == 422
    assert "none can be made from the name" in back.content.decode()
