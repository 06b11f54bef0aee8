"""Groups as an actor may see them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hedgerow.commons.people.models import Person
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import among

from .models import Group, GroupPlace
from .permissions import EDIT_GROUPS


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a group, by name."""

    uuid: UUID
    name: str


@dataclass(frozen=True, slots=True)
class GroupPage:
    """A group, who leads it and who is in it, as far as the reader may see them."""

    uuid: UUID
    name: str
    school: str
    grade: str
    school_year: str
    ends: date | None
    may_edit: bool
    leaders: tuple[Member, ...]
    learners: tuple[Member, ...]


def group_page(actor: Actor, slug: str, uuid: UUID) -> GroupPage:
    """One group with those in it now; raises NotFound for a group unseen. Two queries."""
    rows = Group.objects.visible_to(actor).select_related("organisation")
    group = rows.filter(ecosystem__slug=slug, uuid=uuid).first()
    if group is None:
        raise NotFound
    places = (
        GroupPlace.objects.filter(group=group, ends__isnull=True)
        .filter(among(Person.objects.visible_to(actor), "person"))
        .order_by("person__sort_name", "pk")
        .values_list("leads", "person__uuid", "person__name")
    )
    found = [(leads, Member(public, name)) for leads, public, name in places]
    at_site = actor.may_at(EDIT_GROUPS, group.ecosystem_id, group.organisation_id)
    return GroupPage(
        uuid=group.uuid,
        name=group.name,
        school=group.organisation.name if group.organisation else "",
        grade=group.grade,
        school_year=group.school_year,
        ends=group.ends,
        may_edit=at_site or actor.may(EDIT_GROUPS, group.ecosystem_id),
        leaders=tuple(member for leads, member in found if leads),
        learners=tuple(member for leads, member in found if not leads),
    )
