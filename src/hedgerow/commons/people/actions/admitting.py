"""The first person of an installation, whom nobody can have invited."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.foundation import journal
from hedgerow.foundation.email import is_email
from hedgerow.foundation.errors import Invalid, NotPermitted
from hedgerow.foundation.permissions import Actor

from ..models import Person
from ..permissions import EDIT_PEOPLE
from ..rules import sort_name
from .telling import index


@transaction.atomic
def admit_person(address: str, name: str = "", *, by: Actor, at: datetime) -> Person:
    """The person of that address, added if nobody has it: of no ecosystem, free to start one.

    Without a ``name`` it is what stands before the @. Only the installation's steward may: raises
    NotPermitted, or Invalid for what is no address.
    """
    if not by.steward:
        raise NotPermitted(permission=EDIT_PEOPLE)
    email, called = address.strip().lower(), " ".join(name.split())
    if not is_email(email):
        raise Invalid({"email": [_("“%(text)s” is no e-mail address.") % {"text": email[:80]}]})
    living = Person.objects.filter(erased_at=None).order_by("pk")
    named = living.filter(account__email__iexact=email, account__is_active=True)
    known = named.first() or living.filter(email__iexact=email).first()
    if known is not None:
        return known
    called = called or email.partition("@")[0]
    row = Person.objects.create(
        name=called, sort_name=sort_name(called), email=email, created_at=at, origin=by.origin
    )
    index("person", [row])
    about = [("people.person", row.uuid)]
    journal.record("people.person_admitted", by=by, at=at, ecosystem=None, subjects=about)
    return row
