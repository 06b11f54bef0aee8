"""What a job was asked to end, of a list or of a set."""

from collections.abc import Mapping
from typing import Any, Final

from ..models import Import
from .ending import Ending
from .many import EndingOfMany

LEAVING: Final = "leaving"
"""In what a job was asked: whether those who change class leave the old one."""
AnyEnding = Ending | EndingOfMany


def ending_asked(row: Import, args: Mapping[str, Any]) -> AnyEnding | None:
    """What the job ends with the import, if anything."""
    return EndingOfMany.asked(row, args) or Ending.asked(row.target, args)
