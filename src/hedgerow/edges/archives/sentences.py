"""What tables and columns of an archive mean, in sentences, for whoever reads it without this program.

What only people know stands in each app's ``described.toml``; what all tables have in common, and
what follows from the model, is said here. In English, as the names of columns are.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.db import models
from django.utils.translation import override

from hedgerow.foundation.rows import OriginChoice
from hedgerow.profile.definitions import MEASURES
from hedgerow.profile.models import Reading

FILE: Final = "described.toml"
ROW: Final = "row"
"""The name under which a file says what one row of a table is."""
COMMON: Final[Mapping[str, str]] = {
    "uuid": "Public id by which other tables and the journal name the row; it never changes.",
    "revision": "How often people have changed the row, from 1 when it was made.",
    "origin": "How the row came here.",
    "created_at": "When the row was made here.",
    "position": "Where the row stands among those it is listed with, the lowest first.",
    "latitude": "Degrees north of the equator (WGS 84), negative to the south. Empty: not known.",
    "longitude": "Degrees east of Greenwich (WGS 84), negative to the west. Empty: not known.",
}
KEPT_HERE: Final = (
    "Whether this ecosystem keeps the row; of people for whom it is false, all but the id is empty."
)
NO_CLOCK: Final = ("born", "as_of")
"""Days that a document says, whatever the clocks."""


@cache
def _said(app: str) -> Mapping[str, Mapping[str, str]]:
    file = Path(apps.get_app_config(app).path) / FILE
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def of_table(model: type[models.Model]) -> str:
    """What one row of the table is; empty where nobody has said it."""
    return _said(model._meta.app_label).get(model.__name__, {}).get(ROW, "")


def meaning_of(model: type[models.Model], name: str) -> str:
    """What a column means, as somebody wrote it; empty where nobody has."""
    own = _said(model._meta.app_label).get(model.__name__, {}).get(name, "")
    return own or (_of_told(model) if name == "told" else COMMON.get(name, ""))


def of_column(model: type[models.Model], one: models.Field[Any, Any], names: str = "") -> str:
    """All that is said of a column: its meaning, then what follows from the model.

    ``names`` says whose rows it names, as a clause.
    """
    meant = meaning_of(model, one.name)
    return " ".join([meant, *_following(one, meant, names)]) if meant else ""


def of_sealed(name: str) -> str:
    """What is said of a number that went into a seal."""
    whose = "the ecosystem" if name == "ecosystem" else f"the person in `{name}`"
    return (
        f"The number of {whose} in the installation, which went into `seals.leaf_hash`; of use only to "
        "reckon that anew. Empty: there is none."
    )


def codes_of(one: models.Field[Any, Any]) -> Mapping[str, str]:
    """The codes that a column may hold, with what each means, in English; none if it holds any text."""
    if not isinstance(one, models.CharField):
        return {}
    choices = one.flatchoices or (OriginChoice.choices if one.name == "origin" else ())
    with override("en"):
        return {str(value): str(words) for value, words in choices if value != ""}


def _measures(one: models.Field[Any, Any]) -> Mapping[str, str]:
    """Titles of measures by number. They are told but bind nothing: other versions had or have others."""
    if one.model is not Reading or one.name != "number":
        return {}
    with override("en"):
        return {number: str(measure.title) for number, measure in MEASURES.items()}


def _following(one: models.Field[Any, Any], meant: str, names: str) -> Iterator[str]:
    if names:
        yield names
    if codes := codes_of(one) or _measures(one):
        yield f"Codes: {'; '.join(_in_words(*pair) for pair in codes.items())}."
    if isinstance(one, models.DateTimeField):
        yield "In UTC."
    elif isinstance(one, models.DateField) and one.name not in NO_CLOCK:
        yield "A day by the clocks of the ecosystem."
    elif isinstance(one, models.TimeField):
        yield "By the clocks of the ecosystem (`ecosystem.time_zone`)."
    if isinstance(one, models.JSONField):
        yield "Written as JSON."
    if isinstance(one, models.BinaryField):
        yield "Written as Base64."
    if one.blank and not one.null and _is_text(one) and "mpty" not in meant:
        yield "Empty: nothing was entered."


def _is_text(one: models.Field[Any, Any]) -> bool:
    return isinstance(one, models.CharField | models.TextField)


def _in_words(code: str, words: str) -> str:
    return f"`{code}`" if words.replace("-", "_") == code.replace("-", "_") else f"`{code}` {words}"


def _of_told(model: type[models.Model]) -> str:
    """Which texts of a row may be told in further languages; one that ends in a stop names a list."""
    told: Mapping[str, int] = getattr(model, "tellable", {})
    names = ", ".join(f"`{one}…`" if one.endswith(".") else f"`{one}`" for one in told)
    return (
        f"The same texts in further languages: language → name of the text ({names}) → text. The "
        "language of the row's own columns has an empty mapping; with no language there are no others."
    )
