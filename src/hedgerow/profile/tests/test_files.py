"""What a profile's file says: whose it is, and to outsiders no more than the page."""

import csv

import pytest
from django.test import RequestFactory

from hedgerow.profile import views
from hedgerow.profile.tests.factories import BO, a_snapshot, ada, an_ecosystem

pytestmark = pytest.mark.django_db
FEW_MORE = {"value": 124 / 211, "n": 211, "coverage": 190 / 211, "smallest_cell": 87}


def file_of(actor):
    """The answer with the profile of the grove as a file, and its lines by measure."""
    request = RequestFactory().get("/?format=csv&table=profile")
    request.actor = actor
    answer = views.profile(request, slug="grove")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return answer, {line["Number"]: line for line in csv.DictReader(text.splitlines())}


def test_a_file_says_no_more_decimals_to_outsiders_than_the_page():
    ecosystem = an_ecosystem()
    a_snapshot(ecosystem, **FEW_MORE)
    _answer, public = file_of(BO)
    assert (public["4.1"]["Value"], public["4.1"]["Records (n)"]) == ("0.588", "210")
    _answer, exact = file_of(ada(ecosystem))
    assert (exact["4.1"]["Value"], exact["4.1"]["Records (n)"]) == (str(124 / 211), "211")


def test_a_file_says_whose_it_is_and_of_when():
    a_snapshot(an_ecosystem(simulated=True))
    answer, lines = file_of(BO)
    assert 'filename="profile-grove-2026-06-30.csv"' in answer["Content-Disposition"]
    for line in lines.values():
        assert line["Ecosystem"] == "Grove"
        assert (line["Window begins"], line["Window ends"]) == ("2025-07-01", "2026-06-30")
        assert (line["Version of the cuts"], line["Simulated"]) == ("2026-11", "yes")
    assert lines["4.1"]["What the bounds are"] == ""  # of so few sites the public sees none
    assert lines["4.2"]["What the bounds are"] == ""


def test_what_bounds_are_is_said_beside_them():
    ecosystem = an_ecosystem()
    snapshot = a_snapshot(ecosystem)
    snapshot.readings.create(number="2.1", state="ok", value=1.5, lower=1.5, upper=2, n=12,
                             is_share=False)  # fmt: skip
    _answer, lines = file_of(ada(ecosystem))
    assert lines["4.1"]["What the bounds are"] == "interval (95 %)"
    assert lines["2.1"]["What the bounds are"] == "range with and without unconfirmed ties"
