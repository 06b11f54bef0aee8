"""JSON that says what stood in files of others, as both databases can keep it."""

from __future__ import annotations

import re
from typing import Any

from django.db import models

UNKEPT = re.compile("[\x00\ud800-\udfff]")
"""PostgreSQL keeps neither in JSON; what is refused is told, so it is marked rather than left out."""

MARK = "\ufffd"


class KeptJSON(models.JSONField):
    """A JSON column; to migrations it is one as any."""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return super().get_db_prep_value(keepable(value), connection, prepared)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs


def keepable(value: Any) -> Any:
    """The same lists and mappings with a mark for each character that cannot be kept."""
    if isinstance(value, str):
        return UNKEPT.sub(MARK, value)
    if isinstance(value, list | tuple):
        return [keepable(one) for one in value]
    if isinstance(value, dict):
        return {keepable(key): keepable(one) for key, one in value.items()}
    return value
