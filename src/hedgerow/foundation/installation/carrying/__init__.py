"""Rows of a back-up carried into another database, of whichever kind, and compared one by one."""

from hedgerow.foundation.installation.carrying.carry import Carried, carry

__all__ = ["Carried", "carry"]
