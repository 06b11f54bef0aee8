"""Consents as those who answer them, and those who must know, see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise

from hedgerow.commons.ecosystems.clock import day_in, is_over, perhaps_running
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.ties import with_ties
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.waiting import Where

from .actions.standing import guarded_by
from .customs import AGE, in_language
from .models import Assignment, Consent, ConsentPurpose, Customs
from .rules import answers_oneself

Text = str | Promise

SPAN = ("ends", "ecosystem__time_zone")


@dataclass(frozen=True, slots=True)
class Given:
    """One answer: what, when, by whom, and to which version."""

    answer: str
    label: Text
    at: datetime
    by: str
    capacity: Text
    version: int


@dataclass(frozen=True, slots=True)
class Question:
    """What one person is asked in one ecosystem, as a learner or not, and what was answered."""

    purpose: UUID
    title: str
    text: str
    where: Where
    answer: str
    is_newer: bool
    may_answer: bool
    why_not: Text
    age: int
    learns: bool
    history: tuple[Given, ...]

    @property
    def ecosystem(self) -> str:
        return self.where.name


@dataclass(frozen=True, slots=True)
class Asked:
    """One person, oneself or a ward, with the questions."""

    uuid: UUID
    name: str
    is_me: bool
    questions: tuple[Question, ...]


def asked_of(actor: Actor, at: datetime) -> tuple[Asked, ...]:
    """What the actor is asked, and what the actor's wards are. Six queries, however many."""
    me = actor.person_id or 0
    running = perhaps_running(at)
    wards = {(learner, where) for where, learner in guarded_by(actor, at)}
    own = Q(pk=me) | Q(pk__in={learner for learner, _where in wards})
    people = list(Person.objects.filter(own, erased_at=None).order_by("sort_name", "pk"))
    roles = Assignment.objects.filter(running, person__in=people)
    told = roles.values_list("person_id", "ecosystem_id", "role", *SPAN)
    held = {tuple(role) for *role, ends, zone in told if not is_over(ends, zone, at)}
    places = {(who, where) for who, where, _role in held if who == me or (who, where) in wards}
    rows = ConsentPurpose.objects.filter(
        ecosystem__in={where for _who, where in places}, retired_at=None
    )
    purposes = list(rows.select_related("ecosystem").order_by("ecosystem__name", "key"))
    answers = _answers([person.pk for person in people])
    ages = dict(Customs.objects.values_list("ecosystem_id", "age_of_consent"))
    found = []
    for person in sorted(people, key=lambda one: one.pk != me):
        questions = [
            _question(
                one, person, answers.get((person.pk, one.ecosystem_id, one.key), []), me,
                learns=(person.pk, one.ecosystem_id, "learner") in held,
                age=ages.get(one.ecosystem_id, AGE), at=at,
            )
            for one in purposes
            if (person.pk, one.ecosystem_id) in places
        ]  # fmt: skip
        found.append(Asked(person.uuid, person.name, person.pk == me, tuple(questions)))
    return tuple(found)


def unanswered(actor: Actor, at: datetime) -> QuerySet[Assignment]:
    """Roles by which the actor, as a learner, or a ward is asked something and never answered."""
    known = with_ties(actor).ties
    wards = {one.learner for one in known.seeing} if known else set()
    said = Consent.objects.filter(
        person=OuterRef(OuterRef("person")),
        ecosystem=OuterRef("ecosystem"),
        purpose=OuterRef("key"),
    )
    open_ = ConsentPurpose.objects.filter(
        ~Exists(said), ecosystem=OuterRef("ecosystem"), retired_at=None
    )
    learns = Q(person=actor.person_id or 0, role="learner") | Q(person__in=wards)
    return Assignment.objects.filter(perhaps_running(at), learns, Exists(open_))


def _answers(people: Sequence[int]) -> dict[tuple[int, int, str], list[Consent]]:
    """Every answer of these persons, newest first."""
    rows = Consent.objects.filter(person__in=people).select_related("given_by")
    found: dict[tuple[int, int, str], list[Consent]] = {}
    for row in rows.order_by("-at", "-pk"):
        found.setdefault((row.person_id, row.ecosystem_id, row.purpose), []).append(row)
    return found


def _question(
    purpose: ConsentPurpose,
    person: Person,
    answers: Sequence[Consent],
    me: int,
    *,
    learns: bool,
    age: int,
    at: datetime,
) -> Question:
    of_age = answers_oneself(person.born, learns=learns, age=age, on=day_in(purpose.ecosystem, at))
    last, languages = (answers[0] if answers else None), purpose.ecosystem.languages
    return Question(
        purpose=purpose.uuid,
        title=in_language(purpose.titles, languages) or purpose.key,
        text=in_language(purpose.texts, languages),
        where=purpose.ecosystem.where,
        answer=last.answer if last else "",
        is_newer=bool(last and last.version != purpose.version),
        may_answer=of_age == (person.pk == me),
        why_not="guardian" if person.pk == me else "oneself",
        age=age,
        learns=learns,
        history=tuple(_given(one) for one in answers),
    )


def _given(row: Consent) -> Given:
    by = row.given_by.name if row.given_by else ""
    label, how = row.get_answer_display(), row.get_capacity_display()
    return Given(row.answer, label, row.at, by, how, row.version)
