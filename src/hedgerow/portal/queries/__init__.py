"""What the portal's pages show."""

from .atlas import Atlas, Card, asked_for, atlas
from .me import RecordPage, record_page
from .overview import EcosystemPage, ecosystem_page
from .week import Week, week

__all__ = [
    "Atlas",
    "Card",
    "EcosystemPage",
    "RecordPage",
    "Week",
    "asked_for",
    "atlas",
    "ecosystem_page",
    "record_page",
    "week",
]
