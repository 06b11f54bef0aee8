"""Edit, remove and restore the rows an ecosystem keeps of its calendar and its figures."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from hedgerow.foundation import warehouse
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require

from ..errors import StatedAlready
from ..models import Ecosystem, Figure, Holiday, PopulationFigure, Term
from ..permissions import EDIT_CALENDAR, EDIT_FIGURES
from ..telling import with_kept_told
from .figures import COUNTED, STATED
from .telling import locked, record

Kept = Term | Holiday | Figure | PopulationFigure
MODELS: Final[Mapping[str, tuple[type[Kept], str]]] = {
    "term": (Term, EDIT_CALENDAR),
    "holiday": (Holiday, EDIT_CALENDAR),
    "figure": (Figure, EDIT_FIGURES),
    "population": (PopulationFigure, EDIT_FIGURES),
}

TWINS: Final[Mapping[type[Kept], tuple[str, ...]]] = {
    Figure: STATED,
    PopulationFigure: COUNTED,
}


@transaction.atomic
def edit_row(
    ecosystem: Ecosystem, kind: str, uuid: UUID, *, by: Actor, at: datetime, **changes: Any
) -> Kept:
    """Change a term, holiday, figure or population figure; nothing is written if nothing differs.

    A term whose days were made up is made up no longer.

    Raises NotFound, NotPermitted, Invalid for what cannot be told, or StatedAlready where an
    equal row stands already.
    """
    place, row = _held(ecosystem, kind, uuid, by)
    changes = with_kept_told(type(row), changes, place)
    changed = sorted(name for name, value in changes.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, changes[name])
    if changed:
        if isinstance(row, Term):
            row.simulated = False
        _refuse_twin(row)
        row.save()
        _tell("edited", kind, place, row.uuid, by, at, {"fields": changed})
    return row


@transaction.atomic
def remove_row(
    ecosystem: Ecosystem, kind: str, uuid: UUID, *, by: Actor, at: datetime
) -> dict[str, str]:
    """Remove the row; return its values as text, by which ``restore_row`` puts it back.

    Raises NotFound or NotPermitted.
    """
    place, row = _held(ecosystem, kind, uuid, by)
    values = {
        field.name: field.value_to_string(row)
        for field in row._meta.concrete_fields
        if field.name not in ("id", "uuid", "ecosystem")
    }
    row.delete()
    _tell("removed", kind, place, uuid, by, at, {})
    return values


@transaction.atomic
def restore_row(
    ecosystem: Ecosystem,
    kind: str,
    uuid: UUID,
    values: Mapping[str, str],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Put a removed row back as it was, once.

    Raises NotFound, NotPermitted, or StatedAlready where an equal row was stated meanwhile.
    """
    place, (model, permission) = locked(ecosystem, by), _model(kind)
    require(by, permission, within=place.pk)
    if model._default_manager.filter(uuid=uuid).exists():
        return
    fields = {field.name: field for field in model._meta.concrete_fields}
    read = {name: fields[name].to_python(value) for name, value in values.items()}
    row = model(ecosystem=place, uuid=uuid, **read)
    _refuse_twin(row)
    row.save()
    _tell("restored", kind, place, uuid, by, at, {})


def _model(kind: str) -> tuple[type[Kept], str]:
    found = MODELS.get(kind)
    if found is None:
        raise NotFound
    return found


def _held(ecosystem: Ecosystem, kind: str, uuid: UUID, by: Actor) -> tuple[Ecosystem, Kept]:
    place, (model, permission) = locked(ecosystem, by), _model(kind)
    require(by, permission, within=place.pk)
    rows = model._default_manager.select_for_update()
    row = rows.filter(ecosystem=place, uuid=uuid).first()
    if row is None:
        raise NotFound
    return place, row


def _refuse_twin(row: Kept) -> None:
    """Raise StatedAlready if another row says the same by the model's own constraint."""
    names = TWINS.get(type(row), ())
    same = {name: getattr(row, name) for name in names}
    twins = type(row)._default_manager.filter(ecosystem=row.ecosystem_id, **same)
    if names and twins.exclude(uuid=row.uuid).exists():
        raise StatedAlready


def _tell(
    what: str,
    kind: str,
    place: Ecosystem,
    uuid: UUID,
    by: Actor,
    at: datetime,
    payload: dict[str, object],
) -> None:
    if kind == "population":
        warehouse.touch("population", place.pk)
    record(f"{kind}_{what}", place, by=by, at=at, payload={kind: str(uuid), **payload})
