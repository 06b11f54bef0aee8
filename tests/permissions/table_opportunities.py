"""Opportunities: the partner offers one, the convener may change all."""

from collections.abc import Mapping

from .rows import NOT_ALLOWED, Row, members, only

OFFERING = ("partner", "educator", "leader", "convener")
HERE = "/e/{slug}/opportunities/"
ONE = f"{HERE}{{opportunity}}/"


def managing(status: int = 200, **others: int) -> Mapping[str, int]:
    """The act is there for who offers it, and for nobody else."""
    return only("partner", "convener", status=status, refused=404, **others)


ROWS = (
    Row(HERE, members(200), open=200),
    Row(f"{HERE}past/", members(200), open=200),
    Row(f"{HERE}new/", only(*OFFERING), only(*OFFERING, status=422), open=403),
    Row(f"{HERE}propose/", members(200, learner=403), members(422, learner=403), open=403),
    Row(f"{ONE}proposal/change/", members(404), members(404)),
    Row(f"{ONE}proposal/withdraw/", NOT_ALLOWED, members(404)),
    Row(f"{ONE}proposal/decline/", managing(404), managing(404)),
    Row(f"{HERE}mine/", only(*OFFERING), open=403),
    Row(ONE, members(200), open=200),
    Row(f"{HERE}places/", members(200), open=200),
    Row(f"{ONE}sign-up/", members(200, guardian=404), members(302, learner=409, guardian=404)),
    Row(f"{ONE}places/", managing()),
    Row(f"{ONE}places/give/", managing(), managing(422)),
    Row(f"{ONE}places/{{sign_up}}/accept/", NOT_ALLOWED, managing(403, learner=302, guardian=302)),
    Row(f"{ONE}places/{{sign_up}}/decline/", NOT_ALLOWED, managing(302, learner=302, guardian=302)),
    Row(
        f"{ONE}places/{{sign_up}}/leave/",
        managing(learner=200, guardian=200),
        managing(302, learner=302, guardian=302),
    ),
    Row(f"{HERE}kinds/", only("convener"), open=403),
    Row(f"{HERE}kinds/new/", only("convener"), only("convener", status=422), open=403),
    Row(f"{HERE}kinds/usual/", NOT_ALLOWED, only("convener", status=302)),
    Row(
        f"{HERE}kinds/{{opportunity_kind}}/",
        only("convener"),
        only("convener", status=422),
        open=403,
    ),
    Row(f"{ONE}copy/", NOT_ALLOWED, managing(302)),
    Row(f"{ONE}repeat/", managing(), managing(422)),
    Row(f"{ONE}challenge/", members(200), open=200),
    Row(f"{ONE}challenge/set-up/", managing(), managing(422)),
    Row(f"{ONE}challenge/hand-in/", members(404), members(404)),
    Row(f"{ONE}challenge/publish/", NOT_ALLOWED, managing(302)),
    Row(f"{ONE}challenge/{{entry}}/", members(404), members(404)),
    Row(f"{ONE}edit/what/", managing(), managing(422)),
    Row(f"{ONE}open/", NOT_ALLOWED, managing(302)),
    Row(f"{ONE}close/", NOT_ALLOWED, managing(302)),
    Row(f"{ONE}archive/", NOT_ALLOWED, managing(302)),
)
