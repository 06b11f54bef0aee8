"""A scale, asked for by the identifier of the rubric that it is told as."""

from uuid import UUID

from django.db.models import Q, QuerySet

from hedgerow.commons.frameworks.models import Framework
from hedgerow.foundation.errors import NotFound

from .rated import rubric_id
from .telling import Teller
from .values import Raw


def scale_shown(seen: QuerySet[Framework], base: str, identifier: UUID) -> Raw:
    """The rubric among the frameworks that are seen; raises NotFound."""
    rated = Q(scale__isnull=False) | Q(items__scale__isnull=False)
    for row in seen.filter(rated).select_related("scale").distinct().order_by("pk"):
        keys = {row.scale.key} if row.scale else set[str]()
        keys |= {*row.items.exclude(scale=None).values_list("scale__key", flat=True)}
        if identifier in {rubric_id(row.identifier, key) for key in keys}:
            told = Teller.of(row, base).scales()
            return next(one for one in told if one["identifier"] == str(identifier))
    raise NotFound
