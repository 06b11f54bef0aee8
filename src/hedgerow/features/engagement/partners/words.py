"""How an agreement's standing is said."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STANDINGS: Final[Mapping[str, str | Promise]] = MappingProxyType(
    {
        "proposed": _("waits for an answer"),
        "declined": _("declined"),
        "coming": _("agreed, not begun"),
        "live": _("in force"),
        "expiring": _("in force, ends soon"),
        "renewed": _("followed by another"),
        "over": _("over"),
        "ended": _("ended early"),
    }
)
