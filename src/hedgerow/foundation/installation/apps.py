from django.apps import AppConfig


class InstallationConfig(AppConfig):
    """The installation itself."""

    name = "hedgerow.foundation.installation"
    label = "installation"
