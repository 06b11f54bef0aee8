from tests.kill.fixtures import place, prepared
from tests.postgres.fixtures import postgres_url

__all__ = ["place", "postgres_url", "prepared"]
