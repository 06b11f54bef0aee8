"""What is told of each blueprint where one starts."""

import pytest
from django.urls import reverse


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
