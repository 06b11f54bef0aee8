"""What waits for somebody about files on their way in."""

from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import not_closed
from hedgerow.commons.people.doors import Part, asked
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.waiting import Waiting

from .models import Import

SHOWN = 20
State = Import.State
STEPS: Final[dict[str, str | Promise]] = {
    State.ASKING: _("say what its columns are"),
    State.READY: _("look at what it would change, and confirm"),
    State.WRONG: _("look at its problems, mend the file, and send it again"),
    State.MOVED: _("look at it again: something has changed since"),
    State.ASIDE: _("send it in again, without whoever was erased"),
}


def parts(actor: Actor) -> list[Part]:
    """Of "my week": one's own imports that are not finished."""
    return [Part(_unfinished, [_own(actor)])]


def waiting_for(actor: Actor) -> list[Waiting]:
    """What waits for somebody here."""
    return asked(actor, parts)


def _own(actor: Actor) -> QuerySet[Import]:
    rows = Import.objects.visible_to(actor).filter(by=actor.person_id, state__in=STEPS)
    over = Q(state__in=(State.WRONG, State.ASIDE))
    return rows.exclude(over & Exists(_brought_in_since()))


def _brought_in_since() -> QuerySet[Import]:
    """Later files of the same kind that went in: what was wrong or put aside is here."""
    return Import.objects.filter(
        ecosystem=OuterRef("ecosystem"), target=OuterRef("target"), state=State.DONE,
        created_at__gt=OuterRef("created_at"), undone_at=None,
    )  # fmt: skip


def _unfinished(actor: Actor) -> list[Waiting]:
    """The oldest first. One query."""
    waiting = _own(actor).filter(not_closed()).select_related("ecosystem")
    return [
        Waiting(
            _("Import of %(file)s") % {"file": row.file_name},
            reverse("import", args=[row.ecosystem.slug, row.uuid]),
            row.ecosystem.where,
            STEPS[row.state],
        )
        for row in waiting.order_by("created_at", "pk")[:SHOWN]
    ]
