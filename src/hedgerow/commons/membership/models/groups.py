"""Groups and the places in them."""

from typing import Self

from django.db import models
from django.db.models import Q

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import VIEW_ECOSYSTEM
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.commons.people.permissions import VIEW_LED_LEARNERS
from hedgerow.foundation.permissions import Actor, scope, site_scope
from hedgerow.foundation.rows import EditedRow, origin_field

from ..permissions import VIEW_GROUPS


class GroupQuerySet(models.QuerySet["Group"]):
    def visible_to(self, actor: Actor) -> Self:
        """Groups of one's ecosystems and sites by role, and those one is in."""
        if actor.steward:
            return self
        seen = scope(actor, VIEW_GROUPS) | site_scope(actor, VIEW_GROUPS)
        if actor.person_id is not None:
            mine = GroupPlace.objects.filter(
                person=actor.person_id,
                leads=False,
                ends__isnull=True,
                group__ecosystem__in=actor.ecosystems_with(VIEW_ECOSYSTEM),
            )
            seen |= Q(pk__in=mine.values("group")) | Q(pk__in=led_by(actor).values("group"))
        return self.filter(seen)


class Group(EditedRow):
    """A class, tutor group, cohort or working group."""

    # the index by name begins with the ecosystem
    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+", db_index=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=30, default="class")
    grade = models.CharField(max_length=10, blank=True)
    code = models.CharField(max_length=60, blank=True)
    school_year = models.CharField(max_length=9, blank=True, help_text="2026-27")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    origin = origin_field()

    objects = GroupQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ecosystem", "code"), condition=~Q(code=""), name="one_group_a_code"
            ),
        )
        indexes = (models.Index(fields=("ecosystem", "name"), name="groups_by_name"),)

    def __str__(self) -> str:
        return self.name


class GroupPlace(models.Model):
    """A person's place in a group, as learner or as one who leads it."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="places")
    person = models.ForeignKey(Person, models.CASCADE, related_name="group_places")
    leads = models.BooleanField(default=False)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("group", "person"),
                condition=Q(ends__isnull=True),
                name="one_open_place_a_group",
            ),
        )


def led_by(actor: Actor) -> models.QuerySet[GroupPlace]:
    """The open places from which the actor leads, where a role held now lets one lead."""
    return GroupPlace.objects.filter(
        person=actor.person_id or 0,
        leads=True,
        ends__isnull=True,
        group__ecosystem__in=actor.ecosystems_with(VIEW_LED_LEARNERS),
    )
