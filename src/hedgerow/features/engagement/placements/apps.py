from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    """A learner at a host, from the request to the evaluation."""

    name = "hedgerow.features.engagement.placements"
    label = "placements"

    def ready(self) -> None:
        from django.urls import reverse

        from hedgerow.commons.files import owners
        from hedgerow.commons.notices import kinds
        from hedgerow.foundation import subjects

        from . import activities, asking
        from .models import Placement, Step
        from .notices import ANSWERS, CONSENTS, GUESTS

        kinds.register(GUESTS)
        kinds.register(ANSWERS)
        kinds.register(CONSENTS)
        asking.register()
        activities.register()

        def placement(row: Placement) -> subjects.Link:
            address = reverse("placement", args=[row.ecosystem.slug, row.uuid])
            return subjects.Link(row.kind.shown, address)

        def step(row: Step) -> subjects.Link:
            address = reverse("placement", args=[row.ecosystem.slug, row.placement.uuid])
            return subjects.Link(row.shown, f"{address}#step-{row.uuid}")

        subjects.register(
            "placements.placement", Placement, placement, related=("ecosystem", "kind")
        )
        subjects.register("placements.step", Step, step, related=("ecosystem", "placement"))
        owners.register(
            "placements.step",
            Step,
            seen=Step.objects.visible_to,
            changed=lambda actor: Step.objects.visible_to(actor).filter(
                placement__in=Placement.objects.acted_on_by(actor).values("pk")
            ),
            person=lambda row: row.placement.learner_id,
        )
