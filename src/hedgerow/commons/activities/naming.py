"""Kinds as they are searched: by the name that the reader is shown."""

from django.db.models import Q

from hedgerow.commons.ecosystems.told import telling

from .usual import KINDS


def named_like(text: str, of: str = "") -> Q:
    """Rows of whose kind the reader's name has the text; ``of`` stands before the columns."""
    return KINDS.matching(text, of) | telling("name", text, of)
