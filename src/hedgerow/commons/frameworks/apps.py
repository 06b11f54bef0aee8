from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    """Trees of items and the scales they are rated on."""

    name = "hedgerow.commons.frameworks"
    label = "frameworks"
