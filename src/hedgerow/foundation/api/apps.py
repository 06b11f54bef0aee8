from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What every part of the API shares, and the page that describes it."""

    name = "hedgerow.foundation.api"
    label = "api"
