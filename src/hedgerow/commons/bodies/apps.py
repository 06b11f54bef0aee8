from django.apps import AppConfig


class BodiesConfig(AppConfig):
    """Bodies, constituencies, seats and mandates."""

    name = "hedgerow.commons.bodies"
    label = "bodies"
