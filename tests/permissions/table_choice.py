"""Rounds of choice: all see them, the convener runs them, learners and guardians choose."""

from collections.abc import Mapping

from .rows import NOT_ALLOWED, Row, everyone, members, only

HERE = "/e/{slug}/choice"
ONE = f"{HERE}/{{round}}"


def chooser(status: int = 200, **others: int) -> Mapping[str, int]:
    """A list is there for the learner, the guardian and who runs the round; for nobody else."""
    return everyone(404, learner=status, guardian=status, convener=status) | others


ROWS = (
    Row(f"{HERE}/", members(200), open=200),
    Row(f"{HERE}/new/", only("convener"), only("convener", status=422), open=403),
    Row(f"{ONE}/", members(200), open=200),
    Row(f"{ONE}/edit/", only("convener"), only("convener", status=422), open=403),
    Row(f"{ONE}/drop/", NOT_ALLOWED, only("convener", status=409)),
    Row(f"{ONE}/offers/new/", only("convener"), only("convener", status=422), open=403),
    Row(f"{ONE}/offers/take/", only("convener"), only("convener", status=422), open=403),
    Row(f"{ONE}/offers/{{offer}}/", only("convener"), only("convener", status=422), open=403),
    Row(f"{ONE}/offers/{{offer}}/remove/", NOT_ALLOWED, only("convener", status=409)),
    Row(
        f"{ONE}/offers/{{offer}}/activity/",
        only("convener"),
        only("convener", status=422),
        open=403,
    ),
    Row(f"{ONE}/rules/new/", only("convener"), only("convener", status=422), open=403),
    Row(f"{ONE}/rules/{{rule}}/", only("convener"), only("convener", status=422), open=403),
    Row(f"{ONE}/rules/{{rule}}/remove/", NOT_ALLOWED, only("convener", status=409)),
    Row(f"{ONE}/steps/close/", NOT_ALLOWED, only("convener", status=302)),
    Row(f"{ONE}/close/", only("convener"), open=403),
    Row(f"{ONE}/publish/", only("convener", status=302), open=403),
    Row(f"{ONE}/reopen/", only("convener"), only("convener", status=422), open=403),
    Row(f"{ONE}/run/", only("convener"), only("convener", status=422), open=403),
    Row(f"{ONE}/remind/", NOT_ALLOWED, only("convener", status=302)),
    Row(f"{ONE}/enrol/", only("convener", status=302), only("convener", status=409), open=403),
    Row(f"{ONE}/missing/", only("convener"), open=403),
    Row(f"{ONE}/results/", only("convener"), open=403),
    Row(f"{ONE}/draw/", members(200), open=200),
    Row(f"{ONE}/learners/{{person}}/", chooser(), chooser(302, guardian=302, convener=403)),
    Row(
        f"{ONE}/learners/{{person}}/answer/",
        NOT_ALLOWED,
        chooser(404),
    ),
)
