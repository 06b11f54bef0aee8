"""What is wrong with a mapping file, in sentences of our own: its parsers speak English alone."""

import re
from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError

PLACE: Final = re.compile(r"\(at line (\d+), column (\d+)\)$")
"""Where Python's parser says the fault is; it names no place where the file ended too early."""
WHOLE, TABLE = gettext_lazy("a whole number"), gettext_lazy("a table of names and values")
EXPECTED: Final[Mapping[str, Promise]] = {
    "missing": gettext_lazy("a value here"),
    "extra_forbidden": gettext_lazy("nothing: a mapping has no such name"),
    "string_type": gettext_lazy("a text in quotation marks"),
    "string_too_short": gettext_lazy("a text that is not empty"),
    "string_too_long": gettext_lazy("at most %(max_length)s characters"),
    "literal_error": gettext_lazy("one of: %(expected)s"),
    "int_type": WHOLE,
    "int_parsing": WHOLE,
    "int_from_float": WHOLE,
    "greater_than_equal": gettext_lazy("a number of at least %(ge)s"),
    "less_than_equal": gettext_lazy("a number of at most %(le)s"),
    "bool_type": gettext_lazy("true or false"),
    "bool_parsing": gettext_lazy("true or false"),
    "list_type": gettext_lazy("a list in square brackets"),
    "too_short": gettext_lazy("a list that is not empty"),
    "dict_type": TABLE,
    "model_type": TABLE,
}


def of_syntax(error: ValueError) -> dict[str, str]:
    """Path and expectation for a text that is no TOML: line and column, and what to look for."""
    place = PLACE.search(str(error))
    path = _("at the end")
    if place:
        path = _("line %(line)s, column %(column)s") % {"line": place[1], "column": place[2]}
    expected = _(
        "what stands here cannot be read as TOML. Look for a quotation mark or bracket left open, "
        "an equals sign left out, or a name given twice"
    )
    return {"path": path, "expected": expected}


def of_content(error: ValidationError) -> dict[str, str]:
    """Path and expectation of the first fault in a mapping that is TOML."""
    first = error.errors(include_url=False)[0]
    path = ".".join(str(step) for step in first["loc"]) or "-"
    return {"path": path, "expected": _expected(first["type"], first["msg"], first.get("ctx", {}))}


def _expected(kind: str, text: str, details: Mapping[str, Any]) -> str:
    if kind == "value_error":
        return text.removeprefix("Value error, ")
    if kind not in EXPECTED:
        return _("another value")
    return str(EXPECTED[kind]) % {
        key: str(value).replace(" or ", ", ") for key, value in details.items()
    }
