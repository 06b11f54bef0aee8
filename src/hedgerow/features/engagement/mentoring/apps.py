from django.apps import AppConfig


class MentoringConfig(AppConfig):
    """Who mentors or tutors whom: offers, languages, load, checks and notes."""

    name = "hedgerow.features.engagement.mentoring"
    label = "mentoring"

    def ready(self) -> None:
        from typing import Any

        from django.urls import reverse

        from hedgerow.foundation import subjects

        from .models import Check, Need, Offer, Pairing, Proposal

        def to(page: str) -> Any:
            return lambda row: subjects.Link(
                _title(row), reverse(page, args=[row.ecosystem.slug, row.uuid])
            )

        own = ("ecosystem", "person")
        both = ("ecosystem", "offer__person", "need__person")
        subjects.register("mentoring.offer", Offer, to("mentoring-offer"), related=own)
        subjects.register("mentoring.need", Need, to("mentoring-wish"), related=own)
        subjects.register("mentoring.check", Check, to("mentoring-check"), related=own)
        subjects.register("mentoring.pairing", Pairing, to("mentoring-pair"), related=both)
        subjects.register(
            "mentoring.proposal", Proposal, to("mentoring-proposal"), related=("ecosystem",)
        )


def _title(row: object) -> str:
    """Whom a row is about."""
    names = [getattr(row, one).person.name for one in ("offer", "need") if hasattr(row, one)]
    person = getattr(row, "person", None)
    return " · ".join(names) or (person.name if person else str(row.get_kind_display()))  # type: ignore[attr-defined]
