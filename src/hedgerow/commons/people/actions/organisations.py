"""Adding and changing one organisation."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require

from ..errors import CodeTaken
from ..models import Organisation
from ..permissions import EDIT_ORGANISATIONS
from .checks import check_seen
from .links import check_links, mark_delivery
from .telling import index

Values = Mapping[str, Any]


@transaction.atomic
def add_organisation(
    ecosystem: Ecosystem, values: Values, *, by: Actor, at: datetime
) -> Organisation:
    """Add one organisation; ``values`` are a row of ``save_organisations``.

    Raises NotFound to outsiders, NotPermitted, CodeTaken or OrganisationElsewhere.
    """
    check_seen(ecosystem, by)
    require(by, EDIT_ORGANISATIONS, within=ecosystem.pk)
    row = Organisation(kept_by=ecosystem, created_at=at, **{"origin": by.origin, **values})
    _check_code(row)
    check_links(ecosystem, [row])
    row.save()
    index("organisation", [row])
    _record("people.organisation_added", row, by, at, {})
    return row


@transaction.atomic
def edit_organisation(
    organisation: Organisation,
    values: Values,
    *,
    by: Actor,
    at: datetime,
    revision: int | None = None,
) -> Organisation:
    """Change an organisation where it is kept; nothing is written where nothing differs.

    Raises NotFound, NotPermitted, Stale with both versions, CodeTaken, OrganisationElsewhere or
    PartOfItself.
    """
    rows = Organisation.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.select_related("kept_by").filter(pk=organisation.pk).first()
    if row is None:
        raise NotFound
    require(by, EDIT_ORGANISATIONS, within=row.kept_by_id)
    changed = row.revise(revision, **values)
    if changed:
        _check_code(row)
        check_links(row.kept_by, [row])
        row.save()
        index("organisation", [row])
        mark_delivery([row], changed)
        _record("people.organisation_edited", row, by, at, {"fields": sorted(changed)})
    return row


def _check_code(row: Organisation) -> None:
    same = Organisation.objects.filter(kept_by=row.kept_by_id, code=row.code)
    if row.code and same.exclude(pk=row.pk).exists():
        raise CodeTaken(code=row.code)


def _record(
    kind: str, row: Organisation, by: Actor, at: datetime, payload: dict[str, object]
) -> None:
    subjects = [("people.organisation", row.uuid)]
    journal.record(kind, by=by, at=at, ecosystem=row.kept_by_id, subjects=subjects, payload=payload)
