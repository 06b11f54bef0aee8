from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons, their accounts, guardians and organisations."""

    name = "hedgerow.commons.people"
    label = "people"

    def ready(self) -> None:
        from django.urls import reverse

        from hedgerow.foundation import subjects

        from .models import Organisation

        def organisation(row: Organisation) -> subjects.Link:
            address = reverse("organisation", args=[row.kept_by.slug, row.uuid])
            return subjects.Link(row.name, address)

        subjects.register("people.organisation", Organisation, organisation, related=("kept_by",))
