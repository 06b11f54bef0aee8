"""Only public addresses, whatever a name says; limits that hold against a hostile server."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import Any

import pytest

from hedgerow.foundation import outbound

LOOPBACK = ["127.0.0.1"]


class Hostile(BaseHTTPRequestHandler):
    """Answers by path; keeps what it was sent."""

    seen: list[tuple[str, str, dict[str, str], bytes]] = []

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        Hostile.seen.append((self.command, self.path, dict(self.headers), body))
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
        elif self.path == "/drip":
            self.send_response(200)
            self.end_headers()
            self.drip()
        else:
            self.send_response(404 if self.path == "/none" else 200)
            self.end_headers()
            self.wfile.write(b"x" * 3000 if self.path == "/large" else b"hello")

    do_GET = do_POST = answer  # noqa: N815 - names the library looks for

    def drip(self) -> None:
        for _ in range(100):
            try:
                self.wfile.write(b".")
            except OSError:
                return
            time.sleep(0.05)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Hostile)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()


@pytest.fixture(autouse=True)
def _nothing_seen() -> None:
    Hostile.seen.clear()


Fetch = Callable[..., outbound.Answer]


@pytest.fixture
def fetch() -> Fetch:
    """Calls the test server, which is neither public nor https."""

    def call(url: str, **changes: Any) -> outbound.Answer:
        values: dict[str, Any] = {"https_only": False, "allow": LOOPBACK} | changes
        return outbound.fetch(url, **values)

    return call


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",
        "100.64.0.1", "224.0.0.1", "255.255.255.255", "192.0.2.1", "240.0.0.1", "::1", "::",
        "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::",
        "64:ff9b::7f00:1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1",
    ],
)  # fmt: skip
def test_these_addresses_are_not_public(address: str) -> None:
    assert not outbound.is_public(ip_address(address))


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_these_addresses_are_public(address: str) -> None:
    assert outbound.is_public(ip_address(address))


def test_an_allowed_server_answers(server: str, fetch: Fetch) -> None:
    answer = fetch(server + "/?a=1", method="POST", body=b"ping", headers={"X-Token": "t"})
    assert (answer.status, answer.body) == (200, b"hello")
    ((method, path, headers, body),) = Hostile.seen
    assert (method, path, body, headers["x-token"]) == ("POST", "/?a=1", b"ping", "t")
    assert headers["host"] == server.removeprefix("http://")


def test_a_status_is_handed_on(server: str, fetch: Fetch) -> None:
    assert fetch(server + "/none").status == 404


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.1", "[::ffff:7f00:1]"]
)
def test_no_spelling_of_loopback_is_called(server: str, host: str) -> None:
    port = server.rsplit(":", 1)[1]
    with pytest.raises((outbound.AddressRefused, outbound.Unreachable)):
        outbound.fetch(f"http://{host}:{port}/", https_only=False)
    assert Hostile.seen == []


@pytest.mark.parametrize(
    "url",
    ["http://example.org/", "ftp://example.org/", "file:///etc/passwd", "https://", "//x/",
     "https://user:secret@example.org/", "https://example.org:99999/", "https://[::1/"],
)  # fmt: skip
def test_only_plain_https_addresses_are_called(url: str) -> None:
    with pytest.raises(outbound.AddressRefused):
        outbound.fetch(url)


def test_a_name_with_one_private_address_is_refused_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = [(socket.AF_INET, 1, 6, "", (address, 443)) for address in ("1.1.1.1", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    with pytest.raises(outbound.AddressRefused):
        outbound.fetch("https://two-faced.example/")


@pytest.mark.slow
def test_a_name_that_changes_its_answer_is_resolved_once(
    server: str, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(server.rsplit(":", 1)[1])
    answers = iter(["127.0.0.1", "10.0.0.1"])
    asked: list[str] = []

    def resolve(host: str, *args: Any, **kwargs: Any) -> list[Any]:
        if host == "127.0.0.1":  # the connection itself, which must be to a number
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert fetch(f"http://rebinding.example:{port}/").status == 200
    assert asked == ["rebinding.example"]
    with pytest.raises(outbound.AddressRefused):
        fetch(f"http://rebinding.example:{port}/")
    assert len(Hostile.seen) == 1


@pytest.mark.slow
def test_a_redirect_is_followed_and_judged_again(server: str, fetch: Fetch) -> None:
    port = server.rsplit(":", 1)[1]
    assert fetch(f"{server}/to//large").body == b"x" * 3000
    with pytest.raises(outbound.AddressRefused):
        fetch(f"{server}/to/http://[::1]:{port}/")
    with pytest.raises(outbound.AddressRefused):
        fetch(f"{server}/to/file:///etc/passwd")


@pytest.mark.slow
def test_a_circle_of_redirects_ends(server: str, fetch: Fetch) -> None:
    circle = "/to/" * 9 + "/"
    with pytest.raises(outbound.Unreachable):
        fetch(server + circle)
    assert len(Hostile.seen) == outbound.REDIRECTS + 1


@pytest.mark.slow
def test_credentials_do_not_follow_to_another_host(server: str, fetch: Fetch) -> None:
    elsewhere = server.replace("127.0.0.1", "localhost")
    fetch(
        f"{server}/to/{elsewhere}/", headers={"Authorization": "secret"}, allow=[*LOOPBACK, "::1"]
    )
    first, second = (headers for _, _, headers, _ in Hostile.seen)
    assert first["authorization"] == "secret"
    assert "authorization" not in second


@pytest.mark.slow
def test_a_large_answer_is_refused(server: str, fetch: Fetch) -> None:
    assert len(fetch(server + "/large", max_bytes=3000).body) == 3000
    with pytest.raises(outbound.AnswerTooLarge):
        fetch(server + "/large", max_bytes=2999)


def test_a_server_that_drips_is_left_at_the_deadline(server: str, fetch: Fetch) -> None:
    begun = time.monotonic()
    with pytest.raises(outbound.Unreachable):
        fetch(server + "/drip", seconds=0.3)
    assert time.monotonic() - begun < 1


def test_a_closed_port_is_unreachable(fetch: Fetch) -> None:
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        with pytest.raises(outbound.Unreachable):
            fetch(f"http://127.0.0.1:{unheard.getsockname()[1]}/")
