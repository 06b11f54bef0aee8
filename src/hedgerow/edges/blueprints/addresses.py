"""The address that is proposed for an ecosystem from its name."""

from typing import Final

from django.utils.text import slugify

from hedgerow.commons.ecosystems.models import Ecosystem

LENGTH: Final = 60
"""Characters that an address has at most."""


def address_from(name: str) -> str:
    """The name as an address that no ecosystem has yet, with a number where that one is taken.

    frontend/src/addresses.ts makes the same of it while one types. "" where the name has none of
    the letters a to z and no digit.
    """
    stem = slugify(name)[:LENGTH].strip("-_")
    if not stem:
        return ""
    begins = stem[: LENGTH - 8].strip("-_")
    taken = set(Ecosystem.objects.filter(slug__startswith=begins).values_list("slug", flat=True))
    numbered = (f"{begins}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (stem, *numbered) if one not in taken)
