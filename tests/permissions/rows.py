"""The form of the table: an address, and for each method what each persona is answered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from .cast import PERSONAS

Statuses = Mapping[str, int]
OUTSIDERS = ("public", "cy")
SITE_STAFF = ("educator", "leader")
STAFF = ("tutor", "educator", "leader", "evaluator", "convener")


def everyone(status: int, **others: int) -> Statuses:
    """The same answer to all; ``others`` name those who get another."""
    return {**dict.fromkeys(PERSONAS, status), **others}


def members(status: int, **others: int) -> Statuses:
    """404 to outsiders, ``status`` to everybody who belongs to the ecosystem."""
    return everyone(status, public=404, cy=404) | others


def only(*personas: str, status: int = 200, refused: int = 403, **others: int) -> Statuses:
    """404 to outsiders, ``status`` to those named, ``refused`` to the other members."""
    return members(refused) | dict.fromkeys(personas, status) | others


def writers(*personas: str, status: int = 200, refused: int = 403, **others: int) -> Statuses:
    """Who may write through the API; without a token nobody is looked at."""
    return only(*personas, status=status, refused=refused, public=401) | others


READ_ONLY: Statuses = everyone(405, public=401)
NOT_ALLOWED: Statuses = everyone(405)


@dataclass(frozen=True, slots=True)
class Row:
    """One address. ``{slug}`` and the like are filled from the cast.

    ``open`` is what the public and Cy are answered by GET in an ecosystem that is public, where
    the public is asked to sign in (302) to a page that is refused, or that names no row.
    Without ``post`` the page only reads: sent a form it answers 405 or as to GET, and writes nothing.
    ``why`` says why an outsider may be answered other than 404 by a private one, ``keeps`` names the
    table in which a page keeps what it shows to whom it answers.
    """

    path: str
    get: Statuses
    post: Statuses | None = None
    put: Statuses | None = None
    patch: Statuses | None = None
    delete: Statuses | None = None
    open: int = 404
    why: str = ""
    keeps: str = ""
    body: Mapping[str, object] = field(default_factory=dict)

    @property
    def reads_only(self) -> bool:
        return self.post is None and not self.path.startswith("/api/")

    @property
    def sent(self) -> str:
        """The body as JSON, its names not yet filled in."""
        return json.dumps(dict(self.body))

    def methods(self) -> dict[str, Statuses]:
        """What is asked, method by method."""
        asked = {name: getattr(self, name) for name in ("get", "post", "put", "patch", "delete")}
        return {name: answers for name, answers in asked.items() if answers is not None}

    def names(self, name: str) -> bool:
        """Whether path or body is filled with that name."""
        return f"{{{name}}}" in self.path or f"{{{name}}}" in self.sent

    def answered_openly(self, persona: str, *, names_no_row: bool) -> int:
        """What an outsider is answered by GET in a public ecosystem; of one's own as in any other."""
        if "/me/" in self.path:
            return self.get[persona]
        asks = self.open == 403 or (self.open == 404 and names_no_row)
        return 302 if persona == "public" and asks and "/api/" not in self.path else self.open

    @property
    def names_a_row(self) -> bool:
        return "{" in self.path
