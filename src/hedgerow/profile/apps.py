from django.apps import AppConfig


class ProfileConfig(AppConfig):
    """The seven features read together."""

    name = "hedgerow.profile"
    label = "profile"
