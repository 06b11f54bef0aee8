from django.apps import AppConfig


class CollaborationConfig(AppConfig):
    """Who does things together."""

    name = "hedgerow.features.collaboration"
    label = "collaboration"
