"""The only HTTP client: public addresses alone, with limits on time, size and redirects.

A name is resolved once, every address it has is judged, and the connection goes to exactly such an
address: a name that answers differently a moment later (DNS rebinding) gains nothing. The same
holds for each redirect. Proxies and credentials from the environment are not used.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused

MAX_BYTES = 5 * 1024 * 1024
SECONDS = 15.0
REDIRECTS = 4
_MOVED = (301, 302, 303, 307, 308)
_NAT64 = "64:ff9b::"

Address = IPv4Address | IPv6Address


class AddressRefused(Refused):
    code = "outbound.address_refused"
    text = _("The address %(url)s is not one this server may call.")
    next_step = _("Use a public https address.")


class AnswerTooLarge(Refused):
    code = "outbound.answer_too_large"
    text = _("The answer from %(host)s is larger than allowed.")


class Unreachable(Refused):
    code = "outbound.unreachable"
    text = _("%(host)s gave no usable answer: %(reason)s.")
    next_step = _("Check the address and try again later.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whatever its status; ``url`` is where the last redirect led."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


def fetch(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    https_only: bool = True,
    max_bytes: int = MAX_BYTES,
    seconds: float = SECONDS,
    allow: Collection[str] = (),
) -> Answer:
    """Call an address and return its answer, redirects followed for GET and HEAD.

    ``seconds`` is for everything together. ``allow`` lists addresses (``127.0.0.1``) that may be
    called although they are not public; only tests use it.

    Raises AddressRefused, AnswerTooLarge, Unreachable.
    """
    deadline = time.monotonic() + seconds
    for _hop in range(REDIRECTS + 1):
        _check_scheme(url, https_only=https_only)
        answer = _call(url, method, headers or {}, body, max_bytes, _Network(deadline, allow))
        target = answer.headers.get("location")
        if answer.status not in _MOVED or target is None or method not in ("GET", "HEAD"):
            return answer
        target = urljoin(url, target)
        if urlsplit(target)[:2] != urlsplit(url)[:2]:
            headers = {}  # credentials are for the first host only
        url = target
    raise Unreachable(host=urlsplit(url).hostname, reason="too many redirects")


def is_public(address: Address) -> bool:
    """Whether an address is of the public internet; also judges what it wraps (mapped, NAT64)."""
    if isinstance(address, IPv6Address):
        wrapped = address.ipv4_mapped or address.sixtofour
        if wrapped is None and address.packed[:12] == IPv6Address(_NAT64).packed[:12]:
            wrapped = IPv4Address(address.packed[12:])
        if address.teredo:
            return False
        if wrapped is not None:
            return is_public(wrapped)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _check_scheme(url: str, *, https_only: bool) -> None:
    try:
        parts = urlsplit(url)
        fit = parts.scheme == "https" or (parts.scheme == "http" and not https_only)
        fit = fit and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port or bracket that cannot be
        fit, parts = False, urlsplit("")
    if not fit or parts.username or parts.password:
        raise AddressRefused(url=url)


def _call(
    url: str,
    method: str,
    headers: Mapping[str, str],
    body: bytes,
    max_bytes: int,
    network: _Network,
) -> Answer:
    host = urlsplit(url).hostname or ""
    ours = {"user-agent": "Hedgerow", "accept-encoding": "identity"}
    sent = {name.lower(): value for name, value in headers.items()} | ours
    sent["host"] = urlsplit(url).netloc
    pool = httpcore.ConnectionPool(
        ssl_context=ssl.create_default_context(), network_backend=network
    )
    try:
        with pool, pool.stream(method, url, headers=list(sent.items()), content=body) as got:
            received = _read(got.iter_stream(), max_bytes, host)
            named = {
                name.decode("latin-1").lower(): value.decode("latin-1")
                for name, value in got.headers
            }
            return Answer(url, got.status, named, received)
    except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
        raise Unreachable(host=host, reason=type(error).__name__) from error


def _read(chunks: Iterable[bytes], max_bytes: int, host: str) -> bytes:
    received = bytearray()
    for chunk in chunks:
        received += chunk
        if len(received) > max_bytes:
            raise AnswerTooLarge(host=host)
    return bytes(received)


class _Network(httpcore.NetworkBackend):
    """Connects to judged addresses only, within what is left of the time."""

    def __init__(self, deadline: float, allow: Collection[str]) -> None:
        self._deadline = deadline
        self._allow = frozenset(allow)
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        addresses = self._judged(host, port)
        failure: httpcore.NetworkError | httpcore.TimeoutException | None = None
        for address in addresses:
            try:
                stream = self._sockets.connect_tcp(address, port, _left(self._deadline))
            except (httpcore.NetworkError, httpcore.TimeoutException) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure or httpcore.ConnectError("no address")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Any = None
    ) -> httpcore.NetworkStream:
        raise AddressRefused(url=path)

    def _judged(self, host: str, port: int) -> list[str]:
        """The addresses of a name; one that may not be called spoils them all."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError("no such host") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        for address in addresses:
            if address not in self._allow and not is_public(ip_address(address.split("%")[0])):
                raise AddressRefused(url=host)
        return addresses


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every wait ends at the deadline: a server that drips gains nothing."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline))
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time is over")
    return left
