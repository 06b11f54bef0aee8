import pytest

from .valley import Valley, plant


@pytest.fixture
def valley(db: None) -> Valley:
    return plant()
