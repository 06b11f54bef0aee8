"""Very many roles end by one statement."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import DateField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Greatest

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.rows import Outcome

from ..leading import leading_names
from ..models import Assignment, GroupPlace
from ..permissions import ASSIGN_ROLES
from .checks import keep_a_convener, seen
from .led_places import close_led
from .left_places import Over, close_left
from .roles import Told, tell_roles


@transaction.atomic
def end_found(
    ecosystem: Ecosystem, roles: QuerySet[Assignment], on: date, *, by: Actor, at: datetime
) -> int:
    """End the roles of a query, ``on`` being the last day; return how many end sooner by it.

    As ``end_assignments``, of however many; but a role that begins later ends on the day it begins, and
    none is taken back. In groups of a school that they moved from they stay: of those a set tells itself.

    Raises NotFound to outsiders and for whom the actor may not see, NotPermitted or LastConvener.
    """
    seen(ecosystem, by)
    require(by, ASSIGN_ROLES, within=ecosystem.pk)
    if roles.exclude(person__in=Person.objects.visible_to(by)).exists():
        raise NotFound
    last = Greatest("starts", Value(on, output_field=DateField()))
    ending = roles.filter(Q(ends=None) | Q(ends__gt=last), ecosystem=ecosystem)
    keep_a_convener(ecosystem, list(ending.filter(role="convener")))
    led = _leading(ending)
    people = [str(uuid) for uuid in _uuids(ending)]
    names = sorted(set(ending.order_by().values_list("role", flat=True).distinct()))
    keys = list(ending.order_by().values_list("person", "role", "organisation", "starts"))
    count = ending.update(ends=last)
    for row in led:
        row.ends = max(on, row.starts)
    today = day_in(ecosystem, at)
    closed = close_led(ecosystem, led, today)
    over = (Over(who, role, site, max(on, starts)) for who, role, site, starts in keys)
    left = close_left(ecosystem, over, today, by, at, by_site=False)
    told = Told(names, closed, left, people)
    tell_roles("membership.roles_ended", [], Outcome(changed=count), {}, ecosystem, by, at, told)
    return count


def _leading(ending: QuerySet[Assignment]) -> list[Assignment]:
    """Those by which somebody may lead a group that they lead."""
    places = GroupPlace.objects.filter(
        person=OuterRef("person"), group__ecosystem=OuterRef("ecosystem"), leads=True, ends=None
    )
    return list(ending.filter(Exists(places), role__in=leading_names()))


def _uuids(ending: QuerySet[Assignment]) -> QuerySet[Assignment, object]:
    return ending.order_by().values_list("person__uuid", flat=True).distinct()
