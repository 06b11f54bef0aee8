"""Telling people: a notice each, in their language, and a letter when it is due."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from hedgerow.commons.ecosystems.clock import moment_of, on_the_wall
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.bars import barred_among
from hedgerow.commons.people.models import Person
from hedgerow.foundation import jobs
from hedgerow.foundation.ui.speaking import reading_as, words_in

from ..kinds import Kind, Pace, kind_of
from ..models import Hours, Letter, Notice, Preference
from ..rules import next_digest, out_of_quiet

LETTER: Final = "notices.send_letter"
LONGEST: Final = 4000
TRIES: Final = 110
"""The pause grows to half an hour: two days in all."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one person is told: a line, a few sentences in plain text, and the path of the page.

    ``language`` is that in which somebody wrote it, where it is not the catalogue's words.
    """

    subject: str
    text: str
    path: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Zone:
    time_zone: str


def tell(
    person: Person,
    kind: str,
    say: Callable[[], Said],
    *,
    ecosystem: Ecosystem,
    at: datetime,
    about: Person | None = None,
    once: str = "",
) -> Notice | None:
    """Tell one person something, in the caller's transaction; None where that was told before.

    ``kind`` is a registered key. ``say`` is called with the person's language switched on, so that
    gettext inside it speaks to the reader. ``about`` names the learner it is about, if it is about
    one: a reader who may not see that learner by then gets nothing. ``once`` is a key of the
    caller's for what must not be told twice, however often a job is tried.

    Mail follows the person's preferences and quiet hours, and goes to a proved address alone;
    the notice stands on the person's page in any case.
    """
    return next(
        iter(tell_many([person], kind, lambda _: say(), ecosystem=ecosystem, at=at, about=about, once=once)),
        None,
    )  # fmt: skip


@transaction.atomic
def tell_many(
    people: Collection[Person],
    kind: str,
    say: Callable[[Person], Said],
    *,
    ecosystem: Ecosystem,
    at: datetime,
    about: Person | None = None,
    once: str = "",
) -> list[Notice]:
    """Tell each of these people, as ``tell`` does, with as many queries for many as for one.

    Whoever is barred from the learner it is about is told nothing: no row is kept for them.
    """
    known, ids = kind_of(kind), [person.pk for person in people]
    told = set(barred_among(about.pk, ids)) if about is not None else set()
    if once:
        before = Notice.objects.filter(person__in=ids, kind=kind, once=once)
        told |= set(before.values_list("person_id", flat=True))
    paces = dict(
        Preference.objects.filter(person__in=ids, kind=kind).values_list("person_id", "pace")
    )
    hours = {row.person_id: row for row in Hours.objects.filter(person__in=ids)}
    rows = [
        _notice(
            person, known, say, ecosystem, at, about, once,
            paces.get(person.pk, known.pace), hours.get(person.pk) or Hours(),
        )
        for person in people
        if person.pk not in told and person.erased_at is None
    ]  # fmt: skip
    _give_letters(rows)
    return Notice.objects.bulk_create(rows)


def _notice(
    person: Person,
    kind: Kind,
    say: Callable[[Person], Said],
    ecosystem: Ecosystem,
    at: datetime,
    about: Person | None,
    once: str,
    pace: str,
    hours: Hours,
) -> Notice:
    spoken = [person.language, *ecosystem.languages]
    with reading_as(*spoken):
        said = say(person)
    if not kind.optional:
        pace = Pace.AT_ONCE
    return Notice(
        ecosystem=ecosystem, person=person, kind=kind.key, once=once,
        language=said.language or words_in(*spoken),
        about=None if about is None or about.pk == person.pk else about,
        subject=" ".join(said.subject.split())[:200], text=said.text.strip()[:LONGEST], path=said.path,
        pace=pace, at=at, due_at=due(pace, at, person.time_zone or ecosystem.time_zone, hours),
    )  # fmt: skip


def due(pace: str, at: datetime, zone: str, hours: Hours) -> datetime | None:
    """When a letter with it may leave; None: never."""
    if pace == Pace.NEVER:
        return None
    begins = wall = on_the_wall(at, zone)
    if pace in (Pace.DAILY, Pace.WEEKLY):
        wall = next_digest(wall, hours.digest_at, hours.weekday if pace == Pace.WEEKLY else None)
    wall = out_of_quiet(wall, hours.quiet_from, hours.quiet_until)
    return at if wall == begins else moment_of(Zone(zone), wall, wall.time())


def _give_letters(rows: Collection[Notice]) -> None:
    """A letter for each that is told at once; those of a day or week are put together later."""
    alone = [
        (row, Letter(person=row.person, pace=Pace.AT_ONCE, due_at=row.due_at))
        for row in rows
        if row.pace == Pace.AT_ONCE and row.due_at is not None
    ]
    Letter.objects.bulk_create([letter for _row, letter in alone])
    for row, letter in alone:
        row.letter = letter
        post(letter)


def post(letter: Letter) -> None:
    """Ask for it to be sent when it is due: a mail server that fails now is asked again later."""
    jobs.enqueue(
        LETTER, {"letter": letter.pk}, run_at=letter.due_at, slot=str(letter.uuid),
        max_attempts=TRIES,
    )  # fmt: skip
