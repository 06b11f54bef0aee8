"""What becomes of sign-ups when two records of a person become one."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.joining import moved, once

from .models import Judge, Opportunity, SignUp

State = SignUp.State
FURTHEST: Final = (
    State.PLACED, State.OFFERED, State.ASKED, State.WAITING, State.DECLINED, State.EXPIRED,
    State.LEFT,
)  # fmt: skip
"""Of two sign-ups for one opportunity the one further to the left stays."""


def _further(stays: SignUp, goes: SignUp) -> bool:
    def rank(row: SignUp) -> int:
        return FURTHEST.index(State(row.state))

    return rank(goes) < rank(stays)


RULES = (
    once(
        SignUp,
        ("opportunity_id",),
        named=_("places in opportunities"),
        told=_("Of two sign-ups for one opportunity the one stays that has gone further."),
        better=_further,
    ),
    once(
        Judge,
        ("opportunity_id",),
        named=_("challenges judged"),
        told=_("Who judged one challenge under two records keeps the points of one."),
    ),
    moved(SignUp, "signed_up_by", named=_("sign-ups made for others")),
    moved(Opportunity, "leader", named=_("opportunities led")),
    moved(Opportunity, "entered_by", named=_("opportunities offered")),
)
