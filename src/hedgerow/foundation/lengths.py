"""How long a free text may be: said by its field, kept by the database, told by the action."""

from collections.abc import Mapping

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext as _

from .errors import Invalid


def at_most(characters: int, field: str, *, of: str) -> models.CheckConstraint:
    """What holds a text field to its ``max_length`` on every database; ``of`` names the model."""
    name = f"{of}_{field}_length"
    return models.CheckConstraint(condition=LessThanOrEqual(Length(field), characters), name=name)


def check_lengths(model: type[models.Model], values: Mapping[str, object]) -> None:
    """Raise Invalid for each text among ``values`` that is longer than its field of ``model``."""
    wrong: dict[str, list[str]] = {}
    for name, value in values.items():
        if not isinstance(value, str):
            continue
        longest = getattr(model._meta.get_field(name), "max_length", None)
        if longest is not None and len(value) > longest:
            said = {"most": longest, "long": len(value)}
            text = _("%(most)s characters at most; these are %(long)s. Shorten it.")
            wrong[name] = [text % said]
    if wrong:
        raise Invalid(wrong)
