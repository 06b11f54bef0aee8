"""One table: address × persona × status, complete and true."""

import pytest
from django.urls import resolve

from .asking import TABLES, ask, rows, undone, written
from .cast import PERSONAS, Cast
from .routes import routes
from .rows import OUTSIDERS

pytestmark = pytest.mark.django_db

TELLS_NOTHING = (401, 404, 405)  # the API asks for a token before it looks at anything


def route_of(path: str, cast: Cast) -> str:
    return resolve(path.format(**cast.home.names).partition("?")[0]).route


def test_every_route_stands_in_the_table(cast: Cast) -> None:
    listed: dict[str, set[str]] = {}
    for row in rows():
        asked = {*row.methods(), *(("post",) if row.reads_only else ())}
        listed.setdefault(route_of(row.path, cast), set()).update(asked)
    missing = {
        route: sorted(methods - listed.get(route, set()))
        for route, methods in routes().items()
        if methods - listed.get(route, set())
    }
    assert missing == {}


@pytest.mark.slow
@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("app", TABLES)
def test_each_persona_is_answered_as_the_table_says_and_reading_writes_nothing(
    app: str, persona: str, cast: Cast
) -> None:
    wrong = []
    for row in TABLES[app]:
        for method, answers in row.methods().items():
            with undone(), written() as tables:
                status = ask(cast.client(persona), method, row, cast.home.names).status_code
            if status != answers[persona]:
                wrong.append(f"{method.upper()} {row.path}: {status}, not {answers[persona]}")
            if method == "get" and set(tables) - {row.keeps}:
                wrong.append(f"GET {row.path} writes to {sorted(tables)}")
    assert wrong == []


def test_a_private_ecosystems_rows_are_not_there_for_outsiders() -> None:
    told = [
        f"{method.upper()} {row.path} tells {persona} {answers[persona]}"
        for row in rows()
        for method, answers in row.methods().items()
        for persona in OUTSIDERS
        if row.names_a_row and answers[persona] not in TELLS_NOTHING and not row.why
    ]
    assert told == []


@pytest.mark.slow
@pytest.mark.parametrize("persona", OUTSIDERS)
def test_outsiders_see_of_a_public_ecosystem_what_the_table_says(persona: str, cast: Cast) -> None:
    wrong = []
    for row in rows():
        if not row.names_a_row or row.get["convener"] == 405:
            continue
        with undone():
            answer = ask(cast.client(persona), "get", row, cast.park.names)
        named = resolve(row.path.format(**cast.park.names).partition("?")[0]).kwargs
        expected = row.answered_openly(persona, names_no_row=set(named) == {"slug"})
        if answer.status_code != expected:
            wrong.append(f"{row.path}: {answer.status_code}, not {expected}")
        elif expected == 302 and not answer["Location"].startswith(
            ("/sign-in/?next=/e/", "/sign-in/?next=/me/")
        ):
            wrong.append(f"{row.path} leads to {answer['Location']}")
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("persona", "own", "other"),
    [("cy", "away", "home"), ("convener", "home", "away")],
)
def test_a_foreign_row_under_ones_own_ecosystem_is_not_there(
    persona: str, own: str, other: str, cast: Cast
) -> None:
    mine, theirs = getattr(cast, own), getattr(cast, other)
    found = []
    for row in rows():
        inner = [name for name in theirs.names if row.names(name) and name != "slug"]
        for name in inner if "{slug}" in row.path or len(inner) > 1 else ():
            names = {**mine.names, name: theirs.names[name]}
            for method in row.methods():
                if method == "get" and f"{{{name}}}" not in row.path:
                    continue
                with undone():
                    status = ask(cast.client(persona), method, row, names).status_code
                if status not in (404, 405):
                    found.append(f"{method.upper()} {row.path} with a foreign {name}: {status}")
    assert found == []
