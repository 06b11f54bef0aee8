from django.apps import AppConfig
from django.urls import reverse

from hedgerow.foundation import subjects


class EcosystemsConfig(AppConfig):
    """Ecosystems, their calendar, population and published figures."""

    name = "hedgerow.commons.ecosystems"
    label = "ecosystems"

    def ready(self) -> None:
        from .models import Ecosystem

        def link(row: Ecosystem) -> subjects.Link:
            return subjects.Link(row.said("name"), reverse("ecosystem", args=[row.slug]))

        subjects.register("ecosystems.ecosystem", Ecosystem, link)
