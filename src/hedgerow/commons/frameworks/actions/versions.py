"""Versions of a framework: begun as a draft, adopted, taken out of use."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format

from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from ..errors import EndsBeforeAdoption, NotAdopted, NotADraft, VersionTaken
from ..models import Association, Definition, Framework, Item
from .noting import note, permitted

REPLACED = "replacedBy"
COPIED = ("title", "kind", "scale", "source", "told")
KEPT = ("origin_title", "origin_uri", "origin_identifier", "destination_title", "destination_uri",
        "destination_identifier", "sequence", "notes")  # fmt: skip
BATCH = 500


@transaction.atomic
def begin_version(framework: Framework, version: str, *, by: Actor, at: datetime) -> Framework:
    """Copy a framework into a draft of another version; each item is replaced by its copy.

    Records that point at items of the version before stay where they are, and are read along the
    ties "replacedBy". Ties of the items come along.

    Raises NotFound to outsiders, NotPermitted or VersionTaken.
    """
    row = _locked(framework, by)
    if Framework.objects.filter(
        ecosystem=row.ecosystem, key=row.key, version__iexact=version
    ).exists():
        raise VersionTaken(version=version)
    draft = Framework.objects.create(
        ecosystem=row.ecosystem,
        key=row.key,
        version=version,
        status=Framework.Status.DRAFT,
        case=row.case,
        changed_at=at,
        **{name: getattr(row, name) for name in COPIED},
    )
    items = _copied_items(row, draft, at)
    _copied_ties(row, draft, items, at)
    Definition.objects.bulk_create(
        (
            Definition(framework=draft, kind=one.kind, identifier=one.identifier,
                       position=one.position, case=one.case)
            for one in row.definitions.exclude(kind="CFRubrics")
        ),
        BATCH,
    )  # fmt: skip
    _noted("version_begun", draft, by, at, of=row.version)
    return draft


@transaction.atomic
def adopt_version(framework: Framework, on: date, *, by: Actor, at: datetime) -> Framework:
    """Take a draft into use from a day on; the version used until then ends on it.

    Raises NotFound to outsiders, NotPermitted, NotADraft or EndsBeforeAdoption.
    """
    row = _locked(framework, by)
    if row.status != Framework.Status.DRAFT:
        raise NotADraft
    for before in _in_use(row):
        _end(before, on, at)
    row.revise(None, status=Framework.Status.ADOPTED, adopted_on=on, changed_at=at)
    row.save()
    _noted("version_adopted", row, by, at, on=on.isoformat())
    return row


@transaction.atomic
def end_version(framework: Framework, on: date, *, by: Actor, at: datetime) -> Framework:
    """Take a version out of use from a day on; what was recorded with it stays.

    Raises NotFound, NotPermitted, NotAdopted or EndsBeforeAdoption.
    """
    row = _locked(framework, by)
    if row.status != Framework.Status.ADOPTED:
        raise NotAdopted
    _end(row, on, at)
    _noted("version_ended", row, by, at, on=on.isoformat())
    return row


def _locked(framework: Framework, by: Actor) -> Framework:
    rows = Framework.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.select_related("ecosystem").filter(pk=framework.pk).first()
    if row is None:
        raise NotFound
    permitted(row.ecosystem, by)
    return row


def _in_use(row: Framework) -> Iterable[Framework]:
    same = Framework.objects.select_for_update().filter(ecosystem=row.ecosystem_id, key=row.key)
    return same.filter(status=Framework.Status.ADOPTED).exclude(pk=row.pk)


def _end(row: Framework, on: date, at: datetime) -> None:
    if row.adopted_on and on < row.adopted_on:
        raise EndsBeforeAdoption(day=date_format(row.adopted_on))
    row.revise(None, status=Framework.Status.DEPRECATED, ended_on=on, changed_at=at)
    row.save()


def _copied_items(row: Framework, draft: Framework, at: datetime) -> dict[int, Item]:
    """Each old item's copy, by the old one's id; the tree is as it was."""
    old = list(row.items.order_by("position", "pk"))
    copies = {
        one.pk: Item(
            framework=draft, code=one.code, title=one.title, description=one.description,
            position=one.position, scale_id=one.scale_id, told=one.told, changed_at=at,
            case={"item": one.case["item"]} if "item" in one.case else {},
        )
        for one in old
    }  # fmt: skip
    Item.objects.bulk_create(copies.values(), BATCH)
    below = [one for one in old if one.parent_id]
    for one in below:
        copies[one.pk].parent = copies[one.parent_id]  # type: ignore[index]
    Item.objects.bulk_update([copies[one.pk] for one in below], ["parent"], BATCH)
    return copies


def _copied_ties(row: Framework, draft: Framework, items: dict[int, Item], at: datetime) -> None:
    """The ties of the items with the copies in their place, and who replaces whom."""
    old = {one.pk: one for one in row.items.all()}
    found = [_tie(draft, REPLACED, old[pk], new, at) for pk, new in items.items()]
    for one in row.associations.exclude(kind=REPLACED).select_related("origin", "destination"):
        origin = items.get(one.origin_id or 0, one.origin)
        destination = items.get(one.destination_id or 0, one.destination)
        copy = _tie(draft, one.kind, origin, destination, at)
        for name in KEPT:
            if not getattr(copy, name):
                setattr(copy, name, getattr(one, name))
        found.append(copy)
    Association.objects.bulk_create(found, BATCH)


def _tie(
    draft: Framework, kind: str, origin: Item | None, destination: Item | None, at: datetime
) -> Association:
    return Association(
        framework=draft,
        kind=kind,
        changed_at=at,
        origin=origin,
        origin_identifier=str(origin.identifier) if origin else "",
        destination=destination,
        destination_identifier=str(destination.identifier) if destination else "",
    )


def _noted(what: str, row: Framework, by: Actor, at: datetime, **said: object) -> None:
    subject = ("frameworks.framework", row.uuid)
    note(what, row.ecosystem, subject, by, at, {"key": row.key, "version": row.version, **said})
