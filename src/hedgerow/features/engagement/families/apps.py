from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FamiliesConfig(AppConfig):
    """What guardians see and do for a child, and how those who teach stay in touch with them."""

    name = "hedgerow.features.engagement.families"
    label = "families"

    def ready(self) -> None:
        from hedgerow.commons.notices.kinds import Kind, register
        from hedgerow.commons.people import emergency

        from .queries.emptiness import is_empty, page
        from .rules import MESSAGE, RIGHTS, TO_CALL

        register(Kind(MESSAGE, _("messages about your child"), of_wards=True))
        register(Kind(RIGHTS, _("who decides about a learner’s record"), optional=False))
        register(Kind(TO_CALL, _("whom to call for a child in an emergency"), optional=False))
        emergency.register(emergency.Kept(is_empty, page))
