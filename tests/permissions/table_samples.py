"""Verification: samples are drawn by the convener, and checked by staff and evaluators."""

from .rows import NOT_ALLOWED, Row, only, writers

CHECK = ("leader", "evaluator", "convener")
HERE, API = "/e/{slug}/samples", "/api/ecosystems/{slug}/samples"
DRAW = {"starts": "2026-11-01", "ends": "2026-11-30", "size": 1, "seed": "hedge"}

ROWS = (
    Row(f"{HERE}/", only(*CHECK), open=403),
    Row(f"{HERE}/new/", only("convener"), only("convener", status=422), open=403),
    Row(f"{HERE}/{{sample}}/", only(*CHECK, refused=404)),
    Row(
        f"{HERE}/{{sample}}/{{drawn}}/",
        only(*CHECK, refused=404),
        only(*CHECK, status=422, refused=404),
    ),
    Row(API, only(*CHECK), open=403),
    Row(f"{API}/attendance", NOT_ALLOWED, writers("convener", status=201), body=DRAW),
    Row(f"{API}/{{sample}}/records", only(*CHECK, refused=404)),
    Row(
        f"{API}/{{sample}}/records/{{drawn}}",
        NOT_ALLOWED,
        put=writers(*CHECK, refused=404),
        body={"verdict": "missing"},
    ),
)
