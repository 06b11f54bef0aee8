"""What a blueprint says of consents that are asked for, and of what guards an ecosystem's people."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from hedgerow.commons.ecosystems.actions import edit_ecosystem
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_planting import LONGEST, Named
from hedgerow.foundation.blueprints import Invented, Key, Language, Section
from hedgerow.foundation.permissions import Actor

from .actions import ask_for_consent, set_customs
from .customs import AGE, age_of_consent, customs_of
from .models import ConsentPurpose

Text = Annotated[str, Field(min_length=1, max_length=LONGEST)]
Asking = Text | Annotated[dict[Language, Text], Field(min_length=1)]
Guarded = Literal[
    "convener", "leader", "educator", "tutor", "evaluator", "partner", "seat_holder", "member"
]
"""Roles for which a second factor can be asked, as ``GUARDED`` of the form has them."""


class Consent(Invented):
    """Something that learners or their guardians are asked to agree to, and in which words."""

    key: Key
    title: Named
    text: Asking


class Safeguards(Section):
    """From how many learners on figures are shown, who signs in with a second factor, and from
    which age one answers for oneself; ``collects_groups`` lets families declare groups."""

    threshold: Annotated[int, Field(ge=2, le=1000)] = 10
    collects_groups: bool = False
    second_factor_roles: tuple[Guarded, ...] = ()
    age_of_consent: Annotated[int, Field(ge=6, le=21)] = AGE


def plant_consents(
    ecosystem: Ecosystem, consents: Sequence[Consent], *, by: Actor, at: datetime
) -> None:
    """Ask for each in its languages; what is asked there already stays."""
    rows = ConsentPurpose.objects.filter(ecosystem=ecosystem, retired_at=None)
    there = {*rows.values_list("key", flat=True)}
    for one in consents:
        if one.key not in there:
            titles, texts = _said(ecosystem, one.title), _said(ecosystem, one.text)
            ask_for_consent(ecosystem, one.key, titles, texts, by=by, at=at)


def _said(ecosystem: Ecosystem, text: Named | Asking) -> dict[str, str]:
    """In all languages that it is told in, a text of one language in the ecosystem's first."""
    return {ecosystem.languages[0]: text} if isinstance(text, str) else {**text}


def plant_safeguards(ecosystem: Ecosystem, said: Safeguards, *, by: Actor, at: datetime) -> None:
    """Set what differs from how every ecosystem begins."""
    fields = said.model_dump(exclude={"age_of_consent"}, exclude_defaults=True)
    if "second_factor_roles" in fields:
        fields["second_factor_roles"] = list(said.second_factor_roles)
    if fields:
        edit_ecosystem(ecosystem, by=by, at=at, **fields)
        ecosystem.refresh_from_db()
    if said.age_of_consent != age_of_consent(ecosystem):
        customs = customs_of(ecosystem)
        tiers = [(key, title) for key, title in customs.tiers] if customs else []
        set_customs(ecosystem, age_of_consent=said.age_of_consent, tiers=tiers, by=by, at=at)
