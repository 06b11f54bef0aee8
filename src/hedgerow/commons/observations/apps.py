from django.apps import AppConfig


class ObservationsConfig(AppConfig):
    """Values of indicators for organisation, period and group."""

    name = "hedgerow.commons.observations"
    label = "observations"
