"""Challenges that go on and have nobody to judge them, or nothing to judge by."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import not_closed
from hedgerow.commons.membership.models import Assignment
from hedgerow.features.engagement.opportunities.models import (
    Criterion,
    Entry,
    Judge,
    Opportunity,
    Score,
    SignUp,
)
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.waiting import Waiting

State = Opportunity.State


def unjudged() -> Q:
    """Of opportunities: challenges with no judge who still has a role there, or with no rubric.

    Not those of which all that was handed in is scored, by whoever judged it then.
    """
    here = Assignment.objects.filter(
        person=OuterRef("person"), ecosystem=OuterRef("ecosystem"), ends__isnull=True
    )
    judge = Judge.objects.filter(Exists(here), opportunity=OuterRef("pk"))
    rubric = Criterion.objects.filter(opportunity=OuterRef("pk"))
    entries = Entry.objects.filter(opportunity=OuterRef("pk"))
    left = entries.filter(~Exists(Score.objects.filter(entry=OuterRef("pk"))))
    return Q(
        ~Exists(judge) | ~Exists(rubric), ~Exists(entries) | Exists(left),
        kind__judged=True, results_at=None,
    )  # fmt: skip


def is_unjudged(row: Opportunity) -> bool:
    return Opportunity.objects.filter(unjudged(), pk=row.pk).exists()


def awaits_judges(row: Opportunity) -> bool:
    """Whether somebody takes part, or has handed something in, and nobody judges it."""
    return Opportunity.objects.filter(unjudged(), _has_somebody(), pk=row.pk).exists()


def unjudged_of(actor: Actor) -> QuerySet[Opportunity]:
    """Those for which the actor can name judges: open ones, and closed ones in which somebody is."""
    on = Q(state=State.OPEN) | Q(_has_somebody(), state=State.CLOSED)
    return Opportunity.objects.filter(Opportunity.objects.offered_by(actor), unjudged(), on)


def to_name_judges(actor: Actor) -> list[Waiting]:
    rows = unjudged_of(actor).filter(not_closed()).select_related("ecosystem").order_by("pk")
    return [
        Waiting(
            of.said("title"), reverse("set-challenge", args=[of.ecosystem.slug, of.uuid]),
            of.ecosystem.where, _("It has no judge or no rubric: name them"),
        )
        for of in rows[:20]
    ]  # fmt: skip


def _has_somebody() -> Q:
    held = SignUp.objects.filter(opportunity=OuterRef("pk"), state__in=SignUp.HOLDING)
    return Exists(held) | Exists(Entry.objects.filter(opportunity=OuterRef("pk")))
