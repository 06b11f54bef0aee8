"""Which addresses are taken, by forms and by whatever else asks."""

import pytest
from django.core.exceptions import ValidationError

from hedgerow.foundation.email import LONGEST, EmailField, is_email

DOMAIN = ".".join(["d" * 60] * 4)[:189]
FITS = f"{'a' * 64}@{DOMAIN}"


def test_an_address_is_as_long_as_its_column_at_most() -> None:
    assert len(FITS) == LONGEST
    assert is_email(FITS)
    assert EmailField().clean(FITS) == FITS
    for longer in (f"{'a' * 64}@{DOMAIN}d", f"{'a' * 64}@{DOMAIN}.{'e' * 57}"):
        assert not is_email(longer)
        with pytest.raises(ValidationError):
            EmailField().clean(longer)


@pytest.mark.parametrize("text", ["", "ada", "ada@", "@b.org", "a b@c.org", "a@b.org\0"])
def test_what_is_no_address_is_none(text: str) -> None:
    assert not is_email(text)
