"""What a blueprint says of agreements and of the business advisory."""

from typing import Annotated

from pydantic import Field

from hedgerow.foundation.blueprints import Invented, Key, Words

from .models import DataKind, OfferKind


class AgreementPattern(Invented):
    """Terms on which partners usually deliver; ``kinds`` names kinds of activity."""

    key: Key
    title: Words
    scope: Annotated[str, Field(min_length=1, max_length=4000)]
    kinds: tuple[Key, ...] = ()
    shares: tuple[DataKind, ...] = ()
    shared_for: Annotated[str, Field(max_length=1000)] = ""
    months: Annotated[int, Field(ge=1, le=120)] = 12


class Advisory(Invented):
    """Who advises: the body of which they are advisers, and what each offers in turn."""

    body: Key | None = None
    fields: tuple[Words, ...] = ()
    offers: Annotated[tuple[tuple[OfferKind, ...], ...], Field(min_length=1)]
