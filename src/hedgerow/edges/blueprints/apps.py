from django.apps import AppConfig


class BlueprintsConfig(AppConfig):
    """Blueprints, and the machine that plants them."""

    name = "hedgerow.edges.blueprints"
    label = "blueprints"
