from django.apps import AppConfig


class ServingConfig(AppConfig):
    """Who served whom, and what waits for each this week."""

    name = "hedgerow.features.engagement.serving"
    label = "serving"
