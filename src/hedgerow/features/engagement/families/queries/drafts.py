"""Templates, and what each family would receive of one."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.forms import LANGUAGES
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .. import rules
from ..actors import sender_name
from ..models import MessageTemplate
from ..ties import ties_to
from .drafted import NOTHING, Draft, Own

DEFAULTS = Path(__file__).parents[1] / "data" / "templates.toml"


@dataclass(frozen=True, slots=True)
class Template:
    """A text with blanks by language; ``revision`` is 0 while it is the default."""

    key: str
    texts: rules.Texts
    asks: bool
    revision: int

    @property
    def title(self) -> str:
        """Its subject in the reader's language, before anything is filled in."""
        chosen = rules.choose(self.texts, translation.get_language() or "en", ())
        with translation.override(chosen.language):
            words = {"child": _("your child")}
        return capfirst(rules.without_blanks(chosen.subject, words))

    @property
    def languages(self) -> list[str]:
        return sorted(code for code, parts in self.texts.items() if any(parts))

    @property
    def tongues(self) -> list[str]:
        """The names of its languages, each as who speaks it writes it."""
        return [LANGUAGES.get(code, code) for code in self.languages]

    @property
    def asked(self) -> list[str]:
        """The blanks that a sender fills in."""
        return [name for name in rules.blanks(self.texts) if name in rules.ASKED]


@cache
def defaults() -> Mapping[str, Template]:
    found = tomllib.loads(DEFAULTS.read_text("utf-8"))
    return {
        key: Template(
            key, {code: parts for code, parts in said.items() if code != "asks"}, said["asks"], 0
        )
        for key, said in found.items()
    }


def templates_of(ecosystem: Ecosystem) -> list[Template]:
    """The ecosystem's own, and the defaults it has not put into words of its own. One query."""
    rows = MessageTemplate.objects.filter(ecosystem=ecosystem)
    own = {row.key: Template(row.key, row.texts, row.asks, row.revision) for row in rows}
    return sorted(({**defaults(), **own}).values(), key=lambda one: one.key)


def template_of(ecosystem: Ecosystem, key: str) -> Template:
    """The template of that key; raises NotFound."""
    row = MessageTemplate.objects.filter(ecosystem=ecosystem, key=key).first()
    if row is not None:
        return Template(row.key, row.texts, row.asks, row.revision)
    if key not in defaults():
        raise NotFound
    return defaults()[key]


def title_of(ecosystem: Ecosystem, key: str) -> str:
    """What the template of that key is called; the key itself once there is none. One query."""
    return {one.key: one.title for one in templates_of(ecosystem)}.get(key, key)


def copies_for(
    ecosystem: Ecosystem,
    template: Template,
    learners: Collection[int],
    place: str,
    values: Mapping[str, str],
    by: Actor,
    at: datetime,
    own: Own = NOTHING,
) -> list[Draft]:
    """One draft for each guardian and learner, in the guardian's language. Two queries."""
    main: Sequence[str] = ecosystem.languages or ["en"]
    told = {"sender": sender_name(by), "place": place, "ecosystem": ecosystem.said("name")}
    words = own.text or values.get("note", "").strip()
    drafts = []
    for tie in ties_to(ecosystem, learners, at):
        reads = tie.guardian.language or main[0]
        chosen = rules.choose(template.texts, reads, main)
        filled = {
            **values, **told, "day": day_in_words(values.get("day", ""), chosen.language),
            "child": tie.learner.called or tie.learner.name,
            "family": tie.guardian.called or tie.guardian.name,
        }  # fmt: skip
        drafts.append(
            Draft(
                tie.guardian, tie.learner, chosen.language,
                chosen.fallback and bool(tie.guardian.language),
                rules.fill(chosen.subject, filled), rules.fill(chosen.body, filled), own,
                bool(words and own.language) and rules.is_foreign(own.language, reads),
            )
        )  # fmt: skip
    return drafts


def day_in_words(said: str, language: str) -> str:
    """A day as that language writes it; what is no day stays as it is."""
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return said
    with translation.override(language):
        return str(date_format(day, "DATE_FORMAT"))
