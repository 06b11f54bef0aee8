"""Files that no mapping reads: each format looks them through and brings them in by itself."""

from datetime import datetime
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.targets import Text

from .models import Import


class Act(Protocol):
    def __call__(self, row: Import, *, by: Actor, at: datetime) -> None: ...


class Format(Protocol):
    """``look_through`` writes down what an import would do, ``bring_in`` does it."""

    look_through: Act
    bring_in: Act


FORMATS: dict[str, Format] = {}
"""By the target of the import; each is registered when the app is loaded."""
TITLES: dict[str, Text] = {"case": _("a framework (CASE)")}
