from tests.postgres.fixtures import postgres_url

__all__ = ["postgres_url"]
