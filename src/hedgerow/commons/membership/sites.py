"""Sites: the organisations where learners are, of whatever kind an ecosystem has them.

A network of hives or of middle schools has sites as one of schools has; no kind tells them apart.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Organisation
from hedgerow.commons.people.places import organisations_of
from hedgerow.foundation.permissions import Actor

from .models import Assignment, OrganisationMembership


def sites_of(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Organisation]:
    """Where anybody is, or was, a learner of the ecosystem: what was counted there stays."""
    return organisations_of(actor, ecosystem).filter(Exists(_learners(ecosystem)))


def beside_sites(ecosystem: Ecosystem) -> Q:
    """Organisations that are neither sites of the ecosystem nor what its sites are parts of."""
    above = [f"organisation{'__parent' * levels}" for levels in range(3)]
    return ~Q(*(Exists(_learners(ecosystem, field)) for field in above), _connector=Q.OR)


def has_sites(ecosystem: Ecosystem) -> bool:
    """Whether a member is in that is not listed as a partner: sites come before their learners."""
    members = OrganisationMembership.objects.filter(ecosystem=ecosystem)
    return members.filter(partner=False).exists()


def _learners(ecosystem: Ecosystem, field: str = "organisation") -> QuerySet[Assignment]:
    """Roles of learners whose ``field`` is the organisation of the query outside."""
    there = {field: OuterRef("pk")}
    return Assignment.objects.filter(ecosystem=ecosystem, role="learner", **there)
