"""Each request has an id and one line of log, in which nobody can be recognised."""

from __future__ import annotations

import json
import logging
import logging.config

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch

from hedgerow.foundation.installation import logs
from hedgerow.foundation.installation.middleware import RequestIdMiddleware


def _answer(request: HttpRequest) -> HttpResponse:
    request.resolver_match = ResolverMatch(
        _answer, (), {}, url_name="person", route="people/<uuid:person>/"
    )
    logging.getLogger("hedgerow.test").warning("inside")
    return HttpResponse(status=201)


def _send(**headers: str) -> HttpResponse:
    path = "/people/yusra@example.org/?name=Yusra"
    request = RequestFactory(headers=headers).post(path, {"note": "Yusra is ill"})
    return RequestIdMiddleware(_answer)(request)


def test_an_id_is_made_or_taken_over_when_well_formed() -> None:
    made = _send()["X-Request-ID"]
    assert len(made) == 16
    assert _send()["X-Request-ID"] != made
    assert _send(X_Request_ID="abcdef-123456")["X-Request-ID"] == "abcdef-123456"
    for junk in ("short", "a" * 65, "line\nbreak-in-it", "söme-nön-ascii"):
        assert _send(X_Request_ID=junk)["X-Request-ID"] != junk


def test_the_line_names_the_route_and_nobody(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "hedgerow.requests"):
        _send()
    (record,) = [r for r in caplog.records if r.name == "hedgerow.requests"]
    assert record.getMessage().startswith("POST person 201 ")
    text = logs.JsonLines().format(record)
    for personal in ("yusra", "Yusra", "example.org", "ill", "people/"):
        assert personal not in text


def test_json_lines_carry_id_route_status_and_time(caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(logs.WithRequestId())
    with caplog.at_level(logging.INFO, "hedgerow"):
        _send(X_Request_ID="abcdef-123456")
    inside, line = (json.loads(logs.JsonLines().format(record)) for record in caplog.records)
    assert inside["request_id"] == line["request_id"] == "abcdef-123456"
    assert (line["method"], line["route"], line["status"]) == ("POST", "person", 201)
    assert line["ms"] >= 0
    assert logs.request_id.get() == ""


@pytest.mark.parametrize("as_json", [True, False])
def test_the_configuration_is_one_that_logging_accepts(
    as_json: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        logging.config.dictConfig(logs.configuration(as_json=as_json))
        logging.getLogger("hedgerow.requests").info("GET home 200 3 ms")
        logging.getLogger("django.request").warning("Not Found: /people/yusra/")
        said = capsys.readouterr().err
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
    assert "GET home 200 3 ms" in said
    assert "yusra" not in said
    assert said.startswith("{") is as_json
