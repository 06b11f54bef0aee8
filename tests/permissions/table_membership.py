"""Signing in and out: the secret in a link says whose it is, no ecosystem's row."""

from .rows import NOT_ALLOWED, Row, everyone

ROWS = (
    Row("/sign-in/", everyone(200), everyone(422)),
    Row("/sign-in/password/", NOT_ALLOWED, everyone(422)),
    Row("/sign-in/no-such-secret/", everyone(200), everyone(409)),
    Row("/sign-out/", NOT_ALLOWED, everyone(302)),
)
