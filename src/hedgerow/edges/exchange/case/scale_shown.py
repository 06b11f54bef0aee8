"""A scale, asked for by the identifier of the rubric that it is told as."""

from uuid import UUID

from django.db.models import QuerySet

from hedgerow.commons.frameworks.models import Framework
from hedgerow.foundation.errors import NotFound

from .rated import rubric_id
from .telling import Teller
from .values import Raw


def scale_shown(seen: QuerySet[Framework], base: str, identifier: UUID) -> Raw:
    """The rubric among the frameworks that are seen, in two queries; raises NotFound."""
    rated = {
        row
        for path in ("scale", "items__scale")
        for row in seen.filter(**{f"{path}__isnull": False})
        .order_by()
        .values_list("pk", "identifier", f"{path}__key")
        .distinct()
    }
    named = (pk for pk, framework, key in rated if rubric_id(framework, key) == identifier)
    row = seen.filter(pk=min(named, default=0)).first()
    if row is None:
        raise NotFound
    told = Teller.of(row, base).scales()
    return next(one for one in told if one["identifier"] == str(identifier))
