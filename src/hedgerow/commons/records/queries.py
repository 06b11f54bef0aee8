"""A learner's progress as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.frameworks.models import Item
from hedgerow.commons.frameworks.tied import counterparts
from hedgerow.commons.membership.models import Group, GroupPlace
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.queries import kept_for
from hedgerow.commons.people.sight import not_barred
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .models import Progress, learners_open_to
from .permissions import RECORD_PROGRESS, VIEW_RECORDS

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Reached:
    """One entry: an item, the level in the scale's own words, and who saw it.

    ``now`` names what stands for the item in versions in use, where it was replaced.
    """

    item: str
    framework: str
    now: Sequence[str]
    level: str
    note: str
    witness: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """A learner's progress, the newest first."""

    slug: str
    uuid: UUID
    name: str
    reached: Sequence[Reached]
    may_record: bool


def learner_row(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> Person:
    """The person if their record is open to the actor; raises NotFound."""
    people = Person.objects.visible_to(actor).filter(Q(uuid=uuid) | Q(pk__in=kept_for(uuid)))
    person = people.filter(assignments__ecosystem=ecosystem).first()
    if person is None or not is_open(actor, person, ecosystem):
        raise NotFound
    return person


def is_open(actor: Actor, person: Person, ecosystem: Ecosystem) -> bool:
    """Whether the record of a person one sees is open: by role, one's own, or one's ward's."""
    if actor.may(VIEW_RECORDS, ecosystem.pk) or actor.person_id == person.pk:
        return True
    ties = person.guardians.seeing().filter(ecosystem=ecosystem, ends__isnull=True)
    if ties.filter(guardian=actor.person_id).exists():
        return True
    return Person.objects.filter(
        learners_open_to(actor, VIEW_RECORDS, ecosystem.pk), pk=person.pk
    ).exists()


def progress_page(actor: Actor, ecosystem: Ecosystem, person: Person) -> ProgressPage:
    """The person's progress in one ecosystem, for somebody to whom ``learner_row`` gave it."""
    may_record = ecosystem.closed_on is None and (
        actor.may(RECORD_PROGRESS, ecosystem.pk)
        or Person.objects.filter(
            learners_open_to(actor, RECORD_PROGRESS, ecosystem.pk), pk=person.pk
        ).exists()
    )
    found = reached(actor, person.pk, ecosystem.pk)
    return ProgressPage(ecosystem.slug, person.uuid, person.name, found, may_record)


def reached(actor: Actor, person_id: int, ecosystem_id: int | None = None) -> list[Reached]:
    """What a person has reached as far as the actor may see it, the newest first."""
    rows = Progress.objects.visible_to(actor).filter(person=person_id)
    if ecosystem_id is not None:
        rows = rows.filter(ecosystem=ecosystem_id)
    related = rows.select_related("item__framework__scale", "item__scale", "witnessed_by")
    found = list(related.order_by("-at", "-pk")[:SHOWN])
    now = counterparts(actor, {row.item_id for row in found})
    return [_reached(row, now.get(row.item_id, ())) for row in found]


def _reached(row: Progress, now: Sequence[Item]) -> Reached:
    framework = row.item.framework
    scale = row.item.rated_on
    words = dict(scale.said_steps) if scale else {}
    return Reached(
        str(row.item),
        str(framework),
        [f"{one.code} {one} ({one.framework} · {one.framework.version})" for one in now],
        str(words.get(row.level, row.level)),
        row.note,
        row.witnessed_by.name if row.witnessed_by else "",
        row.at,
    )


@dataclass(frozen=True, slots=True)
class GroupPage:
    """A group whose learners are recorded for at once."""

    slug: str
    name: str
    learners: Sequence[tuple[int, str]]


def group_page(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> GroupPage:
    """The group with its learners whose record the actor may write; raises NotFound if none."""
    group = Group.objects.visible_to(actor).filter(ecosystem=ecosystem, uuid=uuid).first()
    if group is None:
        raise NotFound
    places = GroupPlace.objects.filter(group=group, leads=False, ends__isnull=True)
    people = Person.objects.filter(
        not_barred(actor, "pk"), pk__in=places.values("person"), erased_at__isnull=True
    )
    if not actor.holds(RECORD_PROGRESS, ecosystem.pk):
        people = people.filter(learners_open_to(actor, RECORD_PROGRESS, ecosystem.pk))
    found = [(one.pk, one.name) for one in people.order_by("sort_name", "pk")]
    if not found:
        raise NotFound
    return GroupPage(ecosystem.slug, group.name, found)
