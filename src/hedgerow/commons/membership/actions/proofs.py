"""Showing anew who one is where no page can ask for it: in what a program sends."""

from datetime import datetime

from hedgerow.commons.people.models import Person
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from ..errors import ProofNeeded
from ..models import CodeApp
from .code_apps import check_code
from .passwords import check_own_password
from .recovery import codes_left
from .second import has_factor


def prove_again(said: str, page: str, *, by: Actor, at: datetime) -> None:
    """Take what was said for a proof that it is the actor: a code where a second factor is, which
    then is used up, else the password. ``page`` is the path where the same is done by hand.

    Not within a transaction, so that wrong ones are counted. Raises NotFound, ProofNeeded where
    nothing was said or nothing could be, WrongCode, WrongPassword, or TooManyAttempts.
    """
    person = Person.objects.filter(pk=by.person_id or 0, erased_at__isnull=True).first()
    if person is None:
        raise NotFound
    if not said:
        raise ProofNeeded(page=page)
    if has_factor(person.pk):
        app = CodeApp.objects.filter(person=person, confirmed_at__isnull=False)
        if not app.exists() and not codes_left(person):
            raise ProofNeeded(page=page)
        check_code(person, said, at=at, via=by.via)
        return
    account = person.account
    if account is None or not account.password or not account.has_usable_password():
        raise ProofNeeded(page=page)
    check_own_password(person, said, at=at)
