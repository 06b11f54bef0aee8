"""The API: partners, agreements, contacts, the business advisory, and files."""

from .rows import NOT_ALLOWED, Row, only, writers

HERE = "/api/ecosystems/{slug}"
ONE = f"{HERE}/partners/{{partner}}"
AGREEMENT = f"{HERE}/agreements/{{agreement}}"
ADVISER = f"{HERE}/advisers/{{adviser}}"
FILE = f"{HERE}/files/{{file}}"
COLLEAGUES = ("partner", "tutor", "educator", "leader", "evaluator", "convener")
SIDES = ("partner", "convener")
PARTY = ("partner", "leader", "evaluator", "convener")
HIDDEN = {"tutor": 404, "educator": 404}
UNSEEN = {"learner": 404, "guardian": 404, **HIDDEN}
NEW = {
    "title": "Art", "scope": "An hour a week", "starts": "2026-12-01", "sites": ["{organisation}"],
    "kinds": ["{kind}"], "consents": ["{purpose}"],
}  # fmt: skip
MO = {"name": "Mo", "task": "Papers"}
OFFERING = {
    "organisation": "{partner}", "starts": "2026-12-01", "body": "{body}",
    "offers": [{"kind": "talk"}],
}  # fmt: skip

ROWS = (
    Row(f"{HERE}/partners", only(*COLLEAGUES), open=403),
    Row(ONE, only(*COLLEAGUES), open=403),
    Row(f"{ONE}/terms", only("partner", "leader", "convener"), open=403),
    Row(f"{ONE}/agreements", NOT_ALLOWED, writers(*SIDES, status=201), body=NEW),
    Row(
        AGREEMENT,
        only(*PARTY, **HIDDEN),
        patch=writers("convener", **HIDDEN),
        open=403,
        body={"title": "Art"},
    ),
    Row(f"{AGREEMENT}/answer", NOT_ALLOWED, writers(*SIDES, **HIDDEN), body={"accepts": False}),
    Row(
        f"{AGREEMENT}/end",
        NOT_ALLOWED,
        writers(*SIDES, status=409, **HIDDEN),
        body={"ends": "2026-12-01", "reason": "No rooms"},
    ),
    Row(f"{ONE}/contacts", NOT_ALLOWED, writers(*SIDES, status=201), body=MO),
    Row(
        f"{ONE}/contacts/{{contact}}",
        NOT_ALLOWED,
        put=writers(*SIDES),
        delete=writers(*SIDES, status=204),
        body=MO,
    ),
    Row(
        f"{HERE}/advisers", only(*COLLEAGUES), writers(*SIDES, status=201), open=403, body=OFFERING
    ),
    Row(ADVISER, only(*COLLEAGUES), put=writers(*SIDES), open=403, body=OFFERING),
    Row(f"{ADVISER}/end", NOT_ALLOWED, writers(*SIDES), body={"ends": "2026-12-01"}),
    Row(
        f"{HERE}/files",
        NOT_ALLOWED,
        writers(refused=422, cy=422),
        why="a file is sent as a form, and what is no form is refused before anybody is looked at",
    ),
    Row(FILE, only(*PARTY, **UNSEEN), delete=writers(*SIDES, status=204, **UNSEEN)),
    Row(f"{FILE}/content", only(*PARTY, **UNSEEN)),
)
