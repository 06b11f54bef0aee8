"""The kinds of notice: what a person can put off or turn down, each registered by the app that tells it."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Pace(models.TextChoices):
    """When mail tells of it."""

    AT_ONCE = "at_once", _("at once")
    DAILY = "daily", _("once a day, together")
    WEEKLY = "weekly", _("once a week, together")
    NEVER = "never", _("not by mail")


@dataclass(frozen=True, slots=True)
class Kind:
    """``key`` is stored, so never renamed: ``app.what``. ``title`` completes “You are told of …”.

    What is not ``optional`` is sent whatever a person prefers, though outside the quiet hours:
    only for what changes the person's own rights, or what the safety of a child hangs on.
    What is ``confidential`` is in no export, not even the person's own, which guardians and
    conveners may take out too.
    ``needs`` is a permission without which nobody is told of it, ``of_wards`` that guardians are:
    whom it cannot concern, and was never told of it, is not asked about it.
    """

    key: str
    title: str | Promise
    pace: str = Pace.AT_ONCE
    optional: bool = True
    confidential: bool = False
    needs: str = ""
    of_wards: bool = False


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make the kind known; call it in ``ready`` of the app that tells it."""
    other = _kinds.get(kind.key)
    if other is not None and other != kind:
        raise ValueError(f"two kinds of notice want to be {kind.key!r}")
    _kinds[kind.key] = kind


def known() -> list[Kind]:
    """Every kind, in the order of their keys."""
    return [_kinds[key] for key in sorted(_kinds)]


def confidential() -> list[str]:
    """The keys of those that no export may tell of."""
    return [kind.key for kind in known() if kind.confidential]


def kind_of(key: str) -> Kind:
    """The kind of that key; raises KeyError for one that nobody registered."""
    return _kinds[key]


def find(key: str) -> Kind | None:
    return _kinds.get(key)
