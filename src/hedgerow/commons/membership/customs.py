"""How an ecosystem has its membership, where it has said so, and otherwise by default."""

from collections.abc import Collection, Mapping
from typing import Final

from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.ui.speaking import reads

from .models import Customs

AGE: Final = 16
"""Article 8 of the General Data Protection Regulation, where a country says nothing else."""


def age_of_consent(ecosystem: Ecosystem) -> int:
    """From which age one answers for oneself."""
    row = Customs.objects.filter(ecosystem=ecosystem).first()
    return row.age_of_consent if row else AGE


def ages_of_consent(ecosystems: Collection[int]) -> Mapping[int, int]:
    """The same for several, by ecosystem. One query."""
    rows = Customs.objects.filter(ecosystem__in=ecosystems)
    said = dict(rows.values_list("ecosystem_id", "age_of_consent"))
    return {one: said.get(one, AGE) for one in ecosystems}


def customs_of(ecosystem: Ecosystem) -> Customs | None:
    """What it has said; None where nothing."""
    return Customs.objects.filter(ecosystem=ecosystem).first()


def tiers_of(ecosystem: Ecosystem) -> list[tuple[str, str]]:
    """The tiers that an organisation can be a member of, in order: key and title for the reader."""
    row = customs_of(ecosystem)
    return [
        (key, row.said(f"tier.{key}", title) if row else title) for key, title in kept_tiers(row)
    ]


def kept_tiers(customs: Customs | None) -> list[tuple[str, str]]:
    """Key and title of each as they are kept; the two usual ones where there are none."""
    own = [(str(key), str(title)) for key, title in customs.tiers] if customs else []
    return own or [("member", _("Member")), ("supporter", _("Supporter"))]


def in_language(texts: Mapping[str, str], languages: list[str]) -> str:
    """The text in the reader's language, else in the ecosystem's main one, else in any."""
    for code in (*reads(), *languages):
        if texts.get(code):
            return texts[code]
    return next((text for text in texts.values() if text), "")
