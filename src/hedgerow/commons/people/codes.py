"""Whom and what an ecosystem keeps, by the codes that spreadsheets use.

An organisation is the one with its code, whatever its kind; a kind beside the code is checked.
"""

from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem

from .models import Organisation, Person

Key = tuple[str, str]


def organisation_ids(ecosystem: Ecosystem) -> dict[Key, int]:
    """Ids of the ecosystem's own organisations that have a code, by kind and code.

    Each stands under its kind and, for files that name none, under an empty one.
    """
    rows = Organisation.objects.filter(kept_by=ecosystem).exclude(code="")
    found = list(rows.values_list("pk", "kind", "code"))
    return {(told, code): pk for pk, kind, code in found for told in (kind, "")}


def person_ids(ecosystem: Ecosystem) -> dict[str, int]:
    """Ids of the ecosystem's own persons who have a code and were not erased, by code."""
    rows = Person.objects.filter(kept_by=ecosystem, erased_at=None).exclude(code="")
    return dict(rows.values_list("code", "pk"))


def place_expected(kind: str) -> str:
    """What a code should have been that no organisation here has."""
    if kind:
        return _("the code of a %(kind)s that is already here") % {"kind": kind}
    return _("the code of an organisation that is already here")
