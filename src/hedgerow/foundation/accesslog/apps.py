from django.apps import AppConfig


class AccessLogConfig(AppConfig):
    """Who opened which learner's record."""

    name = "hedgerow.foundation.accesslog"
    label = "accesslog"
