"""Marks of a register that was read earlier, of somebody who is not on it now for whoever sends it.

Whether the place ended, the person was erased or a court keeps the sender from them is not said: the
answer is one and the same, and so tells nothing.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hedgerow.commons.people.errors import OutOfReach

from .models import Attendance

MARK = re.compile(r"mark-(\d{1,18})")


def said_of_others(data: Mapping[str, Any], persons: Collection[int]) -> str:
    """What to say of the marks that a form has of nobody among ``persons``; empty for none.

    They are called as the page called them that was sent.
    """
    others = [
        found[1]
        for name, said in data.items()
        if (found := MARK.fullmatch(name)) and said in Attendance.Status.values
        and int(found[1]) not in persons
    ]  # fmt: skip
    if not others:
        return ""
    names = [str(data.get(f"name-{pk}", "")).strip()[:200] or _("a learner") for pk in others]
    told = ngettext(
        "The mark of %(names)s was not saved: they are not on this register for you. Ask somebody else who marks here to mark them. All other marks are saved.",
        "The marks of %(names)s were not saved: they are not on this register for you. Ask somebody else who marks here to mark them. All other marks are saved.",
        len(names),
    )
    return told % {"names": ", ".join(names)}


def refused_marks(sent: Iterable[UUID], known: Collection[Any]) -> list[dict[str, object]]:
    """The same for a program, as rows: of whom, and why not."""
    return [
        {"person": one, "code": OutOfReach.code, "text": OutOfReach.text, "next_step": _(
            "Have somebody else who marks here mark them. All other marks are saved."
        )}
        for one in dict.fromkeys(sent)
        if one not in known
    ]  # fmt: skip
