from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Leased jobs and the workers that do them."""

    name = "hedgerow.foundation.jobs"
    label = "jobs"
