"""A newcomer's first afternoon: from a blueprint over real rows and marks to the leaf, and back."""

import csv
import io
import re
import time
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_work_is_recorded import READERS, all_present, press, send

GUEST_TALK = re.compile("^(Guest talk|حديث ضيف)$")  # a usual kind, in the reader's language
LEARNERS = 32
PATIENCE = 90
READING, SERVED_BY_TWO = "4.6", "100"

Rows = list[dict[str, str]]


def day(back: int = 0) -> str:
    """A date so many days ago."""
    return (datetime.now(UTC).date() - timedelta(days=back)).isoformat()


def spreadsheets() -> dict[str, Rows]:
    """What the network has in its spreadsheets: a school, a partner, a class and who is in it."""
    learners = [f"L-{number:03}" for number in range(1, LEARNERS + 1)]
    begins = day(back=20)
    return {
        "organisations": [
            {"kind": "school", "code": "0109835", "name": "Oak School", "sector": "school"},
            {"kind": "partner", "code": "17", "name": "Tide Museum", "sector": "culture"},
        ],
        "people": [
            {
                "code": code, "name": f"Amira Muñoz {code[2:]}", "role": "learner", "grade": "5",
                "organisation_code": "0109835", "starts": begins,
            }
            for code in learners
        ],
        "groups": [
            {"code": "5A", "name": "Class 5a", "grade": "5", "organisation_code": "0109835",
             "starts": begins},
        ],
        "group-members": [
            {"group_code": "5A", "person_code": code, "starts": begins} for code in learners
        ],
    }  # fmt: skip


def until_there(page: Page, selector: str) -> None:
    """Wait for the work of a job to show; a reader without scripts looks again."""
    until = time.monotonic() + PATIENCE
    while page.locator(selector).count() == 0:
        assert time.monotonic() < until, page.locator("main").inner_text()[:600]
        page.wait_for_timeout(500)
        page.reload()


def start(page: Page, slug: str) -> None:
    """Choose a blueprint, name the ecosystem, and wait until it is planted."""
    page.goto("/start/")
    page.locator('a[href="/start/long-beach/"]').first.click()
    page.locator("#id_name").fill("Bay Learning Network")
    page.locator("#id_slug").fill(slug)
    page.locator("input[name=public][value=yes]").check()
    send(page, "/start/long-beach/")
    page.wait_for_url(f"**/e/{slug}/", timeout=PATIENCE * 1000)


def filled(template: str, rows: Rows) -> bytes:
    """The template with these rows under its explanation."""
    text = io.StringIO(template)
    reader = csv.DictReader(text)
    written = io.StringIO()
    writer = csv.DictWriter(written, list(reader.fieldnames or []))
    writer.writeheader()
    writer.writerows([*reader, *rows])
    return written.getvalue().encode()


def bring_in(page: Page, slug: str, target: str, rows: Rows) -> None:
    """Fill in the template, send it, look at the preview, confirm."""
    page.goto(f"/e/{slug}/imports/new/")
    link = page.locator(f'a[href$="/templates/{target}.csv"]').get_attribute("href")
    template = page.request.get(str(link)).text().lstrip("\ufeff")
    content = filled(template, rows)
    page.locator("#id_file").set_input_files(
        {"name": f"{target}.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.locator("#id_mapping").select_option(f"ready:{target}")
    send(page, "/new/")
    until_there(page, 'form[action$="/confirm/"]')
    new = page.locator(".figures .figure b").first
    expect(new).to_contain_text(re.compile(rf"^{len(rows)}\b"))
    press(page, 'form[action$="/confirm/"] button')
    until_there(page, ".tag.good")


def offer(page: Page, slug: str) -> str:
    """A talk at the school, given by the school and the museum together."""
    page.goto(f"/e/{slug}/activities/new/")
    page.locator("#id_title").fill("Tides and numbers")
    kind = page.locator("#id_kind option").filter(has_text=GUEST_TALK)
    page.locator("#id_kind").select_option(value=kind.get_attribute("value"))
    page.locator("#id_site").select_option(label="Oak School")
    choose(page, "delivered_by", "Oak School", "Tide Museum")
    page.locator("#id_starts").fill(day(back=7))
    send(page, "/new/")
    return page.url


def choose(page: Page, field: str, *labels: str) -> None:
    boxes = page.locator(f"input[name={field}]")
    for label in labels:
        boxes.and_(page.get_by_label(label, exact=True)).check()


def plan(page: Page, activity: str) -> None:
    page.goto(activity)
    page.locator('main a[href$="/plan/"]').first.click()
    for field in ("#id_first", "#id_last"):
        page.locator(field).fill(day(back=1))
    for one in page.locator("input[name=weekdays]").all():
        one.check()
    page.locator("#id_begins").fill("09:00")
    send(page, "/plan/")


def enrol(page: Page, activity: str) -> None:
    page.goto(activity)
    page.locator('main a[href$="/enrol/"]').first.click()
    page.locator("#id_group").select_option(label="Class 5a")
    page.locator("#id_starts").fill(day(back=7))
    send(page, "/enrol/")


def mark(page: Page, activity: str, *, with_scripts: bool) -> None:
    """Everybody was there."""
    page.goto(activity)
    page.locator('main a[href*="/sessions/"]').first.click()
    expect(page.locator(".learners > li")).to_have_count(LEARNERS)
    register = page.url
    all_present(page, register, with_scripts=with_scripts)
    if with_scripts:
        press(page, ".saving button")
    page.goto(register)
    expect(page.locator(".learners [value=present]:checked")).to_have_count(LEARNERS)


def reading(page: Page, slug: str) -> str:
    """What the leaf's table says of one reading."""
    page.goto(f"/e/{slug}/profile/")
    link = page.locator(f'main table a[href="/e/{slug}/profile/{READING}/"]').first
    return link.locator("xpath=ancestor::tr").inner_text()


def read_again(page: Page, slug: str, expected: str) -> None:
    """Wait until the records have been copied and read."""
    until = time.monotonic() + PATIENCE
    while expected not in (now := reading(page, slug)):
        assert time.monotonic() < until, now
        page.wait_for_timeout(1000)


@pytest.mark.parametrize("reader", READERS)
def test_a_newcomer_comes_from_a_blueprint_to_the_rows_behind_a_reading(
    visit: Visit, reader: str
) -> None:
    slug = "bay-" + reader.replace(" ", "-").lower()
    page = visit("convener", **READERS[reader])
    start(page, slug)
    assert SERVED_BY_TWO not in reading(page, slug)
    for target, rows in spreadsheets().items():
        bring_in(page, slug, target, rows)
    activity = offer(page, slug)
    plan(page, activity)
    enrol(page, activity)
    mark(page, activity, with_scripts="without" not in reader)
    read_again(page, slug, SERVED_BY_TWO)

    page.goto(f"/e/{slug}/profile/")
    page.locator(f'a[href="/e/{slug}/profile/{READING}/"]').first.click()
    expect(page.locator("main")).to_contain_text("Amira Muñoz 001")
    page.get_by_role("link", name="Amira Muñoz 001").first.click()
    expect(page.locator("h1")).to_contain_text("Amira Muñoz 001")
    learner = page.url

    outsider = visit(width=360)
    assert outsider.request.get(learner).status == 404
    outsider.goto(f"/e/{slug}/profile/{READING}/")
    expect(outsider.locator("main")).not_to_contain_text("Amira")
    asked = outsider.request.get(f"/e/{slug}/people/", max_redirects=0)
    assert (asked.status, "/sign-in/" in asked.headers["location"]) == (302, True)
