"""A grove with its convener, and uploads that nobody shares."""

import pytest

from hedgerow.commons.membership.tests.factories import convener, ecosystem

from .sending import signed_in


@pytest.fixture(autouse=True)
def _own_uploads(settings, tmp_path):
    settings.HEDGEROW_HOME = tmp_path


@pytest.fixture
def grove():
    return ecosystem("Grove", slug="grove")


@pytest.fixture
def ada(client, grove):
    return signed_in(client, convener(grove))
