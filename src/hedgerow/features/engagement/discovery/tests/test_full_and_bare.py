"""Programs read whatever is offered, with every field filled and with none."""

import json
from datetime import date, time
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from hedgerow.commons.frameworks.models import Framework, Item
from hedgerow.features.engagement.discovery.tests.factories import NOW, Valley, offered
from hedgerow.features.engagement.discovery.tests.following import ATOM, HERE, events
from hedgerow.features.engagement.opportunities.models import Opportunity

pytestmark = pytest.mark.django_db
DAY_OF_IT = date(2026, 9, 21)
ODD = 'Say "no" <b>&amp; \\;, never\u2028 — 한국 مرحبا'


def whole(made: Valley) -> Opportunity:
    """Something with a value in every field that one can fill, some of them hard to write down."""
    framework = Framework.objects.create(ecosystem=made.place, key="f", title="F", kind="f")
    item = Item.objects.create(framework=framework, code="1", title=ODD)
    row = offered(
        made, ODD, summary=f"{ODD}\nSecond line.", begins=time(16), minutes=90, place="Room <4>",
        latitude=33.77, longitude=-118.19, online_address="https://meet.example/secret",
        audience="adults", age_from=9, age_to=12, grades=["4"], languages=["es", "en"],
        access=["step-free"], access_note=ODD, capacity=12, signup_opens=NOW, signup_closes=NOW,
        minimum_minutes=90, cost_amount="5.50", cost_currency="USD", cost_note=ODD, contact=ODD,
        website="https://example.org/?a=1&b=2", sponsored=True,
    )  # fmt: skip
    row.items.add(item)
    return row


def bare(made: Valley, **values: Any) -> Opportunity:
    """Something of which nothing is told but what it is called."""
    row = offered(made, "Bare")
    nothing = {
        "summary": "", "organisation": None, "site": None, "starts": None, "languages": [],
        "capacity": None, "takes_signups": False,
    }  # fmt: skip
    Opportunity.objects.filter(pk=row.pk).update(**{**nothing, **values})
    return row


def empty_in(said: Any) -> bool:
    """Whether somewhere in it nothing is said by a name."""
    if isinstance(said, dict):
        return any(empty_in(one) for one in said.values())
    if isinstance(said, list):
        return not said or any(empty_in(one) for one in said)
    return said in (None, "")


@pytest.mark.slow
def test_whatever_is_filled_programs_read_the_same_and_nothing_empty(made: Valley) -> None:
    rows = {"whole": whole(made), "bare": bare(made), "day": bare(made, starts=DAY_OF_IT)}
    said = {}
    for name, row in rows.items():
        answer = Client().get(f"{HERE}/{row.uuid}.jsonld")
        said[name] = json.loads(answer.content)
        assert not empty_in(said[name])
        assert "secret" not in answer.content.decode()
    told = said["whole"]
    assert (told["name"], told["teaches"], told["typicalAgeRange"]) == (ODD, [ODD], "9-12")
    assert {"name", "provider", "url"} <= said["bare"].keys()
    assert said["day"]["startDate" if "startDate" in said["day"] else "hasCourseInstance"]
    found = events(f"{HERE}.ics")
    assert set(found) == {ODD, "Bare"}
    event = found[ODD]
    assert str(event["description"]) == f"{ODD}\nSecond line."
    assert str(event["location"]) == "Oak School, Room <4>, Online"
    assert found["Bare"].decoded("dtstart") == DAY_OF_IT
    assert Client().get(f"{HERE}/{rows['bare'].uuid}.ics").status_code == 404
    feed = ET.fromstring(Client().get(f"{HERE}.atom").content)
    titles = [one.findtext(f"{ATOM}title") for one in feed.findall(f"{ATOM}entry")]
    assert sorted(titles, key=str) == sorted([ODD, "Bare", "Bare"])
    assert all(one.findtext(f"{ATOM}updated") for one in feed.findall(f"{ATOM}entry"))
