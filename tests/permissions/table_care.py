"""Referrals for both sides and the family; concerns for anybody to raise and leads alone to read."""

from .rows import NOT_ALLOWED, Row, everyone, members, only, writers

HERE = "/e/{slug}/referrals/"
API = "/api/ecosystems/{slug}"
UNKNOWN = "00000000-0000-0000-0000-000000000001"
HANDLE = ("partner", "leader", "convener")
GONE = dict.fromkeys(HANDLE, 404)
REFERRED = {
    "learner": "{person}", "sender": "{organisation}", "receiver": "{organisation}",
    "need": "health",
}  # fmt: skip

ROWS = (
    Row(HERE, only(*HANDLE), open=403),
    Row(
        "/e/{slug}/people/{person}/refer/",
        only("leader", "convener", partner=404),
        only("leader", "convener", status=422, partner=404),
        open=403,
    ),
    Row(f"{HERE}{UNKNOWN}/", only(**GONE), open=403),
    Row(f"{HERE}{UNKNOWN}/move/", NOT_ALLOWED, only(**GONE)),
    Row("/me/referrals/", everyone(200, public=302)),
    Row(f"/me/referrals/{UNKNOWN}/", NOT_ALLOWED, everyone(404, public=302)),
    Row(
        "/e/{slug}/concern/",
        members(200, public=302),
        members(422, public=302),
        why="who is signed out is led to signing in, and learns nothing of the ecosystem",
    ),
    Row("/e/{slug}/concerns/", only(), open=403),
    Row(f"/e/{{slug}}/concerns/{UNKNOWN}/", NOT_ALLOWED, only()),
    Row(f"/e/{{slug}}/concerns/{UNKNOWN}/note/", NOT_ALLOWED, only()),
    Row(f"/e/{{slug}}/concerns/{UNKNOWN}/close/", NOT_ALLOWED, only()),
    Row(
        f"{API}/referrals",
        only(*HANDLE),
        writers(*HANDLE, status=409, partner=404),
        body=REFERRED,
        open=403,
    ),
    Row(f"{API}/referrals/{UNKNOWN}", only(**GONE), open=403),
    Row(f"{API}/referrals/{UNKNOWN}/move", NOT_ALLOWED, writers(**GONE), body={"act": "see"}),
    Row(
        f"{API}/referrals/{UNKNOWN}/redirect",
        NOT_ALLOWED,
        writers(**GONE),
        body={"receiver": "{organisation}"},
    ),
    Row("/api/me/referrals", everyone(200, public=401)),
    Row(
        f"/api/me/referrals/{UNKNOWN}",
        NOT_ALLOWED,
        everyone(404, public=401),
        body={"act": "agree"},
    ),
    Row(
        f"{API}/concern",
        NOT_ALLOWED,
        members(201, public=401),
        body={"text": "I am worried"},
    ),
    Row(f"{API}/concerns", only(), open=403),
    Row(f"{API}/concerns/{UNKNOWN}", NOT_ALLOWED, writers()),
    Row(
        f"{API}/concerns/{UNKNOWN}/notes",
        NOT_ALLOWED,
        writers(),
        body={"kind": "note", "text": "x"},
    ),
    Row(f"{API}/concerns/{UNKNOWN}/close", NOT_ALLOWED, writers(), body={"outcome": "x"}),
)
