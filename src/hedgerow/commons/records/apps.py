from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """A learner's progress."""

    name = "hedgerow.commons.records"
    label = "records"
