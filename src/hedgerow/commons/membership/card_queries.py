"""Cards as those who issue them see them: who has one, never what stands on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.closing import require_open
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor

from .actions.reach import reached
from .models import Group, GroupPlace, SignInCard
from .permissions import ISSUE_CARDS


@dataclass(frozen=True, slots=True)
class CardLine:
    """One person and the state of that person's card."""

    uuid: UUID
    name: str
    has_address: bool
    issued_at: datetime | None
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """One card on the sheet; ``groups`` are the code's letters as they are read out."""

    name: str
    groups: tuple[str, ...]
    qr: str


def group_for(by: Actor, place: Ecosystem, uuid: UUID) -> Group:
    """The group if the actor sees it; raises NotFound."""
    group = Group.objects.visible_to(by).filter(ecosystem=place, uuid=uuid).first()
    if group is None:
        raise NotFound
    return group


def learners_for(by: Actor, place: Ecosystem, group: Group) -> list[Person]:
    """Learners of the group whose cards the actor may issue; raises NotPermitted where none is."""
    require_open(by, place.pk)
    places = GroupPlace.objects.filter(group=group, leads=False, ends__isnull=True)
    rows = Person.objects.visible_to(by).filter(pk__in=places.values("person"))
    rows = rows.select_related("account").order_by("sort_name", "pk")
    people = list(rows)
    allowed = reached(place, [person.pk for person in people], by)
    if not allowed and not by.may(ISSUE_CARDS, place.pk):
        raise NotPermitted(permission=ISSUE_CARDS)
    return [person for person in people if person.pk in allowed]


def person_for(by: Actor, uuid: UUID) -> Person:
    """The person if the actor sees them; raises NotFound."""
    rows = Person.objects.visible_to(by).select_related("account")
    person = rows.filter(uuid=uuid).first()
    if person is None:
        raise NotFound
    return person


def lines_of(people: Sequence[Person]) -> tuple[CardLine, ...]:
    """What is known of these persons' cards. One query."""
    ids = [person.pk for person in people]
    rows = SignInCard.objects.filter(person__in=ids, revoked_at__isnull=True)
    valid = {card.person_id: card for card in rows}
    return tuple(_line(person, valid.get(person.pk)) for person in people)


def _line(person: Person, card: SignInCard | None) -> CardLine:
    return CardLine(
        uuid=person.uuid,
        name=person.name,
        has_address=bool(person.email or (person.account and person.account.email)),
        issued_at=card.issued_at if card else None,
        last_used_at=card.last_used_at if card else None,
    )


def may_issue_in(by: Actor, slug: str, uuid: UUID) -> bool:
    """Whether the actor may issue cards for learners of that group."""
    places = GroupPlace.objects.filter(group__uuid=uuid, leads=False, ends__isnull=True)
    group = Group.objects.select_related("ecosystem").filter(ecosystem__slug=slug, uuid=uuid).get()
    ids = set(places.values_list("person_id", flat=True))
    whole = by.may(ISSUE_CARDS, group.ecosystem_id)
    return whole or bool(reached(group.ecosystem, ids, by))
