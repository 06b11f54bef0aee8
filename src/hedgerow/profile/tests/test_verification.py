"""6.4 from drawn records to the page: real rows, through the warehouse and the engine."""

from datetime import date, timedelta

import pytest
from django.test import Client
from scipy.stats import binomtest

from hedgerow.commons.membership.tests.factories import actor, convener
from hedgerow.commons.observations.actions import check_record
from hedgerow.commons.observations.models import SampledRecord
from hedgerow.commons.observations.sample_actions import Framed, draw_sample
from hedgerow.foundation import warehouse
from hedgerow.foundation.rows import new_uuid
from hedgerow.profile import engine, sources
from hedgerow.profile.actions import compute_profile
from hedgerow.profile.models import Reading
from hedgerow.profile.tests.factories import AT, STEWARD, an_ecosystem

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = date(2026, 6, 1)


@pytest.fixture
def drawn(monkeypatch, settings, tmp_path):
    """Ten records of twelve are drawn, and what is found is told record by record."""
    settings.HEDGEROW_HOME = tmp_path
    alone = {"6.4": sources.measures()["6.4"]}
    monkeypatch.setattr(sources, "measures", lambda: alone)
    place = an_ecosystem("meadow")
    frame = [
        Framed(f"k{n}", None, convener(place, f"Bo {n}").pk, new_uuid(), f"Club {n}", DAY, None)
        for n in range(12)
    ]
    at = AT - timedelta(days=3)
    draw_sample(place, "attendance", frame, 10, "hedge", between=(DAY, DAY), by=STEWARD, at=at)
    return place


def check(place, *verdicts):
    for record, verdict in zip(SampledRecord.objects.order_by("position"), verdicts, strict=False):
        right = "absent" if verdict == "differs" else ""
        check_record(record, verdict, source="paper", right=right, by=STEWARD, at=AT)
    warehouse.refresh(place.pk)
    compute_profile(place.pk, by=STEWARD, at=AT)
    return Reading.objects.get(number="6.4")


def test_seven_of_eight_that_agree_are_read_with_their_exact_interval(drawn):
    row = check(drawn, *["agrees"] * 7, "differs")
    exact = binomtest(7, 8).proportion_ci(0.95, "exact")
    assert (row.state, row.value, row.n, row.coverage) == ("ok", 7 / 8, 8, 0.8)
    assert (row.lower, row.upper) == (pytest.approx(exact.low), pytest.approx(exact.high))
    assert row.level == 2  # 85 % is reached, 93 % is not


def test_until_half_is_checked_there_is_no_figure(drawn):
    row = check(drawn, *["agrees"] * 4)
    assert (row.state, row.reason, row.value) == ("insufficient", "too_few", None)
    row = check(drawn, *["agrees"] * 5)
    assert (row.state, row.n, row.coverage, row.value) == ("ok", 5, 0.5, 1)
    assert engine.MINIMUM_COVERAGE == 0.5


def test_the_page_opens_down_to_the_records_and_says_what_to_do_where_none_was_drawn(drawn):
    check(drawn, *["agrees"] * 7, "differs")
    ada = convener(drawn, "Ada")
    browser = Client()
    session = browser.session
    session["person_id"], session["since"] = ada.pk, "2099-01-01T00:00:00+00:00"
    session.save()
    page = browser.get(f"/e/{drawn.slug}/profile/6.4/").content.decode()
    first = SampledRecord.objects.order_by("position").first()
    assert "87.5" in page
    assert f"/samples/{first.sample.uuid}/{first.uuid}/" in page
    assert actor(ada).person_id == ada.pk
    SampledRecord.objects.all().delete()
    warehouse.touch("sampled", drawn.pk)
    warehouse.refresh(drawn.pk)
    compute_profile(drawn.pk, by=STEWARD, at=AT)
    page = browser.get(f"/e/{drawn.slug}/profile/6.4/").content.decode()
    assert "No sample of records was drawn" in page
    assert f"/e/{drawn.slug}/samples/new/" in page
