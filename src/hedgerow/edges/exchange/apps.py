from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Spreadsheets in, previewed and confirmed."""

    name = "hedgerow.edges.exchange"
    label = "exchange"
