"""What an item of a framework is called where it is chosen, also one whose title no source records."""

from functools import cache
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from hedgerow.foundation.blueprints import UNTITLED

LONGEST: Final = 200


def title_of(code: str, title: str, number: int, items: int, language: str) -> str:
    """The code and the title; without one, which of how many it is, so that it can be told apart.

    ``number`` counts from 1; ``language`` is that in which it is kept.
    """
    if not _lacks(title):
        return f"{code} {title}".strip()[:LONGEST]
    with override(language):
        which = _("%(code)s, number %(n)s of %(all)s")
        return which % {"code": code, "n": number, "all": items} + _ending()


def is_untitled(title: str) -> bool:
    """Whether it says, in whatever language, that no title is recorded."""
    return title.endswith(_endings())


def is_of(offered: str, code: str, title: str) -> bool:
    """Whether something that is offered is called as this item is."""
    if _lacks(title):
        return is_untitled(offered) and offered.startswith(code)
    return offered == title_of(code, title, 0, 0, "")


def _lacks(title: str) -> bool:
    return title in ("", UNTITLED)


def _ending() -> str:
    """As the item itself says it."""
    return f": {_('title not recorded')}"


@cache
def _endings() -> tuple[str, ...]:
    """The same in each language there is."""
    found = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            found.append(_ending())
    return tuple(found)
