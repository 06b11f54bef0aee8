from django.apps import AppConfig


class CareConfig(AppConfig):
    """Referrals between organisations, and concerns for a child told to the one who leads on them."""

    name = "hedgerow.features.engagement.care"
    label = "care"
