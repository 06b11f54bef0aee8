"""Who is asked anew who they are is told a way that they have."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from hedgerow.commons.membership.tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("email", "said", "unsaid"),
    [
        ("dana@example.org", "by a link that is sent to you", "with your card"),
        ("", "without a card you would not come in again", "by a link that is sent to you"),
    ],
)
def test_nobody_without_an_address_is_sent_out_to_wait_for_a_link(
    email: str, said: str, unsaid: str
) -> None:
    dana, client = factories.person(factories.ecosystem(), "Dana", email=email), Client()
    session = client.session
    session["person_id"] = dana.pk
    session["since"] = (timezone.now() - timedelta(days=1)).isoformat()
    session.save()
    page = client.get("/me/second-factor/", follow=True).content.decode()
    assert said in page
    assert unsaid not in page
