"""Which text is an e-mail address: one that its column holds, too."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

LONGEST: Final = 254
"""As RFC 5321 has it, and every column that keeps one."""


def is_email(text: str) -> bool:
    """Whether mail may be sent there, as far as the text alone tells."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= LONGEST


class EmailField(forms.EmailField):
    """An address as forms take it; Django's own takes some that are longer."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": LONGEST, **options})
