from collections.abc import Generator

import pytest


@pytest.fixture(autouse=True, scope="module")
def _nobody_waits() -> Generator[None, None, None]:
    """Long jobs pause so that others can write; no other process knows a database in memory."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hedgerow.foundation.jobs.running.BREATH", 0)
        yield
