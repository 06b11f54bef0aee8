"""Archives: for who may make them, and each for who asked for it."""

from .rows import Row, only, writers

PAGE = "/e/{slug}/settings/archive/"
API = "/api/ecosystems/{slug}/archives"
CONVENER = only("convener")

ROWS = (
    Row(PAGE, CONVENER, only("convener", status=302), open=403),
    Row(f"{PAGE}{{archive}}/", CONVENER, open=403),
    Row(f"{PAGE}{{archive}}/archive.zip", only("convener", status=409), open=403),
    Row(API, CONVENER, writers("convener", status=202), open=403),
    Row(f"{API}/{{archive}}", only("convener", status=409), open=403),
)
