"""Health, languages and the kit."""

from .rows import NOT_ALLOWED, Row, everyone, only

ROWS = (
    Row("/healthz", everyone(200)),
    Row("/readyz", everyone(200)),
    Row("/i18n/setlang/", everyone(302), everyone(302)),
    Row("/theme/", NOT_ALLOWED, everyone(302)),
    Row(
        "/jobs/{job}/",
        only("convener", refused=404),
        only("convener", status=302, refused=404),
    ),
    Row("/ui/", everyone(404)),
)
