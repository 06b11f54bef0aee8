from django.apps import AppConfig


class MembershipConfig(AppConfig):
    """Who belongs to an ecosystem, in which role and since when."""

    name = "hedgerow.commons.membership"
    label = "membership"

    def ready(self) -> None:
        """Make groups linkable."""
        from django.urls import reverse

        from hedgerow.foundation.subjects import Link, register

        from .models import Group

        def link(group: Group) -> Link:
            return Link(group.name, reverse("group", args=[group.ecosystem.slug, group.uuid]))

        register("membership.group", Group, link, related=("ecosystem",))
