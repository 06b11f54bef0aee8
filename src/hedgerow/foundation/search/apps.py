from django.apps import AppConfig


class SearchConfig(AppConfig):
    """What is found by its words."""

    name = "hedgerow.foundation.search"
    label = "search"
