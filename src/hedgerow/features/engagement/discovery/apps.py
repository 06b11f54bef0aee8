from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.notices import kinds


class DiscoveryConfig(AppConfig):
    """How what is offered is found, and how searches are kept."""

    name = "hedgerow.features.engagement.discovery"
    label = "discovery"

    def ready(self) -> None:
        kinds.register(kinds.Kind("discovery.new_finds", _("new finds of your saved searches")))
