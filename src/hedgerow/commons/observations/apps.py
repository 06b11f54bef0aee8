from django.apps import AppConfig


class ObservationsConfig(AppConfig):
    """Values of indicators for organisation, period and group."""

    name = "hedgerow.commons.observations"
    label = "observations"

    def ready(self) -> None:
        from django.urls import reverse

        from hedgerow.foundation import subjects

        from .models import Indicator, Observation, Sample, SampledRecord

        def link(row: Indicator) -> subjects.Link:
            url = reverse("indicator", args=[row.ecosystem.slug, row.uuid])
            return subjects.Link(row.shown, url)

        def observed(row: Observation) -> subjects.Link:
            return link(row.indicator)

        subjects.register("observations.indicator", Indicator, link, related=("ecosystem", "item"))
        related = ("indicator__ecosystem", "indicator__item")
        subjects.register("observations.observation", Observation, observed, related=related)

        def sampled(row: Sample) -> subjects.Link:
            return subjects.Link(str(row), reverse("sample", args=[row.ecosystem.slug, row.uuid]))

        subjects.register("observations.sample", Sample, sampled, related=("ecosystem",))

        def drawn(row: SampledRecord) -> subjects.Link:
            place = (row.sample.ecosystem.slug, row.sample.uuid, row.uuid)
            return subjects.Link(str(row), reverse("sampled", args=place))

        subjects.register(
            "observations.sampled", SampledRecord, drawn, related=("sample__ecosystem",)
        )
