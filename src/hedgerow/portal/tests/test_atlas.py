"""The atlas and an ecosystem's page, as a stranger sees them."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.ecosystems.models import Ecosystem, Figure

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def ecosystem(slug: str, **more: object) -> Ecosystem:
    return Ecosystem.objects.create(slug=slug, name=slug.title(), created_at=NOON, **more)


def test_an_empty_atlas_says_what_will_stand_here(client: Client) -> None:
    assert "will stand here" in client.get("/").content.decode()


def test_the_atlas_shows_public_ecosystems_and_hides_the_rest(client: Client) -> None:
    ecosystem("valley")
    ecosystem("private", public=False)
    ecosystem("unready", state=Ecosystem.State.PLANTING)
    page = client.get("/").content.decode()
    assert "Valley" in page
    assert "Private" not in page
    assert "Unready" not in page


def test_an_ecosystem_that_is_not_the_readers_is_not_found(client: Client) -> None:
    ecosystem("private", public=False)
    for slug in ("private", "nowhere"):
        assert client.get(f"/e/{slug}/").status_code == 404


def test_figures_that_disagree_stand_side_by_side(client: Client) -> None:
    valley = ecosystem("valley")
    for value, source in ((31, "the network"), (18, "the study")):
        Figure.objects.create(
            ecosystem=valley,
            name="schools",
            value=value,
            unit="schools",
            as_of="2010",
            source=source,
        )
    page = client.get("/e/valley/").content.decode()
    assert "31 schools" in page
    assert "18 schools" in page
    assert "the study" in page


def test_the_atlas_takes_equal_queries_at_2_and_20_ecosystems(client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get("/")
        return len(seen)

    for number in range(2):
        ecosystem(f"valley-{number}")
    at_two = queries()
    for number in range(2, 20):
        ecosystem(f"valley-{number}")
    assert queries() == at_two


def test_text_of_an_ecosystem_is_never_markup(client: Client) -> None:
    ecosystem("valley", summary="<script>alert(1)</script>")
    assert "<script>alert" not in client.get("/").content.decode()


def test_no_page_lets_scripts_or_styles_run_inline(client: Client) -> None:
    answer = client.get("/")
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_in_arabic_the_page_runs_from_right_to_left(client: Client) -> None:
    page = client.get("/", headers={"accept-language": "ar"}).content.decode()
    assert '<html lang="ar" dir="rtl"' in page
