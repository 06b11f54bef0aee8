"""Opening, closing and archiving; with the ``revision`` that was read, Stale where it says more now."""

from datetime import datetime

from django.db import transaction

from hedgerow.features.engagement.opportunities.errors import NoJudge, NotNow, NotReady
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp
from hedgerow.features.engagement.opportunities.queries.lacking import lacking
from hedgerow.features.engagement.opportunities.queries.unjudged import awaits_judges
from hedgerow.foundation.permissions import Actor

from . import line, running
from .answering import tell_proposer
from .checks import managed, require_read
from .telling import tell

State = Opportunity.State
UNDECIDED = (SignUp.State.ASKED, SignUp.State.WAITING, SignUp.State.OFFERED)


@transaction.atomic
def open_opportunity(
    opportunity: Opportunity, *, by: Actor, at: datetime, revision: int | None = None
) -> Opportunity:
    """Show a draft to those who may see it, or take up again what was closed or archived.

    Who opens what a family or member proposed leads it, unless somebody does; who proposed it is told.

    Raises NotFound, NotPermitted, NotNow where it is open, or NotReady, which names what is missing.
    """
    row = managed(opportunity, by)
    require_read(row, revision)
    if row.state == State.OPEN:
        raise NotNow(state=row.get_state_display())
    if missing := lacking(row):
        raise NotReady(title=row.said("title"), fields=missing)
    is_new = row.is_proposal
    if is_new and row.leader_id is None:
        row.leader_id = by.person_id
    row.state = State.OPEN
    running.run(row, by, at)
    found = _moved(row, State.OPEN, "opened", by, at)
    if is_new:
        tell_proposer(found, at)
    line.pass_on(found, at)
    return found


@transaction.atomic
def close_opportunity(
    opportunity: Opportunity, *, by: Actor, at: datetime, revision: int | None = None
) -> Opportunity:
    """Take nobody new; it stays to be seen.

    Raises NotFound, NotPermitted, NotNow, or NoJudge where somebody takes part whom nobody judges.
    """
    row = managed(opportunity, by)
    require_read(row, revision)
    if row.state != State.OPEN:
        raise NotNow(state=row.get_state_display())
    if awaits_judges(row):
        raise NoJudge(title=row.said("title"))
    return _moved(row, State.CLOSED, "closed", by, at)


@transaction.atomic
def archive_opportunity(
    opportunity: Opportunity, *, by: Actor, at: datetime, revision: int | None = None
) -> Opportunity:
    """Put away a draft or what is closed: no list shows it, and nobody waits for it any more.

    Raises NotFound, NotPermitted or NotNow.
    """
    row = managed(opportunity, by)
    require_read(row, revision)
    if row.state not in (State.DRAFT, State.CLOSED):
        raise NotNow(state=row.get_state_display())
    for sign_up in SignUp.objects.filter(opportunity=row, state__in=UNDECIDED):
        line.held(row, -(sign_up.state in SignUp.HOLDING))
        line.over(sign_up, SignUp.State.EXPIRED, at)
    running.end(row, by, at, closed=True)
    return _moved(row, State.ARCHIVED, "archived", by, at)


def _moved(
    row: Opportunity, state: Opportunity.State, told: str, by: Actor, at: datetime
) -> Opportunity:
    row.state = state
    row.revision += 1
    row.changed_at = at
    row.save()
    tell(told, row, by=by, at=at)
    return row
