"""What is told in CASE 1.1, in the form of 1.0. Pure."""

from collections.abc import Mapping
from typing import Any


def as_1_0(told: Any) -> Any:
    """The same in the form of CASE 1.0, without what 1.1 brought."""
    if isinstance(told, list):
        return [as_1_0(one) for one in told if not _is_extension(one)]
    if not isinstance(told, Mapping):
        return told
    later = {"extensions", "caseVersion", "frameworkType", "targetType"}
    later |= {"notes"} if "associationType" in told else set()
    return {name: as_1_0(value) for name, value in told.items() if name not in later}


def _is_extension(one: Any) -> bool:
    return isinstance(one, Mapping) and str(one.get("associationType", "")).startswith("ext:")
