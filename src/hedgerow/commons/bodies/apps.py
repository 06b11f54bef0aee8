from django.apps import AppConfig


class BodiesConfig(AppConfig):
    """Bodies, constituencies, seats and mandates."""

    name = "hedgerow.commons.bodies"
    label = "bodies"

    def ready(self) -> None:
        from django.urls import reverse

        from hedgerow.foundation import subjects

        from .models import Body

        def link(row: Body) -> subjects.Link:
            return subjects.Link(
                row.said("name"), reverse("body", args=[row.ecosystem.slug, row.uuid])
            )

        subjects.register("bodies.body", Body, link, related=("ecosystem",))
