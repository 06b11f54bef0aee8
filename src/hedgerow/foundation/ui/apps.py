from django.apps import AppConfig


class UiConfig(AppConfig):
    """Templates, styles and components."""

    name = "hedgerow.foundation.ui"
    label = "ui"
