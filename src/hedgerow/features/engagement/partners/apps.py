from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """What an organisation and the network agreed, and what was delivered under it."""

    name = "hedgerow.features.engagement.partners"
    label = "partners"

    def ready(self) -> None:
        from django.urls import reverse

        from hedgerow.commons.files import owners
        from hedgerow.foundation import subjects

        from . import sharing
        from .models import Adviser, Agreement

        sharing.register()

        def agreement(row: Agreement) -> subjects.Link:
            address = reverse("agreement", args=[row.ecosystem.slug, row.uuid])
            return subjects.Link(row.said("title"), address)

        def adviser(row: Adviser) -> subjects.Link:
            title = row.organisation.name if row.organisation else ""
            return subjects.Link(title, reverse("adviser", args=[row.ecosystem.slug, row.uuid]))

        subjects.register("partners.agreement", Agreement, agreement, related=("ecosystem",))
        related = ("ecosystem", "organisation")
        subjects.register("partners.adviser", Adviser, adviser, related=related)
        owners.register(
            "partners.agreement", Agreement,
            seen=Agreement.objects.visible_to,
            changed=lambda actor: Agreement.objects.visible_to(actor).editable_by(actor),
        )  # fmt: skip
