"""Telling learners, and those who decide for them, how they stand in a round: in their language,
by the mail they want and outside their quiet hours."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.notices.actions import Said, tell_many
from hedgerow.commons.notices.kinds import Kind
from hedgerow.commons.people.models import Person

from ..models import Outcome, Refill, Round
from ..notices import PLACE, REMINDER
from ..queries.choosers import heard_for
from ..queries.results import reasons_in
from ..queries.wording import result_in_words, what_next

Words = Callable[[Person, str, str], Said]
"""What is said of a learner: the learner, how they are called, and the same, empty for themselves."""


def hear_reminder(row: Round, people: Collection[Person], *, once: str, at: datetime) -> None:
    """Tell that the list of each of them is still empty."""

    def words(person: Person, name: str, _other: str) -> Said:
        said = {"round": row.said("title"), "name": name, "ecosystem": row.ecosystem.said("name"),
                "until": date_format(row.closes_on, "DATE_FORMAT")}  # fmt: skip
        text = [
            _("%(name)s has not chosen yet in “%(round)s” (%(ecosystem)s).") % said,
            _(
                "There is time until the end of %(until)s. Put what you like best on top: it is always right to do so."
            )
            % said,
        ]
        return Said(_("%(round)s: please choose") % said, "\n\n".join(text), _page(row, person))

    _hear(row, people, REMINDER, words, once=once, at=at)


def hear_results(row: Round, outcomes: Iterable[Outcome], *, once: str, at: datetime) -> None:
    """Tell each what they got, and why not what they wanted more."""
    of = {one.person_id: one for one in outcomes}
    reasons = reasons_in(row)

    def words(person: Person, name: str, other: str) -> Said:
        mine = of[person.pk]
        text = [result_in_words(mine, other), *reasons(mine, other), *_then(row, mine, at)]
        subject = _("%(round)s: what %(name)s got") % {"round": row.said("title"), "name": name}
        return Said(subject, "\n\n".join(text), _page(row, person))

    _hear(row, [one.person for one in of.values()], PLACE, words, once=once, at=at)


def hear_refilled(row: Round, outcomes: Iterable[Outcome], *, at: datetime) -> None:
    """Tell those who got a place that came free, and those to whom a better one is offered."""
    of = {one.person_id: one for one in outcomes}
    waiting = Refill.objects.filter(round=row, person__in=of, answer=Refill.Answer.WAITING)
    better = {one.person_id: one.took for one in waiting.select_related("took")}

    def words(person: Person, name: str, other: str) -> Said:
        took = better.get(person.pk)
        said = {
            "round": row.said("title"),
            "name": name,
            "offer": took.said("title") if took else "",
        }
        if took:
            subject = _("%(round)s: a better place for %(name)s") % said
            text = [_(
                "A seat of %(offer)s came free, which stands higher on the list. Take it, or keep the place there is?"
            ) % said]  # fmt: skip
        else:
            subject = _("%(round)s: a place for %(name)s") % said
            text = [
                result_in_words(of[person.pk], other),
                _("A seat came free, and it was next in line."),
            ]
        return Said(subject, "\n\n".join([*text, *_answer_by(row)]), _page(row, person))

    _hear(row, [one.person for one in of.values()], PLACE, words, once=f"{at.isoformat()}", at=at)


def _hear(
    row: Round, people: Collection[Person], kind: Kind, words: Words, *, once: str, at: datetime
) -> None:
    for person, readers in heard_for(row, people, at):
        name = person.called or person.name
        tell_many(
            readers,
            kind.key,
            lambda reader, person=person, name=name: words(  # type: ignore[misc]  # bound now
                person, name, "" if reader.pk == person.pk else name
            ),
            ecosystem=row.ecosystem,
            at=at,
            about=person,
            once=f"{row.uuid}:{person.uuid}:{once}",
        )


def _then(row: Round, mine: Outcome, at: datetime) -> list[str]:
    """What can be done now: with a place to answer, without one to look elsewhere too."""
    if mine.offer_id is not None:
        return _answer_by(row)
    return [capfirst(what_next(row, day_in(row.ecosystem, at)))]


def _answer_by(row: Round) -> list[str]:
    if row.answer_by is None:
        return []
    day = date_format(row.answer_by, "DATE_FORMAT")
    return [_("Please answer until the end of %(day)s.") % {"day": day}]


def _page(row: Round, person: Person) -> str:
    return reverse("choice-learner", args=[row.ecosystem.slug, row.uuid, person.uuid])
