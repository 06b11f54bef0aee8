"""Mentors and tutors: offers among colleagues, wishes and pairs near them, notes for few.

A pair that is proposed is answered by the guardian, and by who arranges; the learner is too young,
the tutor says nothing of the learner's side (the form names none).
"""

from .rows import Row, members, only

HERE = "/e/{slug}/mentoring"
PAIR = f"{HERE}/pairs/{{pair}}"
SITE = ("educator", "leader")
ARRANGE = (*SITE, "convener")
NEAR = ("learner", "guardian", *ARRANGE)
BOTH = (*NEAR, "tutor")
COLLEAGUES = ("partner", "tutor", "evaluator", *ARRANGE)
CONVENER = only("convener", refused=404)

ROWS = (
    Row(f"{HERE}/", members(200)),
    Row(f"{HERE}/wishes/", members(200)),
    Row(f"{HERE}/pairs/", members(200)),
    Row(f"{HERE}/mine/", members(200)),
    Row(f"{HERE}/offers/new/", members(200), members(422)),
    Row(
        f"{HERE}/offers/{{help}}/",
        only(*COLLEAGUES, refused=404),
        only(*COLLEAGUES, status=403, refused=404, tutor=422, convener=422),
    ),
    Row(f"{HERE}/wishes/new/", members(200), members(422)),
    Row(f"{HERE}/wishes/{{wish}}/", only(*NEAR, refused=404), members(404)),
    Row(f"{PAIR}/", only(*BOTH, refused=404)),
    Row(
        f"{PAIR}/answer/",
        members(405, public=405, cy=405),
        only("guardian", *ARRANGE, status=302, refused=404, learner=409, tutor=403),
    ),
    Row(
        f"{PAIR}/begin/",
        members(405, public=405, cy=405),
        only(*BOTH, status=422, refused=404),
    ),
    Row(
        f"{PAIR}/end/",
        members(405, public=405, cy=405),
        only(*BOTH, status=422, refused=404),
    ),
    Row(
        f"{PAIR}/notes/",
        members(405, public=405, cy=405),
        only(*BOTH, status=422, refused=404),
    ),
    Row(
        f"{PAIR}/notes/{{note}}/",
        members(405, public=405, cy=405),
        only("tutor", status=302, refused=404),
    ),
    Row(
        f"{HERE}/proposals/",
        only(*ARRANGE),
        only(*ARRANGE, status=409),
    ),
    Row(f"{HERE}/proposals/{{proposal}}/", CONVENER, members(404)),
    Row(f"{HERE}/checks/", only("convener"), only("convener", status=422), open=404),
    Row(
        f"{HERE}/checks/{{check}}/",
        only("tutor", "convener", refused=404),
        only("convener", status=302, refused=404, tutor=403),
    ),
    Row(f"{HERE}/terms/", only("convener"), only("convener", status=422), open=404),
)
