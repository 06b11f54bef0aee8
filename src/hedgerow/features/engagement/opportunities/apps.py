from django.apps import AppConfig


class OpportunitiesConfig(AppConfig):
    """What is offered, how it is found, who has a place and who waits."""

    name = "hedgerow.features.engagement.opportunities"
    label = "opportunities"
