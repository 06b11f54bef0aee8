"""Sessions are noted, and ended when what they were signed in with is no longer worth anything."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from hedgerow.commons.people.models import Person

from ..models import OpenSession

CHUNK = 500
FRESH = timedelta(days=1)


def note_session(person: int, key: str, *, at: datetime) -> None:
    """Remember that this person is signed in with the session of that key, and since when."""
    Person.objects.filter(pk=person).update(signed_in_at=at)
    OpenSession.objects.create(person_id=person, session_key=key, since=at)


def move_session(before: str, key: str) -> None:
    """Remember a session by the new key it got."""
    OpenSession.objects.filter(session_key=before).update(session_key=key)


def leave_session(key: str) -> None:
    """Forget a session that somebody ends by signing out."""
    OpenSession.objects.filter(session_key=key).delete()


def end_sessions(people: Iterable[int], *, keep: str = "") -> None:
    """End every session of these persons but the one of the key ``keep``."""
    rows = OpenSession.objects.filter(person__in=list(people)).exclude(session_key=keep)
    keys = list(rows.values_list("session_key", flat=True))
    for start in range(0, len(keys), CHUNK):
        part = keys[start : start + CHUNK]
        Session.objects.filter(session_key__in=part).delete()
        OpenSession.objects.filter(session_key__in=part).delete()


def forget_sessions(at: datetime) -> int:
    """Forget sessions that are over; return how many were noted."""
    Session.objects.filter(expire_date__lt=at).delete()
    live = Session.objects.values("session_key")
    gone = OpenSession.objects.filter(since__lt=at - FRESH).exclude(session_key__in=live)
    return gone.delete()[0]
