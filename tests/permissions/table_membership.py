"""Signing in and out (a link's secret is no ecosystem's row), and groups."""

from .rows import NOT_ALLOWED, STAFF, Row, everyone, members, only

GROUP = "/e/{slug}/groups/{group}/"
INVITATION = "/e/{slug}/invitations/{invitation}/"
EDITING = members(404, learner=403, educator=403, leader=200, convener=200)


def editing(status: int) -> dict[str, int]:
    """Who sees the group without editing it is refused; everybody else finds nothing."""
    return {**EDITING, "leader": status, "convener": status}


ROWS = (
    Row("/sign-in/", everyone(200), everyone(422)),
    Row("/sign-in/password/", NOT_ALLOWED, everyone(422)),
    Row("/sign-in/no-such-secret/", everyone(200), everyone(409)),
    Row("/sign-out/", NOT_ALLOWED, everyone(302)),
    Row("/sign-out/elsewhere/", NOT_ALLOWED, everyone(302)),
    Row("/e/{slug}/groups/", members(200)),
    Row(
        "/e/{slug}/groups/{group}/",
        only("learner", "educator", "leader", "convener", refused=404),
    ),
    Row("/card/", everyone(200), everyone(422)),
    Row("/card/no-such-secret/", everyone(200), everyone(409)),
    Row("/me/address/", everyone(200, public=302), everyone(422, public=302)),
    Row("/address/no-such-secret/", everyone(200), everyone(409)),
    Row("/me/password/", everyone(200, public=404), everyone(422, public=404)),
    Row(
        "/e/{slug}/groups/{group}/cards/",
        only("educator", "leader", "convener", refused=404, learner=403),
        only("educator", "leader", "convener", status=422, refused=404, learner=403),
    ),
    Row(
        "/e/{slug}/people/{person}/card/",
        only("educator", "leader", "convener", tutor=404, partner=404, evaluator=404),
        only("educator", "leader", "convener", tutor=404, partner=404, evaluator=404),
    ),
    Row(
        "/e/{slug}/groups/new/",
        only("leader", "convener"),
        only("leader", "convener", status=422),
    ),
    Row(GROUP + "edit/", EDITING, editing(422)),
    Row(GROUP + "add/", EDITING, editing(422)),
    Row(GROUP + "remove/", NOT_ALLOWED, editing(302)),
    Row(GROUP + "back/", NOT_ALLOWED, editing(404)),
    Row(GROUP + "end/", EDITING, editing(422)),
    Row("/e/{slug}/school-year/", only("convener"), only("convener", status=422)),
    Row("/e/{slug}/school-year/undo/", NOT_ALLOWED, only("convener", status=404)),
    Row("/e/{slug}/invitations/", only("convener")),
    Row("/e/{slug}/invitations/new/", only("convener"), only("convener", status=422)),
    Row("/e/{slug}/invitations/families/", NOT_ALLOWED, only("convener", status=302)),
    Row("/e/{slug}/people/{person}/link/", NOT_ALLOWED, only("convener", status=409)),
    Row(INVITATION + "again/", NOT_ALLOWED, only("convener", status=302)),
    Row(INVITATION + "withdraw/", NOT_ALLOWED, only("convener", status=302)),
    Row("/e/{slug}/roles/", only(*STAFF, "partner")),
    Row("/e/{slug}/roles/new/", only("convener"), only("convener", status=422)),
    Row("/e/{slug}/roles/{role}/end/", only("convener"), only("convener", status=422)),
    Row("/invitation/no-such-secret/", everyone(409), everyone(409)),
    Row(
        "/e/{slug}/organisations/{organisation}/membership/",
        members(200),
        only("convener", status=422),
        open=200,
    ),
    Row(
        "/e/{slug}/organisations/{organisation}/membership/end/",
        only("convener"),
        only("convener", status=422),
        open=403,
    ),
    Row("/me/consents/", everyone(200, public=302)),
    Row("/me/consents/answer/", NOT_ALLOWED, everyone(404, public=302)),
    Row(
        GROUP + "consents/",
        only("educator", "leader", "convener", refused=404, learner=403),
        only("leader", "convener", status=422, refused=404, learner=403, educator=403),
    ),
    Row("/e/{slug}/consents/", only("convener"), only("convener", status=422)),
    Row("/e/{slug}/consents/new/", only("convener"), only("convener", status=422)),
    Row("/e/{slug}/consents/{purpose}/", only("convener"), only("convener", status=422)),
    Row("/e/{slug}/consents/{purpose}/end/", NOT_ALLOWED, only("convener", status=302)),
    Row("/me/tokens/", everyone(200, public=302), everyone(422, public=302)),
    Row(
        "/me/tokens/0192f0c1-2b7e-7000-8000-000000000000/revoke/",
        NOT_ALLOWED,
        everyone(404, public=302),
    ),
)
