"""How the stages of a placement are called."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STAGES: Final[Mapping[str, str | Promise]] = MappingProxyType(
    {
        "requested": _("Requested"),
        "asked": _("The host is asked"),
        "forms": _("Forms and checks"),
        "ready": _("Ready to begin"),
        "running": _("Running"),
        "evaluate": _("To evaluate"),
        "over": _("Over"),
        "closed": _("Closed before it began"),
    }
)
