"""Forwarded headers count from trusted proxies alone."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings

from hedgerow.foundation.proxies import ForwardedMiddleware
from hedgerow.foundation.requests import address


def _seen(nearest: str, **headers: str) -> HttpRequest:
    seen = []
    request = RequestFactory().get("/", REMOTE_ADDR=nearest, **headers)
    ForwardedMiddleware(lambda asked: seen.append(asked) or HttpResponse())(request)
    return seen[0]


@pytest.fixture(autouse=True)
def _trusted():
    with override_settings(HEDGEROW_TRUSTED_PROXIES=("10.0.0.0/8", "::1/128")):
        yield


@pytest.mark.parametrize(
    ("nearest", "chain", "client"),
    [
        ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9, 10.0.0.2", "203.0.113.9"),
        ("10.0.0.1", "198.51.100.7, 203.0.113.9", "203.0.113.9"),  # the first is the client's word
        ("10.0.0.1", "203.0.113.9:4711", "203.0.113.9"),
        ("::1", "[2001:db8::5]:4711", "2001:db8::5"),
        ("::ffff:10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "junk", "10.0.0.1"),
        ("10.0.0.1", "203.0.113.9, junk", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
    ],
)
def test_the_client_is_who_no_trusted_proxy_is(nearest, chain, client):
    assert address(_seen(nearest, HTTP_X_FORWARDED_FOR=chain)) == client


def test_what_a_stranger_forwards_is_forgotten():
    claims = {"HTTP_X_FORWARDED_FOR": "10.0.0.1", "HTTP_X_FORWARDED_PROTO": "https"}
    request = _seen("203.0.113.9", **claims)
    assert address(request) == "203.0.113.9"
    assert not claims.keys() & request.META.keys()


@override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
def test_only_a_trusted_proxy_says_that_it_was_tls():
    assert _seen("10.0.0.1", HTTP_X_FORWARDED_PROTO="https").is_secure()
    assert not _seen("203.0.113.9", HTTP_X_FORWARDED_PROTO="https").is_secure()
