from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """What an organisation and the network agreed, and what was delivered under it."""

    name = "hedgerow.features.engagement.partners"
    label = "partners"
