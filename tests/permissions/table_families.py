"""Families: a guardian's and a learner's own pages, and those of who stays in touch."""

from .rows import NOT_ALLOWED, Row, everyone, only, writers

HERE = "/e/{slug}/families/"
CHILD = "/me/children/{person}/"
API = "/api/ecosystems/{slug}/families"
UNKNOWN = "00000000-0000-0000-0000-000000000001"
STAYS = ("tutor", "educator", "leader", "convener")
SITE = ("educator", "leader", "convener")
OWN = "one's own: who is signed out is led to signing in"
MINE = everyone(404, public=302, guardian=200)
API_MINE = everyone(404, public=401, guardian=200)
TO_SCHOOL = {
    "template": "good-news", "to": "site", "uuid": "{organisation}", "values": {"note": "Well!"},
}  # fmt: skip
CONTACT = {
    "learner": "{person}", "kind": "call", "tone": "positive", "topic": "read", "on": "2026-11-20",
}  # fmt: skip
TEXTS = {"texts": {"en": ["Hello", "{child}: well done."]}}

ROWS = (
    Row("/me/children/", everyone(200, public=302, guardian=302)),
    Row(CHILD, MINE, why=OWN),
    Row(CHILD + "read/", NOT_ALLOWED, everyone(404, public=302, guardian=302), why=OWN),
    Row(CHILD + "absence/{slug}/", MINE, everyone(404, public=302, guardian=422), why=OWN),
    Row(
        f"{CHILD}absence/{{slug}}/{UNKNOWN}/back/", NOT_ALLOWED, everyone(404, public=302), why=OWN
    ),
    Row(CHILD + "details/{slug}/", MINE, everyone(404, public=302, guardian=302), why=OWN),
    Row(f"{CHILD}messages/{UNKNOWN}/", NOT_ALLOWED, everyone(404, public=302), why=OWN),
    Row(CHILD + "consents/{purpose}/", NOT_ALLOWED, everyone(404, public=302), why=OWN),
    Row("/me/guardians/", everyone(200, public=302)),
    Row(f"/me/guardians/{UNKNOWN}/", NOT_ALLOWED, everyone(404, public=302)),
    Row(HERE, only(*STAYS), open=403),
    Row(HERE + "messages/", only(*STAYS), open=403),
    Row(HERE + "messages/new/good-news/", only(*STAYS), only(*STAYS, status=422), open=403),
    Row(f"{HERE}messages/{UNKNOWN}/", only(refused=403, **dict.fromkeys(STAYS, 404)), open=403),
    Row(HERE + "templates/good-news/", only("convener"), only("convener", status=422), open=403),
    Row(HERE + "rule/", only("convener"), only("convener", status=422), open=403),
    Row(HERE + "contacts/", only(*STAYS), open=403),
    Row(
        f"{HERE}contacts/{UNKNOWN}/back/",
        NOT_ALLOWED,
        only(refused=403, **dict.fromkeys(STAYS, 404)),
    ),
    Row("/e/{slug}/people/{person}/contacts/", only(*STAYS), only(*STAYS, status=422), open=403),
    Row(
        "/e/{slug}/sessions/{session}/emergency/",
        only(refused=404, tutor=403, educator=403, leader=403, convener=403, partner=404),
    ),
    Row(
        "/e/{slug}/sessions/{session}/emergency/{person}/",
        NOT_ALLOWED,
        only(refused=404, tutor=403, educator=403, leader=403, convener=403, partner=404),
    ),
    Row("/api/me/children", everyone(200, public=401)),
    Row("/api" + CHILD.rstrip("/"), API_MINE),
    Row(
        f"/api{CHILD}messages/read",
        NOT_ALLOWED,
        everyone(404, public=401, guardian=204),
        body={"copies": [UNKNOWN]},
    ),
    Row(
        f"/api{CHILD}messages/{UNKNOWN}/answer",
        NOT_ALLOWED,
        everyone(404, public=401),
        body={"answer": "yes"},
    ),
    Row(
        f"/api{CHILD}details/{{slug}}",
        API_MINE,
        put=everyone(404, public=401, guardian=204),
        body={"allergies": "nuts"},
    ),
    Row("/api/me/guardians", everyone(200, public=401)),
    Row(
        f"/api/me/guardians/{UNKNOWN}",
        NOT_ALLOWED,
        put=everyone(404, public=401),
        body={"sees": True},
    ),
    Row(
        "/api/ecosystems/{slug}/sessions/{session}/emergency/{person}",
        NOT_ALLOWED,
        writers(refused=404, tutor=403, educator=403, leader=403, convener=403),
    ),
    Row(
        f"{API}/rule",
        only("convener"),
        put=writers("convener", status=204),
        body={"until_said": "not"},
        open=403,
    ),
    Row(f"{API}/templates", only(*STAYS), open=403),
    Row(f"{API}/templates/good-news", NOT_ALLOWED, put=writers("convener"), body=TEXTS),
    Row(f"{API}/messages/look", NOT_ALLOWED, writers(*SITE, tutor=404), body=TO_SCHOOL),
    Row(
        f"{API}/messages",
        only(*STAYS),
        writers(*SITE, status=201, tutor=404),
        body=TO_SCHOOL,
        open=403,
    ),
    Row(f"{API}/messages/{UNKNOWN}", only(refused=403, **dict.fromkeys(STAYS, 404)), open=403),
    Row(f"{API}/contacts", only(*STAYS), writers(*STAYS, status=201), body=CONTACT, open=403),
    Row(
        f"{API}/contacts/{UNKNOWN}",
        NOT_ALLOWED,
        delete=writers(refused=403, **dict.fromkeys(STAYS, 404)),
    ),
    Row(f"{API}/shares", only(*STAYS), open=403),
)
