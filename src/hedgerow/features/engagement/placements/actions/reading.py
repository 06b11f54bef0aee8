"""Who asked for a placement reads that a host said no."""

from datetime import datetime
from functools import partial

from hedgerow.commons.notices.actions.reading import read_on_page
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.placements import news
from hedgerow.features.engagement.placements.models import Placement
from hedgerow.features.engagement.placements.notices import ANSWERS
from hedgerow.features.engagement.placements.parts import parts_of
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .hearing import said_of_answer


def read_answer(placement: Placement, *, by: Actor, at: datetime) -> bool:
    """Note that the learner, or who answers for them, has read that the host asked last said no.

    From then on it does not wait for them any more. Returns whether there was anything for them to read.
    Raises NotFound for who does not see the placement.
    """
    rows = Placement.objects.visible_to(by).select_related("ecosystem", "kind", "learner", "site")
    row = rows.prefetch_related("asks__host").filter(pk=placement.pk).first()
    if row is None:
        raise NotFound
    ask = news.no_of(row)
    if ask is None or by.person_id is None or not news.HEARING & parts_of(by, row):
        return False
    read_on_page(
        Person.objects.get(pk=by.person_id), ANSWERS.key, news.once_for(ask),
        partial(said_of_answer, row, ask), ecosystem=row.ecosystem, at=at, about=row.learner,
    )  # fmt: skip
    return True
