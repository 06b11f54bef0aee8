"""What the family agrees to, or not: for which plan, in whose words, and who is told."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hedgerow.commons.membership.holders import holders_at
from hedgerow.commons.membership.seeing import who_see
from hedgerow.commons.notices.actions import Said, tell_many
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.placements.errors import PlanChanged
from hedgerow.features.engagement.placements.guardians import is_consent
from hedgerow.features.engagement.placements.models import Placement, Step
from hedgerow.features.engagement.placements.notices import CONSENTS
from hedgerow.features.engagement.placements.permissions import ARRANGE, WAIVE
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.permissions import Actor

from . import consent_words

PLAN = frozenset({"host", "supervisor", "starts", "ends"})


def require_read(row: Placement, revision: int | None) -> None:
    """Raise PlanChanged where the placement is another than was read."""
    if revision is not None and revision != row.revision:
        raise PlanChanged


def require_word(step: Step, parts: Collection[str], word: str, field: str) -> None:
    """Whoever enters what the family said says how they know; the family need say nothing."""
    if step.who not in parts and not word.strip():
        raise Invalid({field: [_("Say who told you so, and how.")]})


def agreed(row: Placement, step: Step) -> dict[str, Any]:
    """For the journal: the plan that a yes or no is about."""
    if not is_consent(step) or row.starts is None or row.ends is None:
        return {}
    return {
        "host": str(row.host.uuid) if row.host else "",
        "supervisor": str(row.supervisor.uuid) if row.supervisor else "",
        "starts": row.starts.isoformat(),
        "ends": row.ends.isoformat(),
    }


def ask_anew(row: Placement, changed: Collection[str]) -> None:
    """A yes or no was about another plan: it is asked again."""
    if not PLAN & set(changed):
        return
    said = row.steps.filter(state__in=(Step.State.DONE, Step.State.REFUSED))
    about = [one.pk for one in said if is_consent(one)]
    row.steps.filter(pk__in=about).update(
        state=Step.State.OPEN, note="", done_by=None, done_at=None, revision=F("revision") + 1
    )


def hear(row: Placement, step: Step, by: Actor, at: datetime) -> None:
    """Tell whoever runs the placement, and the learner, that the family said no, or yes after all."""
    if row.origin == "simulated":
        return
    who = Person.objects.filter(pk=by.person_id or 0).first()
    said = {
        "who": who.name if who else _("The family"),
        "name": row.learner.called or row.learner.name,
        "kind": row.kind.shown,
        "host": row.host.name if row.host else "",
        "school": row.site.name if row.site else row.ecosystem.said("name"),
        "first": date_format(row.starts, "DATE_FORMAT") if row.starts else "",
        "last": date_format(row.ends, "DATE_FORMAT") if row.ends else "",
    }
    page = reverse("placement", args=[row.ecosystem.slug, row.uuid])

    def say(reader: Person) -> Said:
        to_learner = reader.pk == row.learner_id
        if step.state == Step.State.REFUSED:
            subject, text = (
                consent_words.no_to_learner(row) if to_learner else consent_words.no(row)
            )
        else:
            subject, text = consent_words.yes_to_learner() if to_learner else consent_words.yes()
        return Said(subject % said, text % said, page)

    readers = [one for one in (row.learner, *_running(row, at)) if one.pk != by.person_id]
    tell_many(
        list(dict.fromkeys(readers)), CONSENTS.key, say, ecosystem=row.ecosystem, at=at,
        about=row.learner, once=f"{step.uuid}:{step.revision}",
    )  # fmt: skip


def _running(row: Placement, at: datetime) -> list[Person]:
    """Who asked for it and who asked the host, as far as they arrange it still; else who leads there."""
    site = (row.ecosystem_id, row.site_id or 0)
    asked = {one.asked_by for one in row.asks.select_related("asked_by") if one.asked_by}
    known = who_see(row.learner, sorted(asked, key=lambda one: one.pk), at)
    return (
        known
        or holders_at(WAIVE, [site], at).get(site)
        or holders_at(ARRANGE, [site], at).get(site, [])
    )
