"""Starting an ecosystem: anyone may look, whoever has signed in may start one, a convener takes one along."""

from .rows import Row, everyone, only

ROWS = (
    Row("/start/", everyone(200)),
    Row("/start/bring/", everyone(200, public=302), everyone(422, public=302)),
    Row("/start/own-nothing/", everyone(404, public=302), everyone(404, public=302)),
    Row("/e/{slug}/settings/blueprint/", only("convener"), open=403),
    Row("/start/empty/", everyone(200, public=302), everyone(422, public=302)),
    Row("/e/{slug}/settings/blueprint.toml", only("convener"), open=403),
    Row("/start/at-work/{planting}/", only("convener", refused=404)),
)
