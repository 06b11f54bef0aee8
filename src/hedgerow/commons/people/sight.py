"""Which persons and organisations an actor may see, as conditions of IN and EXISTS alone.

In a country most rows pass what a role of the whole opens: a list of them would take longer to draw up
than the page to show, so EXISTS asks of each row. What a site or a group opens is a short list.

Membership lies above people, so its tables are named through the reverse relations that
``membership.models`` gives them (``memberships``, ``assignments``, ``group_places``).
"""

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor, Site, site_scope

from .permissions import EDIT_PEOPLE, VIEW_LEARNERS, VIEW_LED_LEARNERS, VIEW_PEOPLE

FAMILY = ("learner", "guardian")
"""Roles by which nobody is a colleague."""
SHARED: dict[str, Callable[[Actor], Q]] = {}


def register(key: str, shared: Callable[[Actor], Q]) -> None:
    """Say which persons something opens to an actor that this does not know, as an agreement may."""
    SHARED[key] = shared


def organisations_visible_to(actor: Actor) -> Q:
    """Organisations kept by, or members of, an ecosystem the actor may see."""
    if actor.steward:
        return Q()
    from .models import Organisation

    seen = Ecosystem.objects.visible_to(actor)
    members = Organisation.objects.filter(memberships__ecosystem__in=seen, pk=OuterRef("pk"))
    return Q(kept_by__in=seen) | Q(Exists(members))


def persons_visible_to(actor: Actor) -> Q:
    """Oneself, one's wards, and whom one's roles open: families apart from everybody else.

    Guardians are seen with a learner, or by who may edit all persons. Who may edit an ecosystem's
    persons sees those it keeps, with or without a role. Whoever is barred from a learner does not
    see that learner by any other way.
    """
    if actor.steward:
        return Q()
    from .models import Guardian

    if actor.person_id is None:
        return Q(pk__in=())
    wards = Guardian.objects.seeing().filter(guardian=actor.person_id, ends__isnull=True)
    seen = Q(pk=actor.person_id) | Q(pk__in=wards.values("learner"))
    seen |= Q(kept_by__in=actor.ecosystems_with(EDIT_PEOPLE))
    seen |= _by_role(actor) | _of_sites_and_groups(actor)
    for shared in SHARED.values():
        seen |= shared(actor)
    return seen & Q(erased_at__isnull=True) & not_barred(actor, "pk")


def not_barred(actor: Actor, field: str) -> Q:
    """Rows whose ``field`` names nobody from whom the actor is barred, in whatever ecosystem.

    Whatever roles the actor has: a court's order holds for whoever works with the child, too.
    """
    if actor.steward or actor.person_id is None:
        return Q()
    if actor.ties is not None:
        return ~Q(**{f"{field}__in": actor.ties.barred}) if actor.ties.barred else Q()
    return ~Q(**{f"{field}__in": bars_of(actor.person_id).values("learner")})


def bars_of(person: int) -> QuerySet[Any]:
    """The ties by which a person is barred from learners, in whatever ecosystem."""
    from .models import Guardian

    return Guardian.objects.filter(guardian=person, barred=True)


def answered_by(actor: Actor, learner: str = "learner", ecosystem: str = "ecosystem") -> Q:
    """Rows of a learner for whom the actor answers, and sees, in the row's own ecosystem.

    A tie in one ecosystem opens nothing of another.
    """
    if actor.person_id is None:
        return Q(pk__in=())
    if actor.ties is not None:
        return _of(actor.ties.wards, learner, ecosystem)
    from .models import Guardian

    ties = Guardian.objects.seeing().filter(guardian=actor.person_id, ends__isnull=True)
    here = ties.filter(ecosystem=OuterRef(ecosystem), learner=OuterRef(learner))
    return Q(**{f"{learner}__in": ties.values("learner")}) & Q(Exists(here))


def _of(wards: Collection[Site], learner: str, ecosystem: str) -> Q:
    found = Q(pk__in=())
    for place in sorted({place for place, _who in wards}):
        here = [who for where, who in wards if where == place]
        found |= Q(**{ecosystem: place, f"{learner}__in": here})
    return found


def _by_role(actor: Actor) -> Q:
    """Learners, and who is none, of the ecosystems one's roles open: many, looked up one by one."""
    # of an equality alone PostgreSQL draws up all who have a role, for a list of fifty
    one = {"person": OuterRef("pk"), "person__gte": OuterRef("pk")}
    roles, found = rows_behind("assignments").filter(**one), Q()
    if within := actor.ecosystems_with(VIEW_LEARNERS):
        found |= Q(Exists(roles.filter(ecosystem__in=within, role="learner")))
    if within := actor.ecosystems_with(VIEW_PEOPLE):
        is_learner = Q(Exists(roles.filter(role="learner")))
        everybody = actor.ecosystems_with(EDIT_PEOPLE)
        colleague = Q(ecosystem__in=within) & (~Q(role__in=FAMILY) | Q(ecosystem__in=everybody))
        found |= Q(Exists(roles.filter(colleague))) & ~is_learner
    return found


def _of_sites_and_groups(actor: Actor) -> Q:
    """Whoever has a role at one's sites, and is in a group that one leads, with the guardians of
    these learners: few, listed at once."""
    found = Q()
    if actor.sites(VIEW_LEARNERS):
        at_site = rows_behind("assignments").filter(site_scope(actor, VIEW_LEARNERS))
        found |= _with_guardians(at_site.values("person"))
    if within := actor.ecosystems_with(VIEW_LED_LEARNERS):
        places = rows_behind("group_places").filter(ends__isnull=True, group__ecosystem__in=within)
        led = places.filter(person=actor.person_id, leads=True)
        found |= _with_guardians(places.filter(group__in=led.values("group")).values("person"))
    return found


def _with_guardians(persons: QuerySet[Any]) -> Q:
    from .models import Guardian

    ties = Guardian.objects.filter(ends__isnull=True, learner__in=persons)  # the barred, too
    return Q(pk__in=persons) | Q(pk__in=ties.values("guardian"))


def has_role(ecosystem: Ecosystem) -> Q:
    """Whether a person ever had a role in the ecosystem."""
    return Q(Exists(rows_behind("assignments").filter(ecosystem=ecosystem, person=OuterRef("pk"))))


def rows_behind(relation: str) -> QuerySet[Any]:
    """The rows of a model above that refer to persons, named as they are from here."""
    from .models import Person

    model: Any = Person._meta.get_field(relation).related_model
    found: QuerySet[Any] = model._default_manager.all()
    return found
