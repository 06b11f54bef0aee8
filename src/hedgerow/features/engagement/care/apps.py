from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CareConfig(AppConfig):
    """Referrals between organisations, and concerns for a child."""

    name = "hedgerow.features.engagement.care"
    label = "care"

    def ready(self) -> None:
        from hedgerow.commons.notices.kinds import Kind, register

        from .rules import ALERT, RECEIPT, REFERRAL

        register(Kind(REFERRAL, _("referrals that wait for you")))
        receipts = _("receipts for what you told in confidence")
        register(Kind(RECEIPT, receipts, confidential=True))
        alerts = _("what is told to you in confidence as a safeguarding lead")
        register(Kind(ALERT, alerts, optional=False, confidential=True))
