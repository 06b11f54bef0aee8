"""What a blueprint says of referrals in its simulated history."""

from typing import Annotated, Literal

from pydantic import Field

from hedgerow.commons.people.models import Sector
from hedgerow.foundation.blueprints import Invented

from .models import Referral

Goes = Literal[
    "asked", "sent", "seen", "accepted", "declined", "redirected", "stopped", "done", "closed"
]  # fmt: skip


class ReferralPattern(Invented):
    """A school asks a partner of that sector for help; how far it ``goes``, and why not further."""

    need: Referral.Need
    sector: Sector
    note: Annotated[str, Field(max_length=2000)] = ""
    goes: Goes = "accepted"
    reason: Annotated[str, Field(max_length=500)] = ""
