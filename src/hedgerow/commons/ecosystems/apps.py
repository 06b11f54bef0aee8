from django.apps import AppConfig


class EcosystemsConfig(AppConfig):
    """Ecosystems, their calendar, population and published figures."""

    name = "hedgerow.commons.ecosystems"
    label = "ecosystems"
