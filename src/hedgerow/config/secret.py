"""The secret key: given, or made at the first run and kept in the data folder with mode 600."""

import os
import secrets
from pathlib import Path


def secret_key(home: Path, given: str) -> str:
    """The key to sign with. Two processes that start at once agree on one key."""
    if given:
        return given
    path = home / "secret_key"
    if not path.exists():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = home / f".secret_key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)  # fails if another process was first; then its key counts
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
