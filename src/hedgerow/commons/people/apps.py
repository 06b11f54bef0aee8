from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons, their accounts, guardians and organisations."""

    name = "hedgerow.commons.people"
    label = "people"

    def ready(self) -> None:
        from django.urls import reverse

        from hedgerow.foundation import subjects
        from hedgerow.foundation.journal.guards import register_guard

        from .bars import guard_facts
        from .models import Organisation, Person

        register_guard("people.bars", guard_facts)

        def organisation(row: Organisation) -> subjects.Link:
            address = reverse("organisation", args=[row.kept_by.slug, row.uuid])
            return subjects.Link(row.name, address)

        subjects.register("people.organisation", Organisation, organisation, related=("kept_by",))

        def person(row: Person) -> subjects.Link:
            kept_by = row.kept_by
            address = reverse("person", args=[kept_by.slug, row.uuid]) if kept_by else ""
            return subjects.Link(row.name, address)

        subjects.register("people.person", Person, person, related=("kept_by",))
