"""Gives the tests a data folder of their own, and lets nothing but ``shared`` tests skip in CI."""

import gc
import os
import tempfile
from collections.abc import Generator
from typing import Any

os.environ.setdefault("HEDGEROW_HOME", tempfile.mkdtemp(prefix="hedgerow-tests-"))
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

import hypothesis
import pytest
from django.conf import settings
from django.template import Template
from django.test import utils as django_tests
from django.utils import translation
from tests.claiming import pytest_addoption, pytest_runtestloop
from tests.database import django_db_modify_db_settings
from tests.ordering import pytest_collection_modifyitems, pytest_xdist_make_scheduler

from hedgerow.foundation.collecting import uncollected

# no test is timed: how quick a machine draws examples says nothing of what they show
hypothesis.settings.register_profile(
    "hedgerow", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("hedgerow")

__all__ = [
    "django_db_modify_db_settings", "pytest_addoption", "pytest_collection_modifyitems",
    "pytest_runtestloop", "pytest_xdist_make_scheduler",
]  # fmt: skip


def pytest_configure() -> None:
    """Passwords of tests are hashed the quick way; the product's own way is slow on purpose."""
    (settings.HEDGEROW_HOME / "static").mkdir(parents=True, exist_ok=True)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # else every test client lists all static files when it starts
    settings.WHITENOISE_AUTOREFRESH = True
    # what a page was rendered from is copied for each template of it; tests look at what it says
    django_tests.instrumented_test_render = Template._render


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """A tenth of collecting tests went into looking for cycles among what is imported."""
    with uncollected():
        return (yield)


def pytest_collection_finish() -> None:
    """What was imported stays: it needs no second look at every collection of garbage."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


def _called(item: pytest.Function, arguments: dict[str, Any]) -> None:
    item.obj(**arguments)


# CPython keeps frames in chunks of 16 KB and asks the system for one at every call across the
# end of a chunk; a page called from a test is deep enough to do so hundreds of times. A frame
# as wide as this gets a chunk that holds all that it calls; a seventh of the permission table's
# time was saved by it.
_called.__code__ = _called.__code__.replace(co_stacksize=100_000)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool:
    """Call a test with room for the frames beneath it."""
    names = pyfuncitem._fixtureinfo.argnames  # as pytest's own
    _called(pyfuncitem, {name: pyfuncitem.funcargs[name] for name in names})
    return True


@pytest.fixture(autouse=True)
def _own_language() -> Generator[None, None, None]:
    """A page asked for in Arabic leaves its language in the thread: each test begins anew."""
    translation.deactivate()
    yield
    translation.deactivate()


def _forbid_skip(report: pytest.TestReport | pytest.CollectReport, reads_shared: bool) -> None:
    if report.skipped and os.environ.get("CI") and not reads_shared:
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = (
            f"{report.nodeid} was skipped ({reason}): in CI only tests marked 'shared' may skip"
        )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _forbid_skip(report, reads_shared="shared" in item.keywords)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _forbid_skip(report, reads_shared=False)
    return report
