from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    """Trees of items and the scales they are rated on."""

    name = "hedgerow.commons.frameworks"
    label = "frameworks"

    def ready(self) -> None:
        from django.urls import reverse

        from hedgerow.foundation import subjects

        from .models import INDICATORS, Framework

        def link(row: Framework) -> subjects.Link:
            slug = row.ecosystem.slug
            own = row.kind == INDICATORS
            url = (
                reverse("indicators", args=[slug])
                if own
                else reverse("framework", args=[slug, row.uuid])
            )
            return subjects.Link(row.said("title"), url)

        subjects.register("frameworks.framework", Framework, link, related=("ecosystem",))
