"""What is told of each blueprint where one starts."""

import pytest
from django.urls import reverse

from hedgerow.edges.blueprints.tests.test_pages import SENT, signed_in
from hedgerow.foundation import jobs


@pytest.mark.slow
@pytest.mark.django_db
def test_the_cards_say_what_each_blueprint_holds(client) -> None:
    page = client.get(reverse("start")).content.decode()
    for told in ("Tulsa Area Community Schools", "Long Beach", "Empty"):
        assert told in page
    assert "Gwangmyeong Lifelong Learning" in page
    korean = client.get(reverse("start"), headers={"accept-language": "ko"}).content.decode()
    assert "Gwangmyeong Lifelong Learning" not in korean
    assert client.get(reverse("start-from", args=["tulsa"])).status_code == 302


@pytest.mark.slow
@pytest.mark.django_db
def test_who_comes_once_it_is_planted_is_led_to_it_and_a_page_that_asks_follows_itself() -> None:
    ada = signed_in("Ada")
    progress = ada.post(reverse("start-from", args=["empty"]), SENT)["Location"]
    assert "Waiting for its turn" in ada.get(progress).content.decode()
    jobs.run_pending()
    assert ada.get(progress)["Location"] == reverse("ecosystem", args=["my-town"])
    asked = ada.get(progress, headers={"hx-request": "true"}).content.decode()
    assert 'href="/e/my-town/" data-follow' in asked
