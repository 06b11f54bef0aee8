"""An app that shows codes: set up, checked, removed; its codes or recovery codes are checked alike."""

import secrets
from datetime import datetime
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.db import transaction

from hedgerow.commons.people.models import Person
from hedgerow.foundation.installation.keys import sealing_key
from hedgerow.foundation.permissions import Actor, Via

from ..errors import NoSecondFactor, WrongCode, WrongFirstCode
from ..models import CodeApp
from .limits import count_attempt, give_back
from .recovery import drop_codes, make_codes, use_recovery_code
from .second import require_factor_allowed, tell_factor

KEY: Final = "second-factor"
STEP, DIGITS, NONCE, BYTES = 30, 6, 12, 20
TRIES = 5


@transaction.atomic
def begin_app(*, by: Actor, at: datetime) -> bytes:
    """A new secret for the app, which counts once a code of it was entered; the one before stays
    until then. Raises NotFound or NoSecondFactor."""
    person = require_factor_allowed(by)
    app = CodeApp.objects.filter(person=person, confirmed_at=None).first()
    if app is not None:
        return opened(app)
    if CodeApp.objects.filter(person=person).exists():
        raise NoSecondFactor
    secret = secrets.token_bytes(BYTES)
    CodeApp.objects.create(person=person, secret=_sealed(secret, person), created_at=at)
    return secret


def confirm_app(code: str, *, by: Actor, at: datetime) -> list[str]:
    """Count the app from now on, since a code of it is right; return recovery codes to print.

    Raises NotFound, WrongFirstCode or TooManyAttempts.
    """
    person = require_factor_allowed(by)
    count_attempt(f"second:{person.pk}", limit=TRIES, at=at)
    with transaction.atomic():
        app = CodeApp.objects.select_for_update().filter(person=person, confirmed_at=None).first()
        step = _step_of(app, code, at) if app else None
        if app is None or step is None:
            raise WrongFirstCode
        app.confirmed_at, app.last_step = at, step
        app.save(update_fields=["confirmed_at", "last_step"])
        tell_factor("membership.second_factor_added", person, by, at, {"kind": "app"})
        return make_codes(person, by=by, at=at)


def check_code(person: Person, code: str, *, at: datetime, via: Via = "page") -> None:
    """Take a code of the app or a recovery code, each once; raises WrongCode or TooManyAttempts."""
    key = f"second:{person.pk}"
    count_attempt(key, limit=TRIES, at=at)
    with transaction.atomic():
        rows = CodeApp.objects.select_for_update().filter(person=person)
        app = rows.filter(confirmed_at__isnull=False).first()
        step = _step_of(app, code, at) if app else None
        if app is not None and step is not None and step > app.last_step:
            app.last_step = step
            app.save(update_fields=["last_step"])
        elif not use_recovery_code(person, code, by=Actor(person.pk, via), at=at):
            raise WrongCode
    give_back(key)


@transaction.atomic
def remove_app(*, by: Actor, at: datetime) -> None:
    """Take the actor's own app away, and the recovery codes unless a passkey is left; raises NotFound."""
    person = require_factor_allowed(by)
    if CodeApp.objects.filter(person=person).delete()[0]:
        drop_codes(person)
        tell_factor("membership.second_factor_removed", person, by, at, {"kind": "app"})


def opened(app: CodeApp) -> bytes:
    """The app's secret; raises WrongCode where it was sealed with another key."""
    sealed = bytes(app.secret)
    try:
        return AESGCM(sealing_key(KEY)).decrypt(
            sealed[:NONCE], sealed[NONCE:], str(app.person_id).encode()
        )
    except InvalidTag as error:
        raise WrongCode from error


def _sealed(secret: bytes, person: Person) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(sealing_key(KEY)).encrypt(nonce, secret, str(person.pk).encode())


def _step_of(app: CodeApp, code: str, at: datetime) -> int | None:
    """The half minute whose code this is: now, the one before or the one after.

    None of an app whose secret was sealed with another key: a recovery code stands in for that, too.
    """
    typed = "".join(letter for letter in code if letter.isdigit())
    try:
        secret = opened(app)
    except WrongCode:
        return None
    totp = TOTP(secret, DIGITS, SHA1(), STEP, enforce_key_length=False)  # noqa: S303 - what every app speaks
    now = int(at.timestamp())
    for moment in (now, now - STEP, now + STEP):
        try:
            totp.verify(typed.encode(), moment)
        except InvalidToken:
            continue
        return moment // STEP
    return None
