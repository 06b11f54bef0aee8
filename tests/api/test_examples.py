"""The examples of ``docs/api.md`` are answered as they say, in their order."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from hedgerow.commons.activities.tests.factories import club

from .test_personal import with_password
from .valley import Valley

PAGE = Path(__file__).parents[2] / "docs/api.md"
EXAMPLE = re.compile(r"^```http\n(.+?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.slow
def test_every_example_is_answered_as_the_page_says(valley: Valley) -> None:
    made = club(1, 1, ecosystem=valley.place)
    with_password(valley.person)
    names = {"session": made.session.uuid, "learner": made.learners[0].uuid}
    examples = EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))
    assert len(examples) > 6
    for example in examples:
        for name, value in names.items():
            example = example.replace(f"{{{name}}}", str(value))
        request, *body, answer = example.strip().split("\n\n")
        (line, *headers), status = request.splitlines(), int(answer[:3])
        method, _space, path = line.partition(" ")
        sent = dict(header.split(": ", 1) for header in headers)
        given = json.loads(body[0]) if body else None
        answered = valley.ada.ask(method.lower(), path.removeprefix("/api"), given, **sent)
        assert answered.status_code == status, f"{line}: {answered.content.decode()}"
        assert is_part(json.loads(answer[4:]), answered.json()), answered.content.decode()


def is_part(said: Any, whole: Any) -> bool:
    """Whether all that is said stands in the answer."""
    if isinstance(said, dict):
        return all(name in whole and is_part(value, whole[name]) for name, value in said.items())
    if isinstance(said, list):
        return len(said) == len(whole) and all(map(is_part, said, whole))
    return bool(said == whole)
