from django.apps import AppConfig


class FamiliesConfig(AppConfig):
    """What guardians see, are told, consent to and tell."""

    name = "hedgerow.features.engagement.families"
    label = "families"
