"""Progress: of oneself and one's wards, of one's school's learners, of one's group.

An empty form is answered before the action asks who may record: 422 stands for whoever sees it.
"""

from .rows import Row, only

READERS = ("learner", "guardian", "educator", "leader", "convener")
GROUP = ("educator", "leader", "convener")

ROWS = (
    Row(
        "/e/{slug}/people/{person}/progress/",
        only(*READERS, refused=404),
        only(*READERS, refused=404, status=422),
    ),
    Row(
        "/e/{slug}/groups/{group}/progress/",
        only(*GROUP, refused=404),
        only(*GROUP, refused=404, status=422),
    ),
)
