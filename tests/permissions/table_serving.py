"""Who served whom: for those alone who may see the learners' records."""

from .rows import Row, only

SEES = ("educator", "leader", "convener")

ROWS = (
    Row("/e/{slug}/serving/", only(*SEES), open=403),
    Row("/api/ecosystems/{slug}/serving", only(*SEES), open=403),
)
