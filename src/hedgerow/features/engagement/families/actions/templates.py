"""Templates of messages, in the languages that families read."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import journal
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.permissions import Actor, require

from .. import rules
from ..models import MessageTemplate
from ..permissions import EDIT_TEMPLATES
from .reach import seen


@transaction.atomic
def edit_template(
    ecosystem: Ecosystem,
    key: str,
    texts: Mapping[str, Sequence[str]],
    asks: bool,
    *,
    by: Actor,
    at: datetime,
    revision: int | None = None,
) -> MessageTemplate:
    """Put a template into words, in each language subject and body; languages left empty go.

    A key of a default makes it the ecosystem's own. Raises NotFound, NotPermitted, Invalid, or
    Stale where somebody else did meanwhile.
    """
    seen(ecosystem, by)
    require(by, EDIT_TEMPLATES, within=ecosystem.pk)
    said = {code: [part.strip() for part in parts] for code, parts in texts.items() if any(parts)}
    _check(said)
    Ecosystem.objects.select_for_update(no_key=True).get(pk=ecosystem.pk)  # two who begin the same
    rows = MessageTemplate.objects.select_for_update(of=("self",))
    row = rows.filter(ecosystem=ecosystem, key=key).first()
    row = row or MessageTemplate(ecosystem=ecosystem, key=key)
    changed = row.revise(revision if row.pk else None, texts=said, asks=asks)
    if changed:
        row.save()
        journal.record(
            "families.template_edited", by=by, at=at, ecosystem=ecosystem.pk,
            payload={"key": key, "languages": sorted(said)},
        )  # fmt: skip
    return row


def _check(texts: Mapping[str, Sequence[str]]) -> None:
    wrong: dict[str, list[str]] = {}
    for code, parts in texts.items():
        if len(parts) != 2 or not all(parts):
            wrong[code] = [_("Write both a subject and a text, or neither.")]
        elif len(parts[0]) > 150 or len(parts[1]) > 2500:
            wrong[code] = [_("A subject has 150 characters at most, a text 2500.")]
    unknown = set(rules.blanks(texts)) - {*rules.GIVEN, *rules.ASKED}
    if not texts:
        wrong["texts"] = [_("Write it in one language at least.")]
    elif unknown:
        said = {"blanks": ", ".join(f"{{{name}}}" for name in sorted(unknown))}
        wrong["texts"] = [_("These blanks are not known: %(blanks)s.") % said]
    elif differing := rules.differing(texts):
        said = {"languages": ", ".join(differing)}
        wrong["texts"] = [_("Not all blanks stand in every language: %(languages)s.") % said]
    if wrong:
        raise Invalid(wrong)
