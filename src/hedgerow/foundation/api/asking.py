"""What an operation reads of a request: who asks, which revision was read, which rows are meant."""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from .errors import NotAllFound, TokenNeeded

Row = TypeVar("Row", bound=Model)
NAMED = 20


def person_asking(request: HttpRequest) -> Actor:
    """Who asks, where it has to be somebody; raises TokenNeeded."""
    found = actor(request)
    if found.person_id is None:
        raise TokenNeeded
    return found


def expected(request: HttpRequest) -> int | None:
    """The revision that ``If-Match`` names; None where it names none. Raises Invalid."""
    said = request.headers.get("If-Match", "").strip()
    if said in ("", "*"):
        return None
    number = said.removeprefix("W/").strip('"')
    if not number.isdecimal() or len(number) > 9:
        raise Invalid({"If-Match": [_('Send the ETag that you read, such as "3".')]})
    return int(number)


def one(rows: QuerySet[Row], uuid: UUID) -> Row:
    """The row of that public id; raises NotFound."""
    found = rows.filter(uuid=uuid).first()
    if found is None:
        raise NotFound
    return found


def pks(rows: QuerySet[Any], uuids: Iterable[UUID | None]) -> dict[Any, Any]:
    """Public id → key, in one query; None stays None. Raises NotAllFound, naming what is not there."""
    wanted = {uuid for uuid in uuids if uuid is not None}
    found = dict(rows.filter(uuid__in=wanted).values_list("uuid", "pk")) if wanted else {}
    if missing := sorted(str(one) for one in wanted - found.keys()):
        raise NotAllFound(count=len(missing), ids=", ".join(missing[:NAMED]))
    return {None: None, **found}
