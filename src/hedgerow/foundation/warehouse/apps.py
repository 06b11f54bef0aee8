from django.apps import AppConfig


class WarehouseConfig(AppConfig):
    """Published tables and what is waiting to be copied into them."""

    name = "hedgerow.foundation.warehouse"
    label = "warehouse"
