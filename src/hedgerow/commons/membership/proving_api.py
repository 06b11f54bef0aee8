"""The proof that operations ask for whose pages ask anew who one is (``proving.lately``)."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from pydantic import Field

from hedgerow.foundation.api.shapes import Strict
from hedgerow.foundation.requests import actor

from .actions import prove_again


class Proof(Strict):
    """What is sent where a page asks anew who one is, as a token does not show who sends it."""

    proof: str = Field(
        "",
        max_length=200,
        description="A code of one's app or a recovery code if one has either, else the password.",
    )


def proven(request: HttpRequest, said: Proof, page: str, *where: object) -> None:
    """Go on only where what was sent proves that it is the actor; ``page`` does the same by hand.

    Asked last before the act: once all else is known to be right, so that no code is used up for
    nothing, and not within its transaction, so that wrong ones are counted.

    Raises what ``prove_again`` raises.
    """
    prove_again(said.proof, reverse(page, args=where), by=actor(request), at=timezone.now())
