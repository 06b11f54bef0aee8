"""A barred guardian finds the learner on no page, in no answer and in no calendar, nor may act."""

import pytest

from hedgerow.commons.people.models import Guardian, Person

from .asking import ask, rows, undone
from .cast import Cast

pytestmark = pytest.mark.django_db
SECRET = "Wilhelmina Quill"  # a name that stands nowhere else


def told(cast: Cast) -> list[str]:
    """Every address at which the guardian finds the learner's name, or may write about them."""
    found = []
    names = cast.home.names
    for row in rows():
        for method in row.methods():
            if method != "get" and "{person}" not in row.path + row.sent:
                continue
            with undone():
                answer = ask(cast.client("guardian"), method, row, names)
                text = b"".join(answer) if answer.streaming else answer.content
            if SECRET.encode() in text or (method != "get" and answer.status_code < 400):
                found.append(f"{method.upper()} {row.path}")
    return found


@pytest.mark.slow
def test_a_barred_guardian_finds_nothing_of_the_learner_anywhere(cast: Cast) -> None:
    learner = cast.home.persons["learner"]
    Person.objects.filter(pk=learner.pk).update(name=SECRET, called="", sort_name=SECRET)
    seen = told(cast)
    assert "GET /home/" in seen
    assert "GET /e/{slug}/people/{person}/" in seen
    Guardian.objects.filter(learner=learner).update(barred=True)
    assert told(cast) == []
