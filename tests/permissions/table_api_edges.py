"""The API: profile, imports, blueprints and jobs."""

from collections.abc import Mapping

from .rows import NOT_ALLOWED, Row, everyone, members, only, writers

HERE = "/api/ecosystems/{slug}"
IMPORT = f"{HERE}/imports/{{import}}"
NEW = {"name": "New", "slug": "brand-new", "languages": ["en"]}
MINE = only("convener", refused=404)


def importers(status: int = 200) -> Mapping[str, int]:
    return writers("convener", status=status, refused=404)


ROWS = (
    Row("/api/measures", everyone(200)),
    Row("/api/atlas", everyone(200)),
    Row("/api/compare?e=nowhere", everyone(200)),
    Row("/api/measures/4.1/months?e={slug}", members(200), open=200),
    Row(f"{HERE}/profile", members(200), open=200),
    Row(f"{HERE}/profile/4.2", members(200), open=200),
    Row(f"{HERE}/network", members(200), open=200),
    Row(f"{HERE}/mappings", MINE, put=importers(409), body={"name": "m", "text": "x"}),
    Row(f"{HERE}/imports", MINE, everyone(422, public=401), why="no file was sent"),
    Row(IMPORT, MINE),
    Row(f"{IMPORT}/problems", MINE),
    Row(f"{IMPORT}/confirm", NOT_ALLOWED, importers(409), body={"digest": ""}),
    Row(f"{IMPORT}/again", NOT_ALLOWED, importers(409)),
    Row(f"{IMPORT}/discard", NOT_ALLOWED, importers(409)),
    Row(
        f"{IMPORT}/columns",
        only("convener", status=409, refused=404),
        put=importers(409),
        body={"target": "people", "columns": {}},
    ),
    Row(f"{IMPORT}/undo", NOT_ALLOWED, importers(409)),
    Row(f"{HERE}/case", NOT_ALLOWED, everyone(422, public=401), why="no file was sent"),
    Row("/api/blueprints", everyone(200), everyone(422, public=401), body={"text": "no blueprint"}),
    Row(f"{HERE}/carried", only("convener"), open=403),
    Row(f"{HERE}/carried/left-behind", only("convener"), open=403),
    Row("/api/blueprints/empty/start", NOT_ALLOWED, everyone(202, public=401), body=NEW),
    Row(f"{HERE}/blueprint", only("convener"), open=403),
    Row(f"{HERE}/blueprint/held-back", only("convener"), open=403),
    Row("/api/jobs/{job}", MINE),
    Row("/api/jobs/{job}/retry", NOT_ALLOWED, importers()),
)
