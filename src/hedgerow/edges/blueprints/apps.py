from django.apps import AppConfig


class BlueprintsConfig(AppConfig):
    """Blueprints, and the machine that plants them."""

    name = "hedgerow.edges.blueprints"
    label = "blueprints"

    def ready(self) -> None:
        from hedgerow.features.engagement.partners import starting

        from .terms import carried_terms

        starting.register(carried_terms)
