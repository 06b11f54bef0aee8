"""Letters about what was done, without a secret in them: tried again for a day.

What a job keeps of one names nobody: who it is for, and whom else it speaks of, is read anew.
"""

from collections.abc import Mapping
from typing import Any, Final

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import get_language

from hedgerow.commons.people.models import Person
from hedgerow.foundation import jobs
from hedgerow.foundation.ui.speaking import reading_as

from .at_once import send_on_commit

LETTER: Final = "membership.send_told"
TRIES: Final = 57
"""The pause doubles from two seconds to half an hour: a day in all."""
Said = Mapping[str, Any]


def post_told(
    person: Person, subject: str, template: str, said: Said, *, other: Person | None = None
) -> None:
    """Mail the person, where an address is known, once what it is about is saved; else a job does it.

    In the language that is being spoken. ``said`` goes into the template, with the names of both.
    """
    address = address_of(person)
    if not address:
        return
    args = {
        "person": person.pk, "other": other.pk if other else None, "subject": subject,
        "template": template, "said": dict(said), "language": get_language() or "",
    }  # fmt: skip
    send_on_commit(
        subject, _text(person, other, template, said), address,
        later=lambda: jobs.enqueue(LETTER, args, max_attempts=TRIES),
    )  # fmt: skip


def send_told(args: Mapping[str, Any]) -> None:
    """Mail it anew, unless nobody is there any more who had it; raises what the mail server answers."""
    people = Person.objects.filter(erased_at__isnull=True).select_related("account")
    found = people.in_bulk([pk for pk in (args["person"], args["other"]) if pk is not None])
    person, other = found.get(args["person"]), found.get(args["other"])
    address = address_of(person) if person else ""
    if person is None or not address or (args["other"] is not None and other is None):
        return
    with reading_as(args["language"]):
        text = _text(person, other, args["template"], args["said"])
    send_mail(args["subject"], text, None, [address])


def address_of(person: Person) -> str:
    return person.email or (person.account.email if person.account else "") or ""


def _text(person: Person, other: Person | None, template: str, said: Said) -> str:
    names = {"name": person.called or person.name, "other": other.name if other else ""}
    return render_to_string(template, {**names, **said})
