"""What is done with frameworks: saved, versioned, tied to one another."""

from .own_scales import rate_item
from .ties import tie_items, untie
from .trees import save_framework, save_scale
from .versions import adopt_version, begin_version, end_version

__all__ = [
    "adopt_version",
    "begin_version",
    "end_version",
    "rate_item",
    "save_framework",
    "save_scale",
    "tie_items",
    "untie",
]
