"""Kinds of placement, placements with who is asked to host, their steps, hours and evaluations."""

from .asks import HostAsk
from .kinds import PlacementKind, Requirement, Who
from .placements import Placement, PlacementQuerySet, Step
from .records import Evaluation, HoursEntry

__all__ = [
    "Evaluation",
    "HostAsk",
    "HoursEntry",
    "Placement",
    "PlacementKind",
    "PlacementQuerySet",
    "Requirement",
    "Step",
    "Who",
]
