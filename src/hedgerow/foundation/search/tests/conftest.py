from collections.abc import Generator
from typing import Any

import pytest

from hedgerow.foundation.search.documents import sources


@pytest.fixture(autouse=True)
def _found(settings: Any) -> Generator[None, None, None]:
    settings.HEDGEROW_SEARCHABLE = ("hedgerow.foundation.search.tests.found",)
    sources.cache_clear()
    yield
    sources.cache_clear()
