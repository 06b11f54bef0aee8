from django.apps import AppConfig


class DiscoveryConfig(AppConfig):
    """How what is offered is found."""

    name = "hedgerow.features.engagement.discovery"
    label = "discovery"
