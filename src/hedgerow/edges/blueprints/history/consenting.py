"""What families answered where consent is asked: some by themselves, most on paper."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from random import Random

from hedgerow.commons.membership.actions import answer_consent, record_consents
from hedgerow.commons.membership.models import ConsentPurpose
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step

from . import codes
from .days import evening
from .partnering import acting

LEARNERS, THEMSELVES = 120, 3
"""So many learners have an answer at most, of so many a guardian gives it without paper."""
AGREE, REFUSE = 0.75, 0.1
ASKED, ON_PAPER = timedelta(days=90), timedelta(days=75)


def steps(plot: Plot) -> Iterator[Step]:
    for one in plot.blueprint.consents:
        yield Step("consents", partial(_consent, key=one.key))


def _consent(plot: Plot, key: str) -> None:
    """Most agree, a few do not, and of some the answer is yet to come."""
    purpose = ConsentPurpose.objects.get(ecosystem=plot.ecosystem, key=key, retired_at=None)
    wanted = map(codes.learner, range(min(plot.sizes.learners, LEARNERS)))
    people = list(Person.objects.filter(pk__in=codes.people(plot.ecosystem, wanted).values()))
    people.sort(key=lambda person: person.code)
    themselves = _by_guardians(plot, purpose, people)
    chance = Random(f"{plot.history.seed}:consents:{key}")
    drawn = [(person, chance.random()) for person in people if person.pk not in themselves]
    paper = evening(plot, plot.today - ON_PAPER)
    for agrees, least, most in ((True, 0, AGREE), (False, AGREE, AGREE + REFUSE)):
        some = [person for person, number in drawn if least <= number < most]
        record_consents(purpose, some, agrees, by=SIMULATION, at=paper)


def _by_guardians(plot: Plot, purpose: ConsentPurpose, people: list[Person]) -> set[int]:
    """Whose guardian answered on the day after it was asked; all of these agreed."""
    young = [person for person in people if person.born is None]
    ties = Guardian.objects.filter(ecosystem=plot.ecosystem, learner__in=young).order_by("pk")
    found = {one.learner_id: one for one in ties.select_related("learner")[:THEMSELVES]}
    at = evening(plot, plot.today - ASKED + timedelta(days=1))
    for tie in found.values():
        answer_consent(purpose, tie.learner, True, by=acting(tie.guardian_id), at=at)
    return {*found}
