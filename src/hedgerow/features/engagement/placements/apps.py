from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    """From a request for a place at a host to confirmed hours and what both say of it."""

    name = "hedgerow.features.engagement.placements"
    label = "placements"
