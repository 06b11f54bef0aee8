from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What people are told, and the mail that carries it."""

    name = "hedgerow.commons.notices"
    label = "notices"
