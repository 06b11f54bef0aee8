"""Emergency details, for those on duty."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hedgerow.commons.activities.models import Session
from hedgerow.commons.activities.queries import RegisterPage, register_page, session_row
from hedgerow.commons.activities.rules import on_duty
from hedgerow.commons.people.models import Person
from hedgerow.foundation.acts.looking import keep_no_answer
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from .. import actions
from ..errors import NotOnDuty
from ..queries.details import is_on_duty


@never_cache
def emergency(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Whose details can be opened now: those on the register. Nothing of them is shown yet."""
    by = actor(request)
    row = _session(by, slug, uuid)
    page = register_page(by, row)
    return render(request, "families/emergency.html", {"page": page})


@require_POST
@never_cache
def open_one(request: HttpRequest, slug: str, uuid: UUID, person: UUID) -> HttpResponse:
    """One learner's details; that they were opened is noted."""
    by = actor(request)
    row = session_row(by, slug, uuid)
    learner = Person.objects.filter(uuid=person, erased_at=None).first()
    if learner is None:
        raise NotFound
    keep_no_answer(request)
    found = actions.open_details(row, learner, by=by, at=timezone.now())
    page = register_page(by, row)
    context = {"page": page, "details": found, "name": _called(page, learner)}
    return render(request, "families/emergency.html", context)


def _called(page: RegisterPage, learner: Person) -> str:
    """The whole name, and what tells it from another on the register."""
    line = next((one for one in page.lines if one.uuid == learner.uuid), None)
    return line.name if line and line.name.startswith(learner.name) else learner.name


def _session(by: Actor, slug: str, uuid: UUID) -> Session:
    row = session_row(by, slug, uuid)
    if not is_on_duty(by, row) or not on_duty(row.starts_at, row.minutes, timezone.now()):
        raise NotOnDuty
    return row
