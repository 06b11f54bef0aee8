from django.apps import AppConfig


class ArchivesConfig(AppConfig):
    """Archives of whole ecosystems, written by a job and kept for a day."""

    name = "hedgerow.edges.archives"
    label = "archives"
