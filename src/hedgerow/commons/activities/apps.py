from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """Whatever happens at a time with people: sessions and attendance."""

    name = "hedgerow.commons.activities"
    label = "activities"
