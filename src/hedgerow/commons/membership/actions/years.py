"""The next school year: everybody moves up at once, and back while nothing was built on it."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.bars import kept_from, require_not_barred
from hedgerow.commons.people.errors import OutOfReach
from hedgerow.foundation import journal, warehouse
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require

from ..errors import AlreadyPromoted, BuiltUpon
from ..grades import LAST, LEAVES, next_grade, next_name
from ..models import Assignment, Group, GroupPlace, Promotion
from ..permissions import ASSIGN_ROLES, EDIT_GROUPS
from ..year_queries import going_up, newest_promotion
from .checks import seen

BATCH, CHUNK = 500, 5_000
DAY = timedelta(days=1)
Ids = Sequence[int]


@transaction.atomic
def promote(
    ecosystem: Ecosystem, school_year: str, begins: date, *, by: Actor, at: datetime,
    last: int = LAST,
) -> Promotion:  # fmt: skip
    """Move learners and groups to the next grade from ``begins`` on; the last grade leaves.

    Grades that are not known stay as they are. Journals once.

    Raises NotFound to outsiders, NotPermitted, AlreadyPromoted, or OutOfReach where somebody goes
    along from whom the actor is barred: another has to.
    """
    _may(ecosystem, by)
    if Promotion.objects.filter(
        ecosystem=ecosystem, school_year=school_year, undone_at=None
    ).exists():
        raise AlreadyPromoted(year=school_year)
    groups, spells = going_up(ecosystem, begins)
    require_not_barred(by, {one.person_id for one in spells})
    old_spells = [one for one in spells if next_grade(one.grade, last) is not None]
    new_spells = _next_spells(old_spells, begins, last, by)
    leaving = {one.person_id for one in old_spells} - {one.person_id for one in new_spells}
    old_groups = [one for one in groups if next_grade(one.grade, last) is not None]
    made = _next_groups(old_groups, school_year, begins, last, by)
    content = _move_places(old_groups, made, leaving, begins)
    content |= {"spells": [one.pk for one in old_spells]}
    _update(Assignment, content["spells"], ends=begins - DAY)
    Assignment.objects.bulk_create(new_spells, BATCH)
    content |= {"new_spells": [one.pk for one in new_spells], "leaving": len(leaving)}
    row = Promotion.objects.create(
        ecosystem=ecosystem, school_year=school_year, begins=begins, at=at, content=content
    )
    about = [group.uuid for group in (*old_groups, *made.values())]
    _tell("membership.promoted", row, [("membership.group", one) for one in about], by, at)
    return row


@transaction.atomic
def undo_promotion(ecosystem: Ecosystem, *, by: Actor, at: datetime) -> Promotion:
    """Take the newest promotion back; raises NotFound where there is none, or BuiltUpon."""
    _may(ecosystem, by)
    row = newest_promotion(ecosystem)
    if row is None:
        raise NotFound
    if is_built_upon(row):
        raise BuiltUpon(year=row.school_year)
    content = row.content
    moved = Assignment.objects.filter(person__in=kept_from(by))
    if any(moved.filter(pk__in=pks).exists() for pks in _parts(content["spells"])):
        raise OutOfReach
    for pks in _parts(content["new_spells"]):
        Assignment.objects.filter(pk__in=pks).delete()
    for pks in _parts(content["new_groups"]):
        Group.objects.filter(pk__in=pks).delete()
    try:
        with transaction.atomic():
            for model, name in ((Group, "groups"), (GroupPlace, "places"), (Assignment, "spells")):
                _update(model, content[name], ends=None)
    except IntegrityError as error:  # a leaver came back meanwhile
        raise BuiltUpon(year=row.school_year) from error
    row.undone_at = at
    row.save(update_fields=["undone_at"])
    _tell("membership.promotion_undone", row, [], by, at)
    return row


def is_built_upon(row: Promotion) -> bool:
    """Whether anything that the promotion made or ended was changed or used since."""
    content, begins = row.content, row.begins
    new = {"starts": begins, "ends__isnull": True}
    places = sum(
        GroupPlace.objects.filter(group__in=pks).count() for pks in _parts(content["new_groups"])
    )
    return (
        _count(Group, content["new_groups"], revision=1, **new) < len(content["new_groups"])
        or _count(Group, content["groups"], ends=begins - DAY) < len(content["groups"])
        or _count(GroupPlace, content["new_places"], **new) < len(content["new_places"])
        or places > len(content["new_places"])
        or _count(Assignment, content["new_spells"], **new) < len(content["new_spells"])
        or _is_used(content["new_groups"])
    )


def _may(ecosystem: Ecosystem, by: Actor) -> None:
    seen(ecosystem, by)
    require(by, ASSIGN_ROLES, within=ecosystem.pk)
    require(by, EDIT_GROUPS, within=ecosystem.pk)
    Ecosystem.objects.select_for_update().get(pk=ecosystem.pk)  # one at a time


def _next_spells(old: Sequence[Assignment], begins: date, last: int, by: Actor) -> list[Assignment]:
    return [
        Assignment(
            ecosystem_id=one.ecosystem_id, person_id=one.person_id, role=one.role,
            organisation_id=one.organisation_id, grade=grade, starts=begins, origin=by.origin,
        )
        for one in old
        if (grade := next_grade(one.grade, last))
    ]  # fmt: skip


def _next_groups(
    old: Sequence[Group], school_year: str, begins: date, last: int, by: Actor
) -> dict[int, Group]:
    """New groups by the id of the one they follow."""
    made = {
        one.pk: Group(
            ecosystem_id=one.ecosystem_id, organisation_id=one.organisation_id, kind=one.kind,
            name=next_name(one.name, one.grade, grade), grade=grade, school_year=school_year,
            starts=begins, origin=by.origin,
        )
        for one in old
        if (grade := next_grade(one.grade, last) or LEAVES)
    }  # fmt: skip
    Group.objects.bulk_create(made.values(), BATCH)
    _update(Group, [one.pk for one in old], ends=begins - DAY)
    return made


def _move_places(
    old: Sequence[Group], made: dict[int, Group], leaving: Collection[int], begins: date
) -> dict[str, Any]:
    """End the places in the old groups and begin them in the new; ids of all that changed."""
    places: list[GroupPlace] = []
    for pks in _parts([one.pk for one in old]):
        places += GroupPlace.objects.filter(group__in=pks, ends__isnull=True, starts__lt=begins)
    new = [
        GroupPlace(
            group=made[one.group_id], person_id=one.person_id, leads=one.leads, starts=begins
        )
        for one in places
        if one.group_id in made and one.person_id not in leaving
    ]
    _update(GroupPlace, [one.pk for one in places], ends=begins - DAY)
    GroupPlace.objects.bulk_create(new, BATCH)
    return {
        "groups": [one.pk for one in old],
        "new_groups": [one.pk for one in made.values()],
        "places": [one.pk for one in places],
        "new_places": [one.pk for one in new],
    }


def _is_used(groups: Ids) -> bool:
    """Whether a row of another table, such as an enrolment, names one of the groups."""
    for relation in Group._meta.get_fields(include_hidden=True):
        model = relation.related_model
        if not relation.auto_created or relation.concrete or model in (GroupPlace, None):
            continue
        name = relation.field.name  # type: ignore[union-attr]
        for pks in _parts(groups):
            if model._base_manager.filter(**{f"{name}__in": pks}).exists():
                return True
    return False


def _parts(ids: Ids) -> Iterator[Ids]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


def _update(model: type[Model], ids: Ids, **values: object) -> None:
    for pks in _parts(ids):
        model._base_manager.filter(pk__in=pks).update(**values)


def _count(model: type[Model], ids: Ids, **so: object) -> int:
    return sum(model._base_manager.filter(pk__in=pks, **so).count() for pks in _parts(ids))


def _tell(kind: str, row: Promotion, about: Any, by: Actor, at: datetime) -> None:
    warehouse.touch("participant", row.ecosystem_id)
    counts = {name: len(ids) if isinstance(ids, list) else ids for name, ids in row.content.items()}
    said = {"school_year": row.school_year, **counts}
    journal.record(kind, by=by, at=at, ecosystem=row.ecosystem_id, subjects=about, payload=said)
