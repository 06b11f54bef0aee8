"""What becomes of a planting whose reader of profiles is gone; ``tests/kill`` has the other way round."""

from datetime import UTC, datetime
from multiprocessing import active_children

import pytest

from hedgerow.edges.blueprints.beside import beside
from hedgerow.edges.blueprints.errors import PlantingFailed


@pytest.mark.slow
def test_where_it_is_gone_that_is_said_at_once() -> None:
    with pytest.raises(PlantingFailed, match="is gone"), beside() as reading:
        for child in active_children():
            child.kill()
            child.join()
        reading("anywhere", datetime(2026, 11, 24, tzinfo=UTC))
