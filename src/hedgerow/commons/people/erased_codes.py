"""That somebody with a certain code was erased here: enough to keep a file from bringing them back.

The code itself goes with the person. What stays is its keyed hash: whoever reads the database
alone cannot tell which codes there were.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from hashlib import sha256

from django.conf import settings
from django.db import models

from hedgerow.commons.ecosystems.models import Ecosystem


class ErasedCode(models.Model):
    """``mark`` is the HMAC-SHA256 of the ecosystem's id and a code, with a key of this installation."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ecosystem", "mark"), name="one_mark_a_code"),
        )

    def __str__(self) -> str:
        return self.mark


def mark(own: str, code: str) -> str:
    """What is kept of a code of the ecosystem with the uuid ``own``."""
    key = sha256(f"hedgerow.erased-code:{settings.SECRET_KEY}".encode()).digest()
    return hmac.digest(key, f"{own}:{code}".encode(), "sha256").hex()


def remember(ecosystem: Ecosystem, codes: Iterable[str]) -> None:
    """Keep files from bringing back who had these codes."""
    own = str(ecosystem.uuid)
    ErasedCode.objects.bulk_create(
        (ErasedCode(ecosystem=ecosystem, mark=mark(own, code)) for code in codes if code),
        ignore_conflicts=True,
    )


def welcome(ecosystem: Ecosystem, code: str) -> None:
    """Somebody enters a person with this code by hand: from now on files may speak of them."""
    ErasedCode.objects.filter(ecosystem=ecosystem, mark=mark(str(ecosystem.uuid), code)).delete()
