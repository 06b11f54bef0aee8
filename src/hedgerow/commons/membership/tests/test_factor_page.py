"""The page of one's second factors leads on whoever may not have one yet."""

import pytest
from django.urls import reverse

from .factories import browser, convener, ecosystem, learner, member_school

pytestmark = pytest.mark.django_db
LEADS_ON = f'href="{reverse("own-address")}">Give your address</a>'


def test_an_adult_without_an_address_is_led_to_giving_one_and_a_learner_is_not() -> None:
    place = ecosystem()
    page = browser(convener(place)).get(reverse("second-factor")).content.decode()
    assert LEADS_ON in page
    assert "A printed card signs you in" not in page
    child = browser(learner(member_school(place))).get(reverse("second-factor")).content.decode()
    assert LEADS_ON not in child
    assert "A printed card signs you in" in child
