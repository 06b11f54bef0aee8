from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Spreadsheets in, previewed and confirmed."""

    name = "hedgerow.edges.exchange"
    label = "exchange"

    def ready(self) -> None:
        from . import formats
        from .case import flow, previewing

        formats.FORMATS[previewing.CASE] = flow
