"""Whom it was proposed to pair: a proposal that was published and answered, and one to look at."""

from collections.abc import Iterator
from datetime import timedelta

from hedgerow.commons.membership.models import Assignment
from hedgerow.edges.blueprints.plot import Plot, Step
from hedgerow.features.engagement.mentoring import actions
from hedgerow.features.engagement.mentoring.errors import NothingToPair
from hedgerow.features.engagement.mentoring.models import Need

from .days import evening, morning
from .partnering import acting

DAY = timedelta(days=1)


def steps(plot: Plot) -> Iterator[Step]:
    if plot.blueprint.mentoring:
        yield Step("proposals of pairs", _proposals)


def _proposals(plot: Plot) -> None:
    """One site's is published, and every other mentor accepts; the whole's is still a draft."""
    waiting = Need.objects.filter(ecosystem=plot.ecosystem, state=Need.State.WAITING)
    first = waiting.order_by("pk").first()
    if first is None:
        return
    conveners = Assignment.objects.filter(ecosystem=plot.ecosystem, role="convener")
    ours = acting(conveners.order_by("pk").values_list("person", flat=True).first())
    on = plot.today - 4 * DAY
    try:
        row = actions.make_proposal(
            plot.ecosystem, first.kind, by=ours, at=morning(plot, on), site_id=first.site_id
        )
        pairs = actions.publish_proposal(row, by=ours, at=evening(plot, on))
        for number, pair in enumerate(pairs):
            if number % 2 == 0:
                actions.answer_pair(
                    pair,
                    True,
                    "mentor",
                    by=acting(pair.offer.person_id),
                    at=evening(plot, on + DAY),
                )
        actions.make_proposal(plot.ecosystem, first.kind, by=ours, at=plot.at - 2 * DAY / 24)
    except NothingToPair:
        return
