"""What whoever sends is called."""

from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor


def sender_name(by: Actor) -> str:
    """The person's name; empty for a job or the steward."""
    return Person.objects.filter(pk=by.person_id or 0).values_list("name", flat=True).first() or ""
