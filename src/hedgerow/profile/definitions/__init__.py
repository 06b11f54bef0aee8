"""The registry: thirty-nine measures behind seven features, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from hedgerow.profile.definitions.accountability import ACCOUNTABILITY
from hedgerow.profile.definitions.collaboration import COLLABORATION
from hedgerow.profile.definitions.engagement import ENGAGEMENT
from hedgerow.profile.definitions.governance import GOVERNANCE
from hedgerow.profile.definitions.influence import INFLUENCE
from hedgerow.profile.definitions.measure import Definition, Text
from hedgerow.profile.definitions.purpose import PURPOSE
from hedgerow.profile.definitions.transfer import TRANSFER
from hedgerow.profile.levels import published

IMPLEMENTED = ("2.1", "2.2", "2.3", "4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "6.4")
"""The measures that this version computes."""

SHARES = frozenset(
    [
        "1.1",
        "1.4",
        "1.5",
        "2.3",
        "2.6",
        "3.3",
        "3.4",
        "3.5",
        "4.1",
        "4.4",
        "4.5",
        "4.6",
        "5.3",
        "5.5",
        "6.1",
        "6.2",
        "6.3",
        "6.4",
        "6.5",
        "7.4",
        "7.5",
    ]
)
"""The measures whose value is a share of things counted, and said in per cent."""

RANGES = frozenset(["2.1", "2.2", "2.3"])
"""The measures of networks: no sampling interval, but the range with and without unconfirmed ties."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One of the seven features with its measures."""

    number: int
    title: Text
    short: Text
    measures: tuple[Definition, ...]

    @property
    def levelled(self) -> tuple[str, ...]:
        """Numbers of its measures that have cuts."""
        cuts = published().cuts
        return tuple(one.number for one in self.measures if cuts[one.number])

    @property
    def is_attainable(self) -> bool:
        """Whether this version computes so many of its measures that it can have a level."""
        computed = sum(number in IMPLEMENTED for number in self.levelled)
        return 2 * computed >= len(self.levelled)


FEATURES: tuple[Feature, ...] = (
    Feature(1, _("A compelling purpose that unites participants"), _("Purpose"), PURPOSE),
    Feature(2, _("Shared norms and collaborative work"), _("Collaboration"), COLLABORATION),
    Feature(3, _("Local governance arrangements"), _("Governance"), GOVERNANCE),
    Feature(4, _("Breadth of engagement"), _("Engagement"), ENGAGEMENT),
    Feature(5, _("Transfer of learning and practice"), _("Transfer"), TRANSFER),
    Feature(6, _("Shared accountability"), _("Accountability"), ACCOUNTABILITY),
    Feature(7, _("System-wide influence"), _("Influence"), INFLUENCE),
)

MEASURES: Mapping[str, Definition] = MappingProxyType(
    {one.number: one for feature in FEATURES for one in feature.measures}
)
