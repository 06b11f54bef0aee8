"""Telling people that a place is kept for them, in their language."""

from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import on_the_wall
from hedgerow.commons.membership.actions.standing import standing_of
from hedgerow.commons.notices.actions import Said, tell_many
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp
from hedgerow.features.engagement.opportunities.notices import PLACES
from hedgerow.foundation.ui.zones import there

State = SignUp.State


def hear(row: Opportunity, sign_up: SignUp, at: datetime) -> None:
    """Tell whoever has to answer, or whom the place is for, how it stands now."""
    if sign_up.origin == "simulated":
        return
    person = sign_up.person
    once = f"{sign_up.uuid}:{sign_up.state}:{at.isoformat()}"
    tell_many(
        _heard(row, person, at),
        PLACES.key,
        lambda reader: _said(row, sign_up, reader),
        ecosystem=row.ecosystem,
        at=at,
        about=person,
        once=once,
    )


def _heard(row: Opportunity, person: Person, at: datetime) -> list[Person]:
    """The person, and those who answer as long as the person does not do so alone."""
    if standing_of(row.ecosystem, [person], at)[person.pk].of_age:
        return [person]
    ties = Guardian.objects.seeing().filter(
        ecosystem=row.ecosystem, learner=person, ends__isnull=True
    )
    guardians = [tie.guardian for tie in ties.select_related("guardian").order_by("pk")]
    return [person, *guardians]


def _said(row: Opportunity, sign_up: SignUp, reader: Person) -> Said:
    path = reverse("opportunity", args=[row.ecosystem.slug, row.uuid])
    called = {"title": row.said("title"), "name": sign_up.person.called or sign_up.person.name}
    until = ""
    if sign_up.expires_at is not None:
        until = _until(sign_up.expires_at, reader.time_zone, row.ecosystem.time_zone)
    called["until"] = until
    subject, text = _words(sign_up.state, own=reader.pk == sign_up.person_id)
    return Said(subject % called, text % called, path)


def _until(moment: datetime, own: str, place: str) -> str:
    """By the reader's own clocks where they set them, and by those there where these say other."""
    wall = date_format(on_the_wall(moment, own or place), "DATETIME_FORMAT")
    said = there(moment, place, own or place)
    return f"{wall} ({said})" if said else wall


def _words(state: str, *, own: bool) -> tuple[str, str]:
    """A line and a sentence for each state that somebody is told of."""
    if state == State.ASKED:
        return _("“%(title)s”: %(name)s asks for a place"), _(
            "A place is kept for %(name)s until %(until)s. A guardian says whether it is taken."
        )
    if state == State.OFFERED:
        return _("“%(title)s”: there is a place for %(name)s"), _(
            "A place has become free. It is kept for %(name)s until %(until)s; then the next is asked."
        )
    if state == State.EXPIRED:
        return _("“%(title)s”: the place for %(name)s is given on"), _(
            "Nobody answered in time. %(name)s can sign up again."
        )
    if own:
        return _("“%(title)s”: you have a place"), _("You have a place. See when and where it is.")
    return _("“%(title)s”: %(name)s has a place"), _(
        "%(name)s has a place. See when and where it is."
    )
