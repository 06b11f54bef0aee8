"""Health, languages and the kit."""

from .rows import NOT_ALLOWED, Row, everyone

ROWS = (
    Row("/healthz", everyone(200)),
    Row("/readyz", everyone(200)),
    Row("/i18n/setlang/", everyone(302), everyone(302)),
    Row("/theme/", NOT_ALLOWED, everyone(302)),
    Row("/ui/", everyone(404)),
)
