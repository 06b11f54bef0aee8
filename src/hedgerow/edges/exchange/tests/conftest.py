"""A grove with its convener, and uploads that nobody shares."""

from datetime import UTC, datetime

import pytest

from hedgerow.commons.membership.tests.factories import convener, ecosystem
from hedgerow.edges.exchange.actions import Upload, import_file
from hedgerow.foundation.permissions import Actor

from .sending import signed_in

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_uploads(settings, tmp_path):
    settings.HEDGEROW_HOME = tmp_path


@pytest.fixture
def grove():
    return ecosystem("Grove", slug="grove")


@pytest.fixture
def ada(client, grove):
    return signed_in(client, convener(grove))


@pytest.fixture
def bring_set(grove, tmp_path):
    """What brings a set in, or previews it."""

    def brought(made, act=import_file, promised=""):
        upload = Upload(made.write(tmp_path / "set.zip"))
        given = {"at": AT, "promised": promised} if act is import_file else {}
        return act(grove, upload, by=Actor.the_steward(), **given)

    return brought
