"""One server at a time on a data folder; keys that nobody else reads."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hedgerow.foundation.installation.errors import DataFolderInUse, KeyTooOpen
from hedgerow.foundation.installation.home import Home, hold, is_held
from hedgerow.foundation.installation.keys import signing_key


def test_a_second_server_is_refused_and_told_by_whom(home: Home) -> None:
    with hold(home):
        assert is_held(home)
        with pytest.raises(DataFolderInUse) as refused, hold(home):
            pass
        assert refused.value.details["pid"] == str(os.getpid())
        assert is_held(home)
    assert not is_held(home)


def test_a_lock_ends_with_the_process_that_held_it(home: Home) -> None:
    code = (
        "import fcntl, sys; file = open(sys.argv[1], 'w');"
        "fcntl.flock(file, fcntl.LOCK_EX); print('held', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(home.lock)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        assert is_held(home)
        holder.kill()
    assert not is_held(home)
    with hold(home):
        assert home.lock.read_text().strip() == str(os.getpid())


def test_a_folder_never_used_is_not_held(home: Home) -> None:
    assert not is_held(home)
    assert not home.lock.exists()


def test_a_key_is_made_once_and_kept_to_ourselves(home: Home) -> None:
    first = signing_key("credentials")
    path = home.keys / "credentials.pem"
    assert path.stat().st_mode & 0o777 == 0o600
    assert home.keys.stat().st_mode & 0o777 == 0o700
    assert signing_key("credentials").private_bytes_raw() == first.private_bytes_raw()
    assert signing_key("other").private_bytes_raw() != first.private_bytes_raw()
    assert sorted(file.name for file in home.keys.iterdir()) == ["credentials.pem", "other.pem"]


def test_those_who_ask_at_once_get_one_key(home: Home) -> None:
    keys: list[Ed25519PrivateKey] = []
    threads = [
        threading.Thread(target=lambda: keys.append(signing_key("credentials"))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({key.private_bytes_raw() for key in keys}) == 1
    assert len(keys) == 8


def test_a_key_that_others_can_read_is_not_used(home: Home) -> None:
    signing_key("credentials")
    (home.keys / "credentials.pem").chmod(0o640)
    with pytest.raises(KeyTooOpen):
        signing_key("credentials")


@pytest.mark.parametrize("name", ["../secret_key", "", "A", "a/b", "a.b"])
def test_a_key_has_a_plain_name(home: Home, name: str) -> None:
    with pytest.raises(ValueError, match="cannot name a key"):
        signing_key(name)
    assert not home.keys.exists()
