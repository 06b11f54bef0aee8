"""What is over or closed says so, and where one looks further; nobody is asked to sign up."""

from datetime import date

import pytest
from django.test import Client

from .factories import valley
from .test_pages import HERE, browser

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"starts": date(2020, 5, 1), "ends": date(2020, 5, 1)}, "It is over: nobody can sign up"),
        ({"state": "closed", "starts": date(2099, 5, 1)}, "It is closed: nobody can sign up now."),
    ],
)
def test_it_says_so_and_leads_on(change: dict[str, object], said: str) -> None:
    aspen = valley(learners=1)
    row = aspen.offer(capacity=30, sight="public")
    row.state = "open"
    for name, value in change.items():
        setattr(row, name, value)
    row.save()
    for client in (Client(), browser(aspen.learners[0].pk)):
        page = client.get(f"{HERE}{row.uuid}/").content.decode()
        assert said in page
        assert '<a href="/e/aspen/find/">Find something</a>' in page
        for wrong in ("Free places", "Sign in to sign up", "look at whom it is for"):
            assert wrong not in page
