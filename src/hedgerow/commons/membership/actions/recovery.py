"""Recovery codes: printed for the day on which the passkey or the app is lost; each counts once."""

import secrets
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor

from ..errors import NoFactorYet
from ..models import RecoveryCode
from .second import has_factor, require_factor_allowed, tell_factor
from .told_letters import post_told
from .tongue import speaking_to

CODES, LONG = 10, 10
LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@transaction.atomic
def new_recovery_codes(*, by: Actor, at: datetime) -> list[str]:
    """Ten new ones in place of those before, told this once; journal it and write to the person.

    Raises NotFound, NoSecondFactor, or NoFactorYet for who has neither passkey nor app.
    """
    person = require_factor_allowed(by)
    if not has_factor(person.pk):
        raise NoFactorYet
    return make_codes(person, by=by, at=at)


def make_codes(person: Person, *, by: Actor, at: datetime) -> list[str]:
    """The same for a person who is known to have a factor, in the caller's transaction."""
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)  # made twice at once: ten
    RecoveryCode.objects.filter(person=person).delete()
    codes = ["".join(secrets.choice(LETTERS) for _one in range(LONG)) for _code in range(CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(person=person, code_hash=_keyed(person, code)) for code in codes
    )
    tell_factor("membership.recovery_codes_made", person, by, at, {})
    with speaking_to(person):
        _write(person, str(_("New recovery codes were made")), "recovery_codes_made", {})
    return [f"{code[:5]}-{code[5:]}" for code in codes]


@transaction.atomic
def use_recovery_code(person: Person, code: str, *, by: Actor, at: datetime) -> bool:
    """Take a code that was not used yet; whether it was one. Journal it and write to the person."""
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    rows = RecoveryCode.objects.filter(person=person, code_hash=_keyed(person, typed), used_at=None)
    if not rows.update(used_at=at):
        return False
    left = codes_left(person)
    tell_factor("membership.recovery_code_used", person, by, at, {"left": left})
    with speaking_to(person):
        said = ngettext("%(n)s code is left.", "%(n)s codes are left.", left) % {"n": left}
        subject = str(_("A recovery code was used"))
        _write(person, subject, "recovery_code_used", {"left": said})
    return True


def codes_left(person: Person) -> int:
    """How many recovery codes still count."""
    return RecoveryCode.objects.filter(person=person, used_at=None).count()


def drop_codes(person: Person) -> bool:
    """Delete the codes of who has no factor any more, for which they would stand; whether it did."""
    if has_factor(person.pk):
        return False
    return bool(RecoveryCode.objects.filter(person=person).delete()[0])


def _write(person: Person, subject: str, letter: str, said: dict[str, str]) -> None:
    post_told(person, subject, f"membership/mail/{letter}.txt", said)


def _keyed(person: Person, code: str) -> str:
    return salted_hmac("hedgerow.recovery", f"{person.pk}:{code}", algorithm="sha256").hexdigest()
