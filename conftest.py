"""Gives the tests a data folder of their own, and lets nothing but ``shared`` tests skip in CI."""

import os
import tempfile
from collections.abc import Generator

os.environ.setdefault("HEDGEROW_HOME", tempfile.mkdtemp(prefix="hedgerow-tests-"))
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

import pytest
from django.conf import settings
from django.utils import translation
from tests.database import django_db_modify_db_settings

__all__ = ["django_db_modify_db_settings"]


def pytest_configure() -> None:
    """Passwords of tests are hashed the quick way; the product's own way is slow on purpose."""
    (settings.HEDGEROW_HOME / "static").mkdir(parents=True, exist_ok=True)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # else every test client lists all static files when it starts
    settings.WHITENOISE_AUTOREFRESH = True


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
