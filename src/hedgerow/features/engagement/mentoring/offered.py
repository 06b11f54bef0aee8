"""What the forms of help offer to choose from: languages, people, and what is taught."""

from django.conf import settings
from django.db.models import Q, QuerySet

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tongues import own_name
from hedgerow.commons.frameworks.models import Framework, Item
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor

from .models import Need, Offer
from .rules.topics import is_taught


def tongues(ecosystem: Ecosystem, chosen: list[str]) -> list[tuple[str, str]]:
    """Languages to choose from: the ecosystem's, those of the pages, and what was chosen."""
    codes = dict.fromkeys(
        [*ecosystem.languages, *(code for code, _n in settings.LANGUAGES), *chosen]
    )
    return [(code, own_name(code)) for code in codes]


def people_here(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Person]:
    """Whom the actor sees of those who have a role here."""
    roles = Assignment.objects.filter(ecosystem=ecosystem, ends__isnull=True)
    seen = Person.objects.visible_to(actor).filter(pk__in=roles.values("person"), erased_at=None)
    return seen.order_by("sort_name", "pk")


def topics(ecosystem: Ecosystem, of: Offer | Need | None) -> QuerySet[Item]:
    """What is taught here and has a title, and what was chosen before. Two queries."""
    adopted = Framework.objects.filter(ecosystem=ecosystem, status=Framework.Status.ADOPTED)
    taught = [pk for pk, kind in adopted.values_list("pk", "kind") if is_taught(kind)]
    chosen = of.items.values("pk") if of is not None else ()
    found = Item.objects.filter(Q(framework__in=taught) & ~Q(title="") | Q(pk__in=chosen))
    return found.select_related("framework").order_by("framework__title", "position", "code")
