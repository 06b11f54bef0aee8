"""Activities, their sessions and registers: the tutor leads the one, the educator's school has it."""

from collections.abc import Mapping

from .rows import NOT_ALLOWED, Row, everyone, members, only

LEADING = ("tutor", "educator", "leader", "convener")


def those(*personas: str, status: int = 200, **others: int) -> Mapping[str, int]:
    """The act is offered to those named; to all others it is not there."""
    return only(*personas, status=status, refused=404, **others)


ROWS = (
    Row("/me/calendar/", everyone(200, public=302)),
    Row("/me/calendar/new/", NOT_ALLOWED, everyone(302)),
    Row("/me/calendar/withdraw/", NOT_ALLOWED, everyone(404, public=302)),
    Row("/calendar/no-such-secret.ics", everyone(404)),
    Row("/e/{slug}/calendar.ics", everyone(404), open=200),
    Row("/e/{slug}/activities/{activity}/calendar.ics", everyone(404), open=200),
    Row("/e/{slug}/activities/", members(200), open=200),
    Row(
        "/e/{slug}/activities/new/",
        only("educator", "leader", "convener"),
        only("educator", "leader", "convener", status=422),
        open=403,
    ),
    Row("/e/{slug}/rooms/", members(200), open=403),
    Row(
        "/e/{slug}/rooms/new/",
        only("educator", "leader", "convener"),
        only("educator", "leader", "convener", status=422),
        open=403,
    ),
    Row(
        "/e/{slug}/rooms/{room}/",
        members(200),
        only("educator", "leader", "convener", status=422, refused=404),
        open=403,
    ),
    Row(
        "/e/{slug}/activities/{activity}/series/undo/",
        NOT_ALLOWED,
        those(*LEADING, status=409),
    ),
    Row(
        "/e/{slug}/activities/sessions/{session}/cancel/undo/",
        NOT_ALLOWED,
        those(*LEADING, status=409),
    ),
    Row("/e/{slug}/activities/untaken/", only("educator", "leader", "convener"), open=403),
    Row("/e/{slug}/activities/unconfirmed/", only("partner", "leader", "convener"), open=403),
    Row("/e/{slug}/activities/kinds/", only("convener"), open=403),
    Row("/e/{slug}/activities/kinds/usual/", NOT_ALLOWED, only("convener", status=302)),
    Row(
        "/e/{slug}/activities/kinds/new/", only("convener"), only("convener", status=422), open=403
    ),
    Row(
        "/e/{slug}/activities/kinds/{kind}/",
        only("convener"),
        only("convener", status=422),
        open=403,
    ),
    Row("/e/{slug}/activities/{activity}/", members(200), open=200),
    Row(
        "/e/{slug}/activities/{activity}/edit/",
        those("educator", "leader", "convener"),
        those("educator", "leader", "convener", status=422),
    ),
    Row("/e/{slug}/activities/{activity}/plan/", those(*LEADING), those(*LEADING, status=422)),
    Row("/e/{slug}/activities/{activity}/enrol/", those(*LEADING), those(*LEADING, status=422)),
    Row("/e/{slug}/activities/{activity}/sheet/", those(*LEADING)),
    Row(
        "/e/{slug}/activities/{activity}/places/{enrolment}/",
        NOT_ALLOWED,
        those(*LEADING, status=302),
    ),
    Row(
        "/e/{slug}/activities/{activity}/places/{enrolment}/edit/",
        those(*LEADING),
        those(*LEADING, status=422),
    ),
    Row(
        "/e/{slug}/activities/{activity}/places/{enrolment}/take-back/",
        NOT_ALLOWED,
        those(*LEADING, status=409),
    ),
    Row(
        "/e/{slug}/activities/{activity}/places/{enrolment}/give-back/",
        NOT_ALLOWED,
        those(*LEADING, status=409),
    ),
    Row("/e/{slug}/activities/sessions/{session}/begin/", NOT_ALLOWED, those(*LEADING, status=302)),
    Row("/e/{slug}/activities/sessions/{session}/", those(*LEADING), those(*LEADING, status=422)),
    Row(
        "/e/{slug}/activities/sessions/{session}/walk-in/",
        those(*LEADING),
        those(status=404),
    ),
    Row(
        "/e/{slug}/activities/sessions/{session}/substitute/",
        those(*LEADING),
        those(*LEADING, status=302),
    ),
    Row(
        "/e/{slug}/activities/sessions/{session}/move/",
        those(*LEADING),
        those(*LEADING, status=422),
    ),
    Row("/e/{slug}/activities/sessions/{session}/clear/", NOT_ALLOWED, those(*LEADING, status=302)),
    Row("/e/{slug}/activities/sessions/{session}/notes/", NOT_ALLOWED, those(*LEADING, status=422)),
    Row(
        "/e/{slug}/activities/sessions/{session}/notes/{session_note}/",
        NOT_ALLOWED,
        those("tutor", status=302),
    ),
    Row("/e/{slug}/activities/sessions/{session}/undo/", NOT_ALLOWED, those(*LEADING, status=409)),
    Row(
        "/e/{slug}/activities/sessions/{session}/cancel/",
        those(*LEADING),
        those(*LEADING, status=422),
    ),
    Row(
        "/e/{slug}/activities/sessions/{session}/confirm/",
        NOT_ALLOWED,
        those("leader", "convener", status=409, tutor=403, educator=403),
    ),
)
