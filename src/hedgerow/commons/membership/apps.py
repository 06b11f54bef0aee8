from django.apps import AppConfig


class MembershipConfig(AppConfig):
    """Who belongs to an ecosystem, in which role and since when."""

    name = "hedgerow.commons.membership"
    label = "membership"
