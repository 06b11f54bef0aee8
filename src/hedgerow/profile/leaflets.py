"""The features' cards as the kit's leaf draws them."""

from collections.abc import Sequence

from django.urls import reverse

from hedgerow.foundation.ui.leaf import FeatureReading
from hedgerow.profile.queries import FeatureCard


def leaflets(features: Sequence[FeatureCard], slug: str) -> list[FeatureReading]:
    """One reading a feature, each leading to where its measures stand."""
    profile = reverse("profile", args=[slug])
    return [_leaflet(one, f"{profile}#feature-{one.number}") for one in features]


def _leaflet(card: FeatureCard, url: str) -> FeatureReading:
    if card.level is not None:
        return FeatureReading(card.level, card.lower, card.upper, "measured", url)
    if not card.is_attainable:
        return FeatureReading(state="unbuilt", url=url)
    if card.is_withheld:
        return FeatureReading(state="withheld", url=url)
    return FeatureReading(url=url)
