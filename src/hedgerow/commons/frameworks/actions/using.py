"""Which items records point at, so that they cannot be taken away."""

from collections.abc import Sequence
from typing import Any

from django.db import models

from ..errors import ItemInUse
from ..models import Association, Item


def refuse_used(items: Sequence[Item]) -> None:
    """Raise ItemInUse if anything outside their framework points at one of the items."""
    used = used_of(items)
    if used:
        codes = sorted(item.code for item in items if item.pk in used)
        raise ItemInUse(codes=", ".join(codes))


def used_of(items: Sequence[Item]) -> set[int]:
    """Which of a framework's items something outside it points at."""
    gone = [item.pk for item in items]
    used: set[int] = set()
    for relation in Item._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ForeignObjectRel) and relation.related_model is not Item:
            pointing: Any = relation.related_model
            name = relation.remote_field.name
            rows = pointing._base_manager.filter(**{f"{name}__in": gone})
            if pointing is Association:  # its own ties go with the items
                rows = rows.exclude(framework__in={item.framework_id for item in items})
            used |= set(rows.values_list(name, flat=True))
    return used
