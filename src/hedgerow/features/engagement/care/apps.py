from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CareConfig(AppConfig):
    """Referrals between organisations, and concerns for a child."""

    name = "hedgerow.features.engagement.care"
    label = "care"

    def ready(self) -> None:
        from hedgerow.commons.membership.permissions import ASSIGN_ROLES
        from hedgerow.commons.notices.kinds import Kind, register
        from hedgerow.foundation.ui.navigation import ask_before

        from .permissions import LEAD_CONCERNS
        from .queries.leads import leads_here
        from .rules import ALERT, NAMELESS, RECEIPT, REFERRAL

        ask_before("concerns", leads_here)
        register(Kind(REFERRAL, _("referrals that wait for you")))
        receipts = _("receipts for what you told in confidence")
        register(Kind(RECEIPT, receipts, confidential=True))
        alerts = _("what is told to you in confidence as a safeguarding lead")
        nameless = _("that somebody is to be named who reads what is told in confidence")
        for key, title, needs in (
            (NAMELESS, nameless, ASSIGN_ROLES), (ALERT, alerts, LEAD_CONCERNS),
        ):  # fmt: skip
            register(Kind(key, title, optional=False, confidential=True, needs=needs))
