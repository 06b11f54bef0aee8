"""Safe by default: cookies, headers, the secret key, and what changes behind TLS."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from hedgerow.config.secret import secret_key

ASK = (
    "import json; from hedgerow.config import settings as s;"
    "print(json.dumps([s.DEBUG, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
    " s.SECURE_HSTS_SECONDS, s.SECURE_PROXY_SSL_HEADER]))"
)


@pytest.mark.django_db
def test_every_page_says_what_it_may_load_and_use() -> None:
    headers = Client().get("/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def _said(home: Path, **variables: str) -> list[object]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith("HEDGEROW_")}
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env=kept | {"HEDGEROW_HOME": str(home), **variables},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: list[object] = json.loads(done.stdout)
    return found


@pytest.mark.slow
def test_faults_are_shown_to_nobody_and_tls_changes_cookies_and_hsts(tmp_path: Path) -> None:
    assert _said(tmp_path) == [False, False, False, 0, None]
    behind = _said(tmp_path, HEDGEROW_TLS="true", HEDGEROW_TRUSTED_PROXIES="127.0.0.1")
    assert behind == [False, True, True, 31_536_000, ["HTTP_X_FORWARDED_PROTO", "https"]]


def test_cookies_are_not_for_scripts_nor_for_other_sites() -> None:
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
    assert settings.CSRF_COOKIE_SAMESITE == "Lax"


def test_the_first_run_writes_a_key_that_only_we_can_read(tmp_path: Path) -> None:
    made = secret_key(tmp_path / "new", "")
    path = tmp_path / "new" / "secret_key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(made) >= 50
    assert secret_key(tmp_path / "new", "") == made == path.read_text()
    assert secret_key(tmp_path / "other", "") != made
    assert [file.name for file in path.parent.iterdir()] == ["secret_key"]


def test_a_key_that_is_given_is_written_nowhere(tmp_path: Path) -> None:
    assert secret_key(tmp_path / "new", "given " * 8) == "given " * 8
    assert not (tmp_path / "new").exists()
