"""What only reads takes no form; writing needs the page's own token."""

import pytest

from .asking import ask, rows, undone, written
from .cast import Cast

# a mail program unsubscribes by the secret in the link alone, without cookies (RFC 8058)
ONE_PRESS = ("/unsubscribe/no-such-link/",)

pytestmark = pytest.mark.django_db


@pytest.mark.slow
@pytest.mark.parametrize("persona", ["learner", "convener"])
def test_a_page_that_only_reads_takes_no_form(persona: str, cast: Cast) -> None:
    taken = []
    for row in (row for row in rows() if row.reads_only):
        with undone(), written() as tables:
            status = ask(cast.client(persona), "post", row, cast.home.names).status_code
        if tables or status not in (405, row.get[persona]):
            taken.append(f"{row.path}: {status}, writes to {sorted(tables)}")
    assert taken == []


@pytest.mark.slow
@pytest.mark.parametrize("persona", ["public", "convener"])
def test_a_write_without_the_pages_token_is_refused(persona: str, cast: Cast) -> None:
    let_pass = []
    for row in rows():
        for method in {*row.methods(), "post"} - {"get"}:
            with undone():
                browser = cast.client(persona, token=False, enforce_csrf_checks=True)
                status = ask(browser, method, row, cast.home.names).status_code
            if status not in (401, 403, 405) and row.path not in ONE_PRESS:
                let_pass.append(f"{method.upper()} {row.path}: {status}")
    assert let_pass == []
