"""Ed25519 keys to sign with, each in a file of its own, made when first asked for."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from hedgerow.foundation.installation.errors import KeyTooOpen
from hedgerow.foundation.installation.home import the_home

_NAME = re.compile(r"[a-z][a-z0-9-]{0,40}")


def signing_key(name: str) -> Ed25519PrivateKey:
    """The private key called ``name`` (``credentials``); its file has mode 600.

    Two processes that ask at once get the same key. Raises KeyTooOpen, ValueError for other files.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} cannot name a key")
    path = the_home().keys / f"{name}.pem"
    if not path.exists():
        _make(path)
    if path.stat().st_mode & 0o077:
        raise KeyTooOpen(path=path)
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError(f"{path} holds no Ed25519 key")
    return key


def sealing_key(name: str) -> bytes:
    """The 32 bytes called ``name`` with which secrets are sealed; kept as signing keys are.

    Raises KeyTooOpen, and ValueError for other names.
    """
    key = signing_key(name).private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    derived = HKDF(hashes.SHA256(), 32, salt=None, info=b"hedgerow.sealing")
    return derived.derive(key)


def _make(path: Path) -> None:
    """Write a new key beside ``path`` and link it there, unless another process was first."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # its key counts
    finally:
        draft.unlink()
