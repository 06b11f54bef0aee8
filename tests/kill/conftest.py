from tests.kill.fixtures import place
from tests.postgres.fixtures import postgres_url

__all__ = ["place", "postgres_url"]
