"""A TOML text of others is read quickly and without breaking anything, or refused."""

import tomllib
from time import perf_counter

import pytest

from hedgerow.foundation.tomltexts import OverdoneError, load

DOTS = "a." * 40
MANY = "a." * 60_000 + "b"


@pytest.mark.parametrize(
    "text",
    [
        f"{MANY} = 1",
        f"[{MANY}]",
        f"[[{MANY}]]",
        "a = {" + MANY + " = 1}",
        "a . " * 60_000 + "b = 1",
        "'a'.\"b\"." * 30_000 + "b = 1",
        'a = """x""""\n' + f"{MANY} = 1",
        'a = {a = """x"""", ' + MANY + " = 1}",
        f"# 'one\n{MANY} = 1",
        f"a = '\\'\n{MANY} = 1",
        f"a = '''\\'''\n{MANY} = 1",
        f'"\\"".{MANY} = 1',
    ],
)
def test_names_of_very_many_parts_are_refused_at_once(text: str) -> None:
    begun = perf_counter()
    with pytest.raises(OverdoneError, match="16 parts"):
        load(text)
    assert perf_counter() - begun < 2


@pytest.mark.parametrize(
    "text",
    [
        f'a = "{DOTS}"',
        f"a = '{DOTS}'",
        f'a = "\\"{DOTS}"',
        f'a = """\n"{DOTS}""\\"""\n{DOTS}"""',
        f"a = '''\n'{DOTS}\n''{DOTS}'''",
        f"a = 1 # {DOTS}",
        "a = [" + "1.5, " * 40 + "]",
        f'"{DOTS}" = 1\r\nb.c.d = 2026-01-01T00:00:00.5\r\n',
        '[a.b."c.d"]\ne = {f.g = 1, h = -9223372036854775808}',
    ],
)
def test_dots_in_texts_comments_and_numbers_are_read_as_ever(text: str) -> None:
    assert load(text) == tomllib.loads(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a=" + "[" * 5000 + "]" * 5000, "brackets"),
        ("a=" + "{a=" * 3000 + "1" + "}" * 3000, "brackets"),
        ("a=" + "9" * 5000, "19 digits"),
        ("a=[0x" + "f" * 5000 + "]", "19 digits"),
    ],
)
def test_what_is_nested_or_counted_beyond_all_need_is_refused(text: str, expected: str) -> None:
    with pytest.raises(OverdoneError, match=expected):
        load(text)


@pytest.mark.parametrize("begun", ['a = """', "a = '''", 'a = "', "a = '", '"\\', '""" \\'])
def test_texts_that_are_never_closed_are_refused_at_once(begun: str) -> None:
    start = perf_counter()
    with pytest.raises(tomllib.TOMLDecodeError):
        load(begun + "\"'" * 3 + f"{begun}\\\n " * 50_000)
    assert perf_counter() - start < 2
