from django.apps import AppConfig


class ChoiceConfig(AppConfig):
    """Who chooses what, and who gets which place."""

    name = "hedgerow.features.engagement.choice"
    label = "choice"
