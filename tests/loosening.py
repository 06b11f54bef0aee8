"""A table as it was before it had one of its constraints, for what migrations do to its rows."""

from collections.abc import Generator
from contextlib import contextmanager

from django.db import connection
from django.db.models import Model


@contextmanager
def without(model: type[Model], name: str) -> Generator[None, None, None]:
    """Drop the constraint, and add it again at the end: the rows must bear it then."""
    kept = model._meta.constraints
    (constraint,) = [one for one in kept if one.name == name]
    model._meta.constraints = [one for one in kept if one is not constraint]
    try:
        with connection.schema_editor() as editor:
            editor.remove_constraint(model, constraint)
        yield
    finally:
        model._meta.constraints = kept
    with connection.schema_editor() as editor:
        editor.add_constraint(model, constraint)
