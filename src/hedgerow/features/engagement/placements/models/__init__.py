"""Kinds of placement, placements with their steps, hours and evaluations."""

from .kinds import PlacementKind, Requirement, Who
from .placements import Placement, PlacementQuerySet, Step
from .records import Evaluation, HoursEntry

__all__ = [
    "Evaluation",
    "HoursEntry",
    "Placement",
    "PlacementKind",
    "PlacementQuerySet",
    "Requirement",
    "Step",
    "Who",
]
