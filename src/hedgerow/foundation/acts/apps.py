from django.apps import AppConfig


class ActsConfig(AppConfig):
    """Act tokens and the answers first given."""

    name = "hedgerow.foundation.acts"
    label = "acts"
