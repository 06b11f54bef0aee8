"""Another host is set: what the one before handed in leaves with it."""

from datetime import datetime

from django.db.models import F, Q

from hedgerow.commons.files.models import StoredFile
from hedgerow.commons.files.taking import take_away
from hedgerow.commons.membership.holders import ever_held_at
from hedgerow.features.engagement.placements.models import Placement, Step, Who
from hedgerow.features.engagement.placements.permissions import HOST
from hedgerow.foundation.permissions import Actor

STEP = "placements.step"


def ask_another(row: Placement, by: Actor, at: datetime) -> None:
    """A host's steps are open anew, without words and files; so go files of its people elsewhere."""
    steps = row.steps.filter(who=Who.HOST)
    steps.exclude(state=Step.State.OPEN, note="").update(
        state=Step.State.OPEN, valid_until=None, note="", done_by=None, done_at=None,
        revision=F("revision") + 1,
    )  # fmt: skip
    before = set(row.asks.exclude(host=row.host).values_list("host", flat=True))
    theirs = ever_held_at(HOST, row.ecosystem_id, before) - {row.learner_id}
    handed_in = Q(about__in=list(steps.values_list("uuid", flat=True)))
    handed_in |= Q(about__in=list(row.steps.values_list("uuid", flat=True)), added_by__in=theirs)
    take_away(StoredFile.objects.filter(handed_in, about_kind=STEP), by=by, at=at)
