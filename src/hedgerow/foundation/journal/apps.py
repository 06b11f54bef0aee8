from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Facts, their content and their seals."""

    name = "hedgerow.foundation.journal"
    label = "journal"
