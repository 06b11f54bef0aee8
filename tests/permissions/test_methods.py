"""Reading never writes; writing needs the page's own token."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from .asking import ask, rows, undone
from .cast import Cast

pytestmark = pytest.mark.django_db

WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)', re.IGNORECASE)
# who was here and who looked: none of it is the ecosystem's record
NOTED = {"django_session", "installation_cache", "accesslog_opening", "membership_apitoken"}


@pytest.mark.parametrize("persona", ["public", "learner", "tutor", "convener"])
def test_reading_writes_nothing(persona: str, cast: Cast) -> None:
    written = set()
    for row in rows():
        with undone():
            browser = cast.client(persona)
            with CaptureQueriesContext(connection) as seen:
                path = row.path.format(**cast.home.names)
                read = ask(browser, "get", row, cast.home.names)
                if row.reads_only:
                    sent = ask(browser, "post", row, cast.home.names)
                    assert sent.status_code in (405, read.status_code), path
        found = (WRITE.match(query["sql"]) for query in seen.captured_queries)
        written |= {(row.path, hit.group(1)) for hit in found if hit and hit.group(1) not in NOTED}
    assert written == set()


@pytest.mark.parametrize("persona", ["public", "convener"])
def test_a_write_without_the_pages_token_is_refused(persona: str, cast: Cast) -> None:
    let_pass = []
    for row in rows():
        for method in {*row.methods(), "post"} - {"get"}:
            with undone():
                browser = cast.client(persona, token=False, enforce_csrf_checks=True)
                status = ask(browser, method, row, cast.home.names).status_code
            if status not in (401, 403, 405):
                let_pass.append(f"{method.upper()} {row.path}: {status}")
    assert let_pass == []
