"""How oneself and one's children stand with opportunities, and what is asked of one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from hedgerow.commons.ecosystems.clock import day_in, on_the_wall
from hedgerow.commons.membership.actions.standing import newest, standing_of
from hedgerow.commons.membership.customs import in_language
from hedgerow.commons.membership.models import Assignment, ConsentPurpose
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.opportunities.giving import is_held, ways_back
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp
from hedgerow.foundation.permissions import Actor

from .fitting import fits, takes
from .given import given_to, next_sessions, when
from .places import position

State = SignUp.State
CURRENT = (State.ASKED, State.WAITING, State.OFFERED, State.PLACED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Oneself or a child, with how they stand and what one may do for them.

    ``given`` is a place that nobody signed up for, ``back`` where it is given back; ``no_guardian``
    says that one would have to agree and none is known.
    """

    person: UUID
    name: str
    own: bool
    sign_up: UUID | None
    state: str
    state_words: str
    position: int
    until: datetime | None
    may_sign_up: bool
    may_answer: bool
    may_leave: bool
    decides: str
    consent: str
    consent_text: str
    no_guardian: bool = False
    given: bool = False
    when: str = ""
    back: str = ""


def candidates(actor: Actor, row: Opportunity, at: datetime) -> Sequence[Candidate]:
    """Oneself, if one belongs here, and one's children here; nobody for the public."""
    people = people_here(actor, row, at)
    if not people:
        return []
    standings = standing_of(row.ecosystem, people, at)
    known = {
        one.person_id: one for one in SignUp.objects.filter(opportunity=row, person__in=people)
    }
    agreed = newest(row.ecosystem, [one.pk for one in people], [row.consent]) if row.consent else {}
    asked, held = _asked(row), is_held(row) is not None
    found = [
        _candidate(
            actor, row, one, known.get(one.pk), at, of_age=standings[one.pk].of_age, held=held,
            asked=None if _is_given(agreed.get((one.pk, row.consent))) else asked,
        )
        for one in people
    ]  # fmt: skip
    found = _with_given(actor, row, people, found, at)
    # that it is not for oneself is told to learners alone: others look at it for their children
    return [one for one in found if not one.own or _concerns(one) or len(found) == 1]


def _concerns(one: Candidate) -> bool:
    return bool(one.state) or one.may_sign_up or one.no_guardian


def _with_given(
    actor: Actor, row: Opportunity, people: Sequence[Person], found: Sequence[Candidate], at: datetime
) -> list[Candidate]:  # fmt: skip
    """The same, with the places that they have otherwise than by signing up, and when to come."""
    given = given_to(row, [one.pk for one in people], at)
    if not given and all(one.state != State.PLACED for one in found):
        return list(found)
    activity = row.activity_id or 0
    backs = ways_back(actor, [(activity, pk) for pk in given], at)
    said = when(row, next_sessions([activity], at))
    return [
        _placed(one, said, person.pk in given, backs.get((activity, person.pk), ""))
        for person, one in zip(people, found, strict=True)
    ]


def _placed(one: Candidate, said: str, given: bool, back: str) -> Candidate:
    """The same, told when to come; one who was given a place has it without signing up."""
    if given and not one.state:
        return replace(
            one, state=State.PLACED.value, state_words=str(State.PLACED.label), given=True,
            may_sign_up=False, no_guardian=False, decides="", when=said, back=back,
        )  # fmt: skip
    return replace(one, when=said) if one.state == State.PLACED else one


def people_here(actor: Actor, row: Opportunity, at: datetime) -> list[Person]:
    """Oneself, if one belongs to its ecosystem, and one's children there."""
    if actor.person_id is None:
        return []
    day = day_in(row.ecosystem, at)
    running = Q(ends__isnull=True) | Q(ends__gte=day)
    ties = Guardian.objects.seeing().filter(
        running, ecosystem=row.ecosystem, guardian=actor.person_id, starts__lte=day
    )
    here = Assignment.objects.filter(running, ecosystem=row.ecosystem, person=actor.person_id)
    mine = Q(pk__in=ties.values("learner")) | Q(pk=actor.person_id, pk__in=here.values("person"))
    found = Person.objects.filter(mine, erased_at=None).order_by("sort_name", "pk")
    return sorted(found, key=lambda one: one.pk != actor.person_id)


def _asked(row: Opportunity) -> ConsentPurpose | None:
    if not row.consent:
        return None
    rows = ConsentPurpose.objects.filter(ecosystem=row.ecosystem, key=row.consent)
    return rows.filter(retired_at=None).first()


def _is_given(answer: object) -> bool:
    return getattr(answer, "answer", "") == "given"


def _candidate(
    actor: Actor, row: Opportunity, person: Person, known: SignUp | None, at: datetime, *,
    of_age: bool, held: bool, asked: ConsentPurpose | None,
) -> Candidate:  # fmt: skip
    own = person.pk == actor.person_id
    decides = own or not of_age
    answers = decides and (not own or of_age or not row.guardian_agrees)
    state = known.state if known and known.state in CURRENT else ""
    kept = known is not None and known.expires_at is not None and known.expires_at > at
    languages = row.ecosystem.languages
    zone = row.ecosystem.time_zone
    until = on_the_wall(known.expires_at, zone) if known and known.expires_at and kept else None
    new = not state and not held and takes(row, at) and fits(row, person, at, of_age=of_age)
    alone = new and own and row.guardian_agrees and not of_age and not has_guardian(row, person)
    return Candidate(
        person=person.uuid,
        name=person.called or person.name,
        own=own,
        sign_up=known.uuid if known and state else None,
        state=state,
        state_words=str(known.get_state_display()) if known and state else "",
        position=position(known) if known and state == State.WAITING else 0,
        until=until,
        may_sign_up=new and decides and not alone,
        may_answer=kept and answers,
        may_leave=decides and state in (State.WAITING, State.PLACED, State.ASKED),
        decides="" if decides else "alone",
        consent=in_language(asked.titles, languages) if asked and answers else "",
        consent_text=in_language(asked.texts, languages) if asked and answers else "",
        no_guardian=alone,
    )


def has_guardian(row: Opportunity, person: Person) -> bool:
    """Whether there is somebody to ask."""
    ties = Guardian.objects.seeing().filter(ecosystem=row.ecosystem, learner=person)
    return ties.filter(ends__isnull=True).exists()


def own_places(actor: Actor) -> QuerySet[SignUp]:
    """Where oneself and one's children have a place or wait, in every ecosystem."""
    rows = SignUp.objects.filter(SignUp.objects.of_own(actor), state__in=CURRENT)
    return rows.select_related("opportunity__ecosystem", "person").order_by("-asked_at", "-pk")
