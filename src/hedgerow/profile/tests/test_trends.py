"""A measure over time: one scale, months without a figure said in words, exact only for insiders."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.tests.factories import convener
from hedgerow.foundation.errors import NotFound
from hedgerow.profile.models import Reading
from hedgerow.profile.pictures import trend_picture
from hedgerow.profile.tests.test_comparison import PUBLIC, ecosystem, seeing
from hedgerow.profile.tests.test_pictures import share
from hedgerow.profile.trends import courses, trend_page

pytestmark = pytest.mark.django_db
MONTHS = (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30))


def test_a_month_without_a_figure_breaks_the_line_and_is_said() -> None:
    oak = ecosystem("oak", 0.2, MONTHS)
    missing = Reading.objects.filter(snapshot__day=MONTHS[1])
    missing.update(state="insufficient", reason="too_few", value=None, lower=None, upper=None)
    page = trend_page(seeing(oak), "4.1", ["oak"])
    (side,), picture = page.sides, page.sides[0].picture
    assert picture
    assert (len(picture.dots), len(picture.gaps), picture.path.count("M")) == (3, 1, 2)
    assert side.is_exact
    assert [row.month for row in page.rows] == [day.replace(day=1) for day in reversed(MONTHS)]
    (cell,) = page.rows[2].cells
    assert cell.reading
    assert cell.reading.state == "insufficient"
    assert "Fewer than five" in cell.reading.reason


def test_all_are_drawn_on_one_scale_and_one_stretch_of_time() -> None:
    oak, elm = ecosystem("oak", 0.2, MONTHS), ecosystem("elm", 0.6, MONTHS[2:])
    page = trend_page(seeing(oak, elm), "4.1", ["elm", "oak", "nowhere", "elm"])
    pictures = {side.slug: side.picture for side in page.sides}
    assert list(pictures) == ["elm", "oak"]
    first, second = pictures["elm"], pictures["oak"]
    assert first
    assert second
    assert [dot.x for dot in first.dots] == [dot.x for dot in second.dots[2:]]
    assert float(first.dots[0].y) < float(second.dots[2].y)
    assert [cell.reading is None for cell in page.rows[-1].cells] == [True, False]


def test_figures_that_are_no_shares_share_their_scale_too() -> None:
    low = [
        (day, share(value))
        for day, value in zip(reversed(MONTHS), (0.1, 0.2, 0.1, 0.2), strict=True)
    ]
    alone, beside = trend_picture(low), trend_picture(low, beside=low)
    assert alone == beside


def test_the_months_of_an_ecosystem_are_for_who_sees_exact_readings(client: Client) -> None:
    oak = ecosystem("oak", 0.2, MONTHS)
    ecosystem("elm", 0.6, MONTHS)
    page = trend_page(seeing(oak), "4.1", ["oak", "elm"])
    assert page.closed == ("Elm",)
    withheld = {(cell.reading, cell.withheld) for row in page.rows for cell in row.cells[1:]}
    assert withheld == {(None, True)}
    assert not any(row.cells[0].withheld for row in page.rows)
    shown = client.get("/compare/4.1/?e=oak&e=elm").content.decode()
    assert "Not shown over time: Oak · Elm." in shown
    assert "20.0" not in shown
    assert "Nothing has been read yet that you could see" in shown


def test_what_is_withheld_is_not_said_to_be_unread_and_ties_have_a_reason_of_their_own(
    client: Client,
) -> None:
    oak = Ecosystem.objects.get(pk=ecosystem("oak", 0.2, MONTHS))
    ecosystem("elm", 0.6, MONTHS)
    session = client.session
    session["person_id"] = convener(oak).pk
    session["since"] = "2099-01-01T00:00:00+00:00"
    session.save()
    shown = client.get("/compare/4.1/?e=oak&e=elm").content.decode()
    assert shown.count(">withheld<") == len(MONTHS)
    assert "not read" not in shown
    assert "could point at a few learners" in shown
    ties = client.get("/compare/2.1/?e=oak&e=elm").content.decode()
    assert "could point at a single activity" in ties
    assert "learners" not in ties.split('class="notice"')[1].split("</p>")[0]


def test_the_profile_shows_how_each_measure_went_to_who_sees_exact_readings(client: Client) -> None:
    oak = ecosystem("oak", 0.2, MONTHS)
    Reading.objects.filter(snapshot__day=MONTHS[1]).update(state="insufficient", value=None)
    Reading.objects.filter(snapshot__day=MONTHS[3]).update(value=0.3)
    (reach,) = courses(seeing(oak), "oak")
    assert (reach.number, len(reach.picture.gaps)) == ("4.1", 1)
    assert (reach.first, reach.last) == (("20.0 %", MONTHS[0]), ("30.0 %", MONTHS[3]))
    assert courses(PUBLIC, "oak") == ()
    assert "Over time" not in client.get("/e/oak/profile/").content.decode()
    ecosystem("secret", 0.2, public=False)
    with pytest.raises(NotFound):
        courses(PUBLIC, "secret")


def test_a_number_without_a_measure_and_an_ecosystem_not_seen_are_not_found() -> None:
    ecosystem("oak", 0.2)
    ecosystem("secret", 0.2, public=False)
    for number, slugs in (("9.9", ["oak"]), ("4.1", ["secret"]), ("4.1", [])):
        with pytest.raises(NotFound):
            trend_page(PUBLIC, number, slugs)


def test_it_takes_as_many_queries_for_four_as_for_two(client: Client) -> None:
    for slug in ("a", "b", "c", "d"):
        ecosystem(slug, 0.3, MONTHS)

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    queries("/compare/4.1/?e=a&e=b")
    assert queries("/compare/4.1/?e=a&e=b") == queries("/compare/4.1/?e=a&e=b&e=c&e=d")
