"""One person as somebody else's page shows them; nothing that this reader may not see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tongues import named
from hedgerow.commons.ecosystems.words import word
from hedgerow.commons.membership.actions.reach import reached as within_reach
from hedgerow.commons.membership.actions.second import has_factor, may_reset
from hedgerow.commons.membership.models import Assignment, Group, GroupPlace, SignInCard
from hedgerow.commons.membership.newcomers import never_signed_in
from hedgerow.commons.membership.permissions import ASSIGN_ROLES, INVITE
from hedgerow.commons.people.editors import may_edit, may_read_private
from hedgerow.commons.people.merging_page import Merged, merged_lately
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.commons.people.permissions import BAR_GUARDIAN, EDIT_PEOPLE, ERASE_PERSON
from hedgerow.commons.records.queries import Reached, is_open, reached
from hedgerow.foundation.permissions import Actor
from hedgerow.portal.queries.attended import ActivityRow, takes_part
from hedgerow.portal.wording import address

LATEST = 5


@dataclass(frozen=True, slots=True)
class Spell:
    """A role or a place in a group, with its days."""

    title: str
    url: str
    where: str
    where_url: str
    grade: str
    starts: date
    ends: date | None
    end_url: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """Somebody who answers for the person, or for whom the person answers."""

    uuid: UUID
    name: str
    url: str
    relation: str
    ends: date | None
    barred: bool


@dataclass(frozen=True, slots=True)
class Private:
    """What only the person, a guardian and who may edit people read."""

    born: date | None
    email: str
    phone: str
    language: str


@dataclass(frozen=True, slots=True)
class CardState:
    """The valid sign-in card, if there is one; ``by_mail`` if none is needed."""

    issued_at: datetime | None
    last_used_at: datetime | None
    by_mail: bool


@dataclass(frozen=True, slots=True)
class Record:
    """What a learner takes part in and has reached."""

    activities: Sequence[ActivityRow]
    progress: Sequence[Reached]

    @property
    def hours(self) -> float:
        return sum(one.hours for one in self.activities)


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person; parts are None where they are not for this reader."""

    slug: str
    uuid: UUID
    name: str
    called: str
    code: str
    language: str
    simulated: bool
    learner: bool
    roles: Sequence[Spell]
    groups: Sequence[Spell]
    guardians: Sequence[Tie]
    wards: Sequence[Tie]
    private: Private | None
    record: Record | None
    card: CardState | None
    may_edit: bool
    may_tie: bool
    may_bar: bool
    may_assign: bool
    may_erase: bool
    may_reset: bool
    may_tell: bool
    merged: Sequence[Merged] = ()


def person_page(actor: Actor, place: Ecosystem, person: Person) -> PersonPage:
    """The person in one ecosystem, for somebody who may see them."""
    roles = _roles(place, person)
    learner = any(one.role == "learner" for one in roles)
    open_to_reader = learner and is_open(actor, person, place)
    private = may_read_private(actor, person)
    return PersonPage(
        slug=place.slug,
        uuid=person.uuid,
        name=person.name,
        called=person.called,
        code=person.code,
        language=person.language,
        simulated=person.origin == "simulated",
        learner=learner,
        roles=[_spell(place, one) for one in roles],
        groups=_groups(actor, place, person),
        guardians=_ties(actor, place, person, "guardian"),
        wards=_ties(actor, place, person, "learner"),
        private=_private(person) if private else None,
        record=_record(actor, place, person) if open_to_reader else None,
        card=_card(actor, place, person),
        may_edit=may_edit(actor, person),
        may_tie=actor.may(EDIT_PEOPLE, place.pk),
        may_bar=actor.may(BAR_GUARDIAN, place.pk),
        may_assign=actor.may(ASSIGN_ROLES, place.pk),
        may_erase=actor.may(ERASE_PERSON, person.kept_by_id),
        may_reset=has_factor(person.pk) and may_reset(person, actor),
        may_tell=_may_tell(actor, place, person, roles),
        merged=merged_lately(place, person) if actor.may(EDIT_PEOPLE, place.pk) else (),
    )


def _private(person: Person) -> Private:
    return Private(person.born, person.email, person.phone, named(person.language))


def _may_tell(actor: Actor, place: Ecosystem, person: Person, roles: list[Assignment]) -> bool:
    """Whether a link to sign in may be sent: to who has a role and an address, and never did."""
    holds = any(one.ends is None for one in roles) and bool(person.email)
    if not holds or not actor.may(INVITE, place.pk):
        return False
    return never_signed_in(Person.objects.filter(pk=person.pk)).exists()


def _roles(place: Ecosystem, person: Person) -> list[Assignment]:
    """Those held now first, the latest first."""
    held = Assignment.objects.filter(ecosystem=place, person=person)
    rows = held.select_related("organisation").order_by("-starts", "pk")
    return sorted(rows, key=lambda one: one.ends is not None)


def _spell(place: Ecosystem, held: Assignment) -> Spell:
    at = held.organisation
    return Spell(
        word(place.vocabulary, held.role),
        "",
        at.name if at else "",
        address("organisation", place.slug, at.uuid) if at else "",
        held.grade,
        held.starts,
        held.ends,
        address("role-end", place.slug, held.uuid) if held.ends is None else "",
    )


def _groups(actor: Actor, place: Ecosystem, person: Person) -> list[Spell]:
    seen = Group.objects.visible_to(actor).filter(ecosystem=place)
    rows = GroupPlace.objects.filter(person=person, group__in=seen)
    found, day = rows.select_related("group__organisation").order_by("-starts", "pk"), today(place)
    return [
        Spell(
            one.group.name,
            address("group", place.slug, one.group.uuid),
            one.group.organisation.name if one.group.organisation else "",
            "",
            one.group.grade,
            one.starts,
            _until(one, day),
        )
        for one in sorted(found, key=lambda one: _until(one, day) is not None)
    ]


def _until(row: GroupPlace, today: date) -> date | None:
    """The last day of a place: nobody is in a group that is over."""
    over = row.group.ends if (row.group.ends or date.max) < today else None
    return min((day for day in (row.ends, over) if day), default=None)


def _ties(actor: Actor, place: Ecosystem, person: Person, side: str) -> list[Tie]:
    """Ties whose other end the reader may see; one's own by name at least.

    Only who edits people reads of ended ties and of who is barred.
    """
    own = "learner" if side == "guardian" else "guardian"
    ties = Guardian.objects.filter(ecosystem=place, **{own: person})
    if not actor.holds(EDIT_PEOPLE, place.pk):
        ties = ties.seeing().filter(ends__isnull=True)
    rows = sorted(ties.select_related(side).order_by("pk"), key=lambda one: one.ends is not None)
    others: list[Person] = [getattr(tie, side) for tie in rows]
    wanted = [other.pk for other in others]
    seen = set(Person.objects.visible_to(actor).filter(pk__in=wanted).values_list("pk", flat=True))
    return [
        Tie(
            tie.uuid,
            other.name,
            address("person", place.slug, other.uuid) if other.pk in seen else "",
            tie.relation,
            tie.ends,
            tie.barred,
        )
        for tie, other in zip(rows, others, strict=True)
        if other.pk in seen or actor.person_id == person.pk
    ]


def _record(actor: Actor, place: Ecosystem, person: Person) -> Record:
    progress = reached(actor, person.pk, place.pk)[:LATEST]
    return Record(takes_part(person.pk, place.pk), progress)


def _card(actor: Actor, place: Ecosystem, person: Person) -> CardState | None:
    """For who may issue it."""
    if not within_reach(place, [person.pk], actor):
        return None
    card = SignInCard.objects.filter(person=person, revoked_at__isnull=True).first()
    by_mail = bool(person.email or person.account_id)
    if card is None:
        return CardState(None, None, by_mail)
    return CardState(card.issued_at, card.last_used_at, by_mail)
