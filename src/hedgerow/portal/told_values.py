"""What codes in a person's archive mean, in words."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.db.models import Model
from django.utils.translation import gettext as _

from hedgerow.commons.activities.models import Attendance
from hedgerow.commons.ecosystems.tongues import own_name
from hedgerow.commons.notices.kinds import find
from hedgerow.features.engagement.mentoring.queries.wording import sentence

from .column_words import column


def _notice(key: str) -> str:
    kind = find(key)
    return str(kind.title) if kind else key


def _sampled(values: Mapping[str, Any]) -> str:
    """What a mark said when it was drawn, in the words of a register."""
    said = {**values, "status": choice(Attendance, "status", str(values.get("status", "")))}
    return _(", ").join(f"{column(key)}: {one}" for key, one in said.items() if one != "")


TOLD: Final[Mapping[str, Callable[[Any], str]]] = {
    "mentoring.need.languages": own_name,
    "mentoring.offer.languages": own_name,
    "mentoring.pairing.terms": sentence,
    "notices.notice.kind": _notice,
    "observations.sampledrecord.right": _sampled,
    "observations.sampledrecord.values": _sampled,
    "people.person.language": own_name,
}
"""By kind of row and column: what says nothing to people as it is kept."""


def told(model: type[Model], name: str, value: object) -> str | None:
    """The value in words, where its column has such; otherwise None."""
    telling = TOLD.get(f"{model._meta.label_lower}.{name}")
    return telling(value) if telling else None


def choice(model: type[Model], name: str, code: str) -> str:
    """What a code is called by the choices of its field, of a row that it points to as well."""
    at: Any = model
    *steps, last = name.split("__")
    for step in steps:
        field = _fields(at).get(step)
        at = field.related_model if field is not None else None
        if at is None:
            return code
    field = _fields(at).get(last)
    return str(dict(field.flatchoices).get(code, code)) if field is not None else code


def _fields(model: type[Model]) -> Mapping[str, Any]:
    return {field.name: field for field in model._meta.fields}
