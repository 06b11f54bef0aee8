"""A closed ecosystem is read as before, and nothing in it is written, by whichever way."""

from collections.abc import Iterator

import pytest
from django.urls import resolve

from .asking import ask, rows, undone, written
from .cast import Cast
from .rows import Row

pytestmark = pytest.mark.django_db

TRIED = ("learner", "tutor", "educator", "leader", "convener")
STILL = (
    "reopen", "reopen_ecosystem", "erase-person", "erase_somebody", "preview_erasing",
    "archives", "make_archive",
)  # fmt: skip
NO_RECORD = (
    "list_cards",
    "preview_school_year",
    "compare_records",
    "list_absences",
)  # what ended, and what cannot come any more
ASKS = ("choice-close", "choice-publish")  # before an act that has an address of its own
NOT_HERE = (401, 403, 404, 405)


def within(cast: Cast) -> Iterator[tuple[Row, str]]:
    """The addresses of an ecosystem and their names."""
    for row in rows():
        if "{slug}" in row.path:
            found = resolve(row.path.format(**cast.home.names).partition("?")[0])
            yield row, found.url_name or ""


@pytest.mark.slow
@pytest.mark.parametrize("persona", TRIED)
def test_every_address_that_writes_says_that_it_is_closed(persona: str, closed: Cast) -> None:
    wrong = []
    for row, name in within(closed):
        for method, answers in row.methods().items():
            if method == "get" or name in STILL or answers[persona] in NOT_HERE:
                continue
            with undone(), written() as tables:
                answer = ask(closed.client(persona), method, row, closed.home.names)
            if answer.status_code != 409 or b"was closed on" not in answer.content:
                wrong.append(f"{method.upper()} {row.path}: {answer.status_code}")
            if tables:
                wrong.append(f"{method.upper()} {row.path} writes to {sorted(tables)}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("persona", TRIED)
def test_what_was_read_is_read_and_forms_say_that_it_is_closed(persona: str, closed: Cast) -> None:
    wrong = []
    for row, name in within(closed):
        if row.get[persona] != 200 or name in NO_RECORD:
            continue
        with undone():
            answer = ask(closed.client(persona), "get", row, closed.home.names)
        is_page = (row.post is not None or name in ASKS) and "/api/" not in row.path
        is_form = is_page and answer.status_code == 409
        if answer.status_code != 200 and not is_form:
            wrong.append(f"GET {row.path} ({name}): {answer.status_code}")
    assert not wrong, "\n".join(wrong)
