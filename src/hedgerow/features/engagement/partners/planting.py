"""What a blueprint says of agreements and of the business advisory."""

from typing import Annotated, Any

from pydantic import Field

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_planting import Named, in_languages
from hedgerow.foundation.blueprints import Invented, Key, Language, Words

from .models import DataKind, OfferKind

Scope = Annotated[str, Field(min_length=1, max_length=4000)]
For = Annotated[str, Field(max_length=1000)]


class AgreementPattern(Invented):
    """Terms on which partners usually deliver; ``kinds`` names kinds of activity."""

    key: Key
    title: Named
    scope: Scope | Annotated[dict[Language, Scope], Field(min_length=1)]
    kinds: tuple[Key, ...] = ()
    shares: tuple[DataKind, ...] = ()
    shared_for: For | Annotated[dict[Language, For], Field(min_length=1)] = ""
    months: Annotated[int, Field(ge=1, le=120)] = 12

    def texts(self, ecosystem: Ecosystem) -> dict[str, Any]:
        """Its texts as an agreement there has them."""
        said = {"title": self.title, "scope": self.scope, "shared_for": self.shared_for}
        return in_languages(said, ecosystem.languages)


class Advisory(Invented):
    """Who advises: the body of which they are advisers, and what each offers in turn."""

    body: Key | None = None
    fields: tuple[Words, ...] = ()
    offers: Annotated[tuple[tuple[OfferKind, ...], ...], Field(min_length=1)]
