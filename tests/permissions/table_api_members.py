"""The API: oneself, members, roles, groups, cards and the school year."""

from .rows import NOT_ALLOWED, Row, everyone, members, only, writers

HERE = "/api/ecosystems/{slug}"
INVITATION = f"{HERE}/invitations/{{invitation}}"
GROUP = f"{HERE}/groups/{{group}}"
UNKNOWN = "00000000-0000-0000-0000-000000000001"
STAFF = ("educator", "leader", "convener")
ALL_STAFF = (*STAFF, "tutor", "evaluator", "partner")
EDITORS = ("leader", "convener")
UNSEEN = {"partner": 404, "tutor": 404, "evaluator": 404}  # they do not see the learner
PERSONS = {"persons": ["{person}"], "on": "2026-11-20"}
ROLE = {"rows": [{"person": "{person}", "role": "learner", "organisation": "{organisation}"}]}
NEW = {"name": "6a", "organisation": "{organisation}", "starts": "2026-09-01"}
PLACE = {"rows": [{"person": "{person}", "starts": "2026-09-01"}]}
YEAR = {"school_year": "2027-28", "begins": "2027-08-01"}

ROWS = (
    Row("/api/me/tokens", everyone(200, public=401)),
    Row(f"/api/me/tokens/{UNKNOWN}", NOT_ALLOWED, delete=everyone(404, public=401)),
    Row(
        f"{HERE}/members",
        NOT_ALLOWED,
        writers("convener"),
        body={"organisations": ["{partner}"], "starts": "2026-09-01"},
    ),
    Row(
        f"{HERE}/members/leave",
        NOT_ALLOWED,
        writers("convener"),
        body={"organisations": ["{organisation}"], "on": "2026-11-20"},
    ),
    Row(
        f"{HERE}/organisations/{{organisation}}/membership",
        members(200),
        put=writers("convener", status=204),
        open=200,
        body={"tier": "member"},
    ),
    Row(f"{HERE}/roles", only(*ALL_STAFF), put=writers("convener", **UNSEEN), body=ROLE),
    Row(
        f"{HERE}/roles/end",
        NOT_ALLOWED,
        writers("convener", learner=404, guardian=404),
        body={"roles": ["{role}"], "on": "2026-11-20"},
    ),
    Row(
        f"{HERE}/invitations",
        only("convener"),
        writers("convener", status=422),
        body={"addresses": [], "role": "member"},
    ),
    Row(f"{HERE}/invitations/families", NOT_ALLOWED, writers("convener")),
    Row(f"{HERE}/people/{{person}}/link", NOT_ALLOWED, writers("convener", status=409)),
    Row(f"{INVITATION}/again", NOT_ALLOWED, writers("convener", status=204)),
    Row(INVITATION, NOT_ALLOWED, delete=writers("convener", status=204)),
    Row(f"{HERE}/groups", members(200), writers(*EDITORS, status=201), body=NEW),
    Row(f"{HERE}/groups", members(200), put=writers(*EDITORS), body={"rows": [NEW]}),
    Row(
        GROUP,
        only(*STAFF, "learner", refused=404),
        patch=writers(*EDITORS, refused=404, educator=403, learner=403),
    ),
    Row(
        f"{GROUP}/end",
        NOT_ALLOWED,
        writers(*EDITORS, refused=404, educator=403, learner=403),
        body={"on": "2026-11-20"},
    ),
    Row(
        f"{GROUP}/people",
        NOT_ALLOWED,
        put=writers(*EDITORS, refused=404, educator=403, learner=403),
        body=PLACE,
    ),
    Row(
        f"{GROUP}/people/remove",
        NOT_ALLOWED,
        writers(*EDITORS, refused=404, educator=403, learner=403),
        body=PERSONS,
    ),
    Row(  # nobody was taken out that day, so a site's leader has nothing to act on
        f"{GROUP}/people/restore",
        NOT_ALLOWED,
        writers("convener", refused=404, educator=403, learner=403, leader=403),
        body=PERSONS,
    ),
    Row(f"{GROUP}/cards", only(*STAFF, refused=404, learner=403)),
    Row(f"{HERE}/cards", NOT_ALLOWED, writers(*STAFF, **UNSEEN), body={"persons": ["{person}"]}),
    Row(
        f"{HERE}/people/{{person}}/card", NOT_ALLOWED, delete=writers(*STAFF, status=204, **UNSEEN)
    ),
    Row(
        f"{HERE}/school-year?begins=2027-08-01",
        only("convener"),
        writers("convener", status=201),
        delete=writers("convener", status=404),
        body=YEAR,
    ),
)
