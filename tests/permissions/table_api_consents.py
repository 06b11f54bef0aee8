"""The API: consents and the customs of membership."""

from .rows import NOT_ALLOWED, Row, everyone, only, writers

HERE = "/api/ecosystems/{slug}"
ONE = f"{HERE}/consents/{{purpose}}"
WORDS = {"titles": {"en": "Photos"}, "texts": {"en": "May we take photos of you?"}}
UNKNOWN = "00000000-0000-0000-0000-000000000001"
NOBODY = {"person": UNKNOWN, "agrees": True}
CUSTOMS = {"age_of_consent": 15, "tiers": [{"key": "member", "title": "Member"}]}
CONVENER = only("convener")

ROWS = (
    Row("/api/me/consents", everyone(200, public=401)),
    Row(f"/api/me/consents/{UNKNOWN}", NOT_ALLOWED, put=everyone(404, public=401), body=NOBODY),
    Row(
        f"{HERE}/groups/{{group}}/consents",
        only("educator", "leader", "convener", refused=404, learner=403),
    ),
    Row(
        f"{ONE}/records",
        NOT_ALLOWED,
        writers("leader", "convener", partner=404, tutor=404, evaluator=404),
        body={"persons": ["{person}"], "agrees": True},
    ),
    Row(
        f"{HERE}/consents",
        CONVENER,
        writers("convener", status=201),
        body={"key": "trips", **WORDS},
    ),
    Row(
        ONE,
        NOT_ALLOWED,
        put=writers("convener"),
        delete=writers("convener", status=204),
        body=WORDS,
    ),
    Row(f"{HERE}/customs", CONVENER, put=writers("convener", status=204), body=CUSTOMS),
)
