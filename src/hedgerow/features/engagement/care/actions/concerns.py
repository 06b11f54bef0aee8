"""A concern is raised, looked at, noted on and closed; who raised it is thanked and told nothing."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import VIEW_ECOSYSTEM
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.notices.actions import Said, tell, tell_many
from hedgerow.commons.people.models import Person
from hedgerow.foundation import journal
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor

from ..errors import ConcernClosed
from ..models import LEADS, Concern, ConcernLook, ConcernNote
from ..queries.leads import leads_for
from ..queries.naming import namers_for
from ..rules import ALERT, NAMELESS, RECEIPT


@transaction.atomic
def raise_concern(
    ecosystem: Ecosystem,
    text: str,
    *,
    about: Person | None = None,
    about_name: str = "",
    against: Person | None = None,
    by: Actor,
    at: datetime,
) -> Concern:
    """Tell the leads that one fears for a child; anybody who belongs to the ecosystem may.

    Where none may read it, whoever can name one is told that one is missing. ``against`` never
    learns of either. The journal says neither who nor about whom. Raises NotFound
    to outsiders and for a person one does not see, or Invalid.
    """
    if by.person_id is None or not by.holds(VIEW_ECOSYSTEM, ecosystem.pk):
        raise NotFound
    seen = Person.objects.visible_to(by)
    if about and about.pk != by.person_id and not seen.filter(pk=about.pk).exists():
        raise NotFound
    if not text.strip():
        raise Invalid({"text": [_("Say in your own words what happened or what worries you.")]})
    row = Concern.objects.create(
        ecosystem=ecosystem, site_id=_school(ecosystem, about, by), about=about,
        about_name=about_name.strip()[:200], against=against, text=text.strip()[:4000],
        raised_by_id=by.person_id, at=at,
    )  # fmt: skip
    _record("care.concern_raised", row, at)
    leads = leads_for(row, at)
    tell_many(leads, ALERT, lambda _person: _waiting(row), ecosystem=ecosystem, at=at)
    if leads:
        text = _("Thank you for telling us. It has reached the person who is responsible.")
    else:
        namers = namers_for(row, at)
        tell_many(namers, NAMELESS, lambda _person: _missing(row), ecosystem=ecosystem, at=at)
        text = _("Thank you for telling us. It is kept safely until somebody is named to read it.")
    _thank(row, at, text)
    return row


@transaction.atomic
def look_at_concern(concern: Concern, *, by: Actor, at: datetime) -> Concern:
    """Open it; that is noted, and the first look takes it in hand. Raises NotFound."""
    row = _locked(concern, by)
    ConcernLook.objects.create(concern=row, by_id=by.person_id, at=at)
    if row.state == Concern.State.RAISED:
        row.state, row.taken_by_id = Concern.State.TAKEN, by.person_id
        row.save(update_fields=["state", "taken_by"])
        _record("care.concern_taken", row, at)
        _thank(row, at, _("Somebody is looking after what you told us."))
    return row


@transaction.atomic
def note_on_concern(
    concern: Concern, kind: str, text: str, *, by: Actor, at: datetime
) -> ConcernNote:
    """Note something or what was done. Raises NotFound, ConcernClosed or Invalid."""
    row = _locked(concern, by)
    if row.state == Concern.State.CLOSED:
        raise ConcernClosed
    if not text.strip() or kind not in ConcernNote.Kind.values:
        raise Invalid({"text": [_("Say what you note or did.")]})
    found = ConcernNote.objects.create(
        concern=row, kind=kind, text=text.strip()[:4000], by_id=by.person_id, at=at
    )
    _record("care.concern_noted", row, at)
    return found


@transaction.atomic
def close_concern(concern: Concern, outcome: str, *, by: Actor, at: datetime) -> Concern:
    """Close it with what came of it. Raises NotFound, ConcernClosed or Invalid."""
    row = _locked(concern, by)
    if row.state == Concern.State.CLOSED:
        raise ConcernClosed
    if not outcome.strip():
        raise Invalid({"outcome": [_("Say what came of it.")]})
    row.state, row.closed_at, row.outcome = Concern.State.CLOSED, at, outcome.strip()[:500]
    row.save(update_fields=["state", "closed_at", "outcome"])
    _record("care.concern_closed", row, at)
    return row


def _locked(concern: Concern, by: Actor) -> Concern:
    rows = Concern.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.select_related("ecosystem", "raised_by").filter(pk=concern.pk).first()
    if row is None:
        raise NotFound
    return row


def _school(ecosystem: Ecosystem, about: Person | None, by: Actor) -> int | None:
    """Where the child is, else where who raises it is."""
    for person in filter(None, (about.pk if about else None, by.person_id)):
        held = Assignment.objects.filter(
            ecosystem=ecosystem, person=person, ends=None, organisation__isnull=False
        )
        site = held.order_by("pk").values_list("organisation_id", flat=True).first()
        if site is not None:
            return site
    return None


def _waiting(row: Concern) -> Said:
    path = f"/e/{row.ecosystem.slug}/concerns/"
    text = _("Something was told to you in confidence. Sign in to read it.")
    return Said(_("Something waits for you"), text, path)


def _missing(row: Concern) -> Said:
    """That somebody has to be named, and not why."""
    path = f"{reverse('role-new', args=[row.ecosystem.slug])}?role={LEADS[0]}"
    said = {"ecosystem": row.ecosystem.said("name")}
    text = _(
        "In %(ecosystem)s nobody can read what is told in confidence. Please name a safeguarding lead there."
    )
    return Said(_("Name a safeguarding lead"), text % said, path)


def _thank(row: Concern, at: datetime, text: str) -> None:
    if row.raised_by is not None:
        tell(
            row.raised_by, RECEIPT, lambda: Said(_("Your message has arrived"), text),
            ecosystem=row.ecosystem, at=at,
        )  # fmt: skip


def _record(kind: str, row: Concern, at: datetime) -> None:
    """That it happened: by nobody, about nobody; also where the ecosystem is closed."""
    journal.record(
        kind, by=Actor(via="page"), at=at, ecosystem=row.ecosystem_id, payload={}, even_closed=True
    )
