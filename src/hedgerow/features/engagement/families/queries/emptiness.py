"""Whether a learner's emergency page says nothing yet."""

from django.urls import reverse

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person

from .details import details_of


def is_empty(ecosystem: Ecosystem, learner: Person) -> bool:
    """Two queries."""
    return details_of(ecosystem, learner).is_empty


def page(ecosystem: Ecosystem, learner: Person) -> str:
    """Where who answers for the learner fills it."""
    return reverse("child-details", args=[learner.uuid, ecosystem.slug])
