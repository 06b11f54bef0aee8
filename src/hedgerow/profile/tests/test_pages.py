"""The three pages, with and without readings."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.urls import include, path

from hedgerow.commons.activities.tests.factories import club
from hedgerow.profile import urls, views
from hedgerow.profile.tests.factories import AT, BO, STEWARD, a_snapshot, ada, an_ecosystem

pytestmark = [pytest.mark.django_db, pytest.mark.urls("hedgerow.profile.tests.test_pages")]

urlpatterns = [
    *urls.urlpatterns,
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("hedgerow.foundation.installation.urls")),
]


def get(view, actor, address="/", **arguments):
    request = RequestFactory().get(address)
    request.actor = actor
    response = view(request, **arguments)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.slow
def test_the_profile_shows_each_reading_with_a_way_to_its_rows(meadow):
    page = get(views.profile, ada(meadow), slug="meadow")
    assert 'href="/e/meadow/profile/4.1/"' in page
    assert "40.0 %" in page
    assert "6 of 6 measures read" in page


@pytest.mark.slow
def test_outsiders_are_told_that_they_see_totals_only(meadow):
    said = "You see totals of the whole ecosystem only"
    assert said in get(views.profile, BO, slug="meadow")
    assert said not in get(views.profile, ada(meadow), slug="meadow")


def test_an_empty_profile_says_what_will_stand_there():
    an_ecosystem()
    assert "The first step is to record an activity" in get(views.profile, BO, slug="grove")


def test_before_the_first_reading_of_what_is_recorded_it_says_that_it_comes():
    made = club(sessions=1)
    ecosystem = made.ecosystem
    assert "Records are there." in get(views.profile, STEWARD, slug=ecosystem.slug)
    a_snapshot(ecosystem)
    assert "Records are there." not in get(views.profile, STEWARD, slug=ecosystem.slug)


@pytest.mark.slow
def test_features_that_are_not_computed_say_so_in_one_line(meadow):
    page = get(views.profile, ada(meadow), slug="meadow")
    assert page.count("<summary>Not computed in this version</summary>") == 4
    assert page.count("<table") == 4
    assert page.count("No level yet: too few records.") == 1  # of the second
    assert page.count("No level in this version: it computes too few of the measures.") == 1


def test_a_feature_without_a_level_says_why():
    ecosystem = an_ecosystem()
    assert "No level yet: nothing has been read." in get(views.profile, BO, slug="grove")
    a_snapshot(ecosystem)
    assert "No level yet: too few records." in get(views.profile, ada(ecosystem), slug="grove")
    assert "No level yet: too few records." in get(views.profile, BO, slug="grove")


def test_a_large_count_has_its_thousands_set_apart():
    ecosystem = an_ecosystem()
    a_snapshot(ecosystem, n=15000)
    assert "15,000" in get(views.reading, ada(ecosystem), slug="grove", number="4.1")


def test_a_measure_without_a_value_has_no_row_of_dashes_on_phones():
    ecosystem = an_ecosystem()
    a_snapshot(ecosystem)
    page = get(views.profile, ada(ecosystem), slug="grove")
    assert page.count('class="number idle"') == (5 + 6 + 5) * 4


@pytest.mark.slow
def test_a_measure_that_is_not_computed_does_not_say_too_few_records(meadow):
    page = get(views.reading, ada(meadow), slug="meadow", number="1.1")
    assert "Not computed in this version." in page
    assert "oo few records" not in page


def test_a_reading_shows_what_it_is_made_of(meadow):
    page = get(views.reading, ada(meadow), slug="meadow", number="4.2")
    for said in (
        "Lowest group rate",
        "0.3 · 0.5 · 0.7 · 0.85",
        "never above the level of 4.1",
        "Groups declared in advance",
        "simulated",
        "Over time",
    ):
        assert said in page


def test_cuts_are_said_in_the_unit_of_the_value(meadow):
    assert "2 % · 10 % · 25 % · 50 %" in get(
        views.reading, ada(meadow), slug="meadow", number="4.1"
    )
    assert "60 · 30 · 14 · 7" in get(views.measures, BO)


def test_a_reading_names_the_records_it_counts(meadow):
    page = get(views.reading, ada(meadow), slug="meadow", number="4.1")
    assert "people eligible, by the population figure" in page
    assert "sessions held whose register is taken and confirmed" in page
    assert "the line" not in page.split("The records behind it")[1]


def test_a_reading_without_records_says_which_and_where_to_go():
    ecosystem = an_ecosystem()
    a_snapshot(ecosystem, state="insufficient", reason="no_population", value=None, level=None)
    page = get(views.reading, STEWARD, slug="grove", number="4.1")
    assert "Record how many people are eligible" in page
    assert "Record how many people" not in get(views.reading, BO, slug="grove", number="4.1")


def test_only_who_may_not_see_the_records_is_told_so(meadow):
    told = "They are open to those who run the network."
    assert told in get(views.reading, BO, slug="meadow", number="4.1")
    assert told not in get(views.reading, ada(meadow), slug="meadow", number="1.1")


@pytest.mark.parametrize("start", ["", "x", "-3", "99999999", "9" * 40, "²"])
def test_a_cursor_that_is_none_starts_at_the_beginning_or_shows_nothing(meadow, start):
    get(views.reading, ada(meadow), f"/?from={start}", slug="meadow", number="4.1")


def test_every_definition_is_shown_with_its_version():
    page = get(views.measures, BO)
    assert page.count('id="measure-') == 39
    assert "proposed and unvalidated (version 2026-11)" in page
    assert "not levelled" in page


@pytest.mark.parametrize("days", [2, 20])
def test_pages_take_as_many_queries_after_two_days_as_after_twenty(days, django_assert_num_queries):
    ecosystem = an_ecosystem()
    for back in range(days):
        a_snapshot(ecosystem, AT.date() - timedelta(days=back))
    with django_assert_num_queries(7):
        get(views.profile, ada(ecosystem), slug="grove")
    with django_assert_num_queries(6):
        get(views.reading, ada(ecosystem), slug="grove", number="4.1")
