"""Progress of learners on items."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.frameworks.models import Item
from hedgerow.commons.membership.models import Assignment, GroupPlace, led_by
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.sight import answered_by, not_barred
from hedgerow.foundation.lengths import at_most
from hedgerow.foundation.permissions import Actor, scope
from hedgerow.foundation.rows import PublicRow, origin_field

from .permissions import VIEW_RECORDS


def learners_open_to(actor: Actor, permission: str, ecosystem: int) -> Q:
    """Learners whose record of that ecosystem a role in it opens.

    In the whole, at their site, or in groups one leads. A learner may be of two ecosystems: what is
    held in one opens nothing of the other.
    """
    here = Person.objects.filter(assignments__ecosystem=ecosystem)
    at_site = Person.objects.filter(
        assignments__ecosystem=ecosystem,
        assignments__organisation__in=actor.sites_with(permission, ecosystem),
    )
    in_groups = Person.objects.filter(
        group_places__ends__isnull=True,
        group_places__group__in=led_by(actor).filter(group__ecosystem=ecosystem).values("group"),
    )
    found = Q(pk__in=())
    whole = [here] if actor.may(permission, ecosystem) else []
    for persons in (*whole, at_site, *([in_groups] if actor.person_id else [])):
        found |= Q(pk__in=persons.values("pk"))
    return found & Q(erased_at__isnull=True) & not_barred(actor, "pk")


class ProgressQuerySet(models.QuerySet["Progress"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own, one's wards', and of the learners whose record one's roles open."""
        if actor.steward:
            return self
        if actor.person_id is None:
            return self.none()
        mine = Q(person=actor.person_id) | answered_by(actor, "person")
        # a learner may be of two ecosystems: a role opens what was recorded in its own
        led = GroupPlace.objects.filter(
            group__in=led_by(actor).values("group"),
            group__ecosystem=OuterRef("ecosystem"),
            person=OuterRef("person"),
            ends__isnull=True,
        )
        opened = scope(actor, VIEW_RECORDS) | Q(Exists(led))
        for ecosystem in sorted({place for place, _ in actor.sites(VIEW_RECORDS)}):
            there = Assignment.objects.filter(
                ecosystem=ecosystem, organisation__in=actor.sites_with(VIEW_RECORDS, ecosystem)
            )
            opened |= Q(ecosystem=ecosystem, person__in=there.values("person"))
        seen = mine | (opened & Q(person__erased_at__isnull=True))
        return self.filter(seen, not_barred(actor, "person"))


class Progress(PublicRow):
    """A learner reached ``level`` of the item's scale; a new row each time, none overwritten."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    level = models.SmallIntegerField()
    note = models.TextField(blank=True, max_length=4000)
    witnessed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    origin = origin_field()

    objects = ProgressQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "progress"
        constraints = (at_most(4000, "note", of="progress"),)
        indexes = (models.Index(fields=("person", "item", "at")),)
