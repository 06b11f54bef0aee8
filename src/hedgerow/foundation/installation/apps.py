from django.apps import AppConfig

from hedgerow.foundation.expressions import copy_quickly


class InstallationConfig(AppConfig):
    """The installation itself."""

    name = "hedgerow.foundation.installation"
    label = "installation"

    def ready(self) -> None:
        """Before the first query."""
        copy_quickly()
