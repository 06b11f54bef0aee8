from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Pages that belong to no single feature."""

    name = "hedgerow.portal"
    label = "portal"
