"""A live pair runs as an activity: its place, its register and its hours are kept there, once."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from hedgerow.commons.activities import actions as activities
from hedgerow.commons.activities.models import Activity, Enrolment, Kind
from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.telling import main_language
from hedgerow.foundation.permissions import Actor

from ..errors import NotAgreed, PairOver
from ..models import Pairing
from ..queries import pool
from ..rules.pairs import cleared
from .belongs import locked, require_arranging, tell
from .pairable import not_checked

OVER = (Pairing.State.ENDED, Pairing.State.DECLINED, Pairing.State.LIVE)


@transaction.atomic
def begin_pair(pairing: Pairing, starts: date, *, by: Actor, at: datetime) -> Pairing:
    """Let a pair begin to which both said yes: who helps may, and who arranges.

    The learner gets a place in the activity that the offer runs as: a group where others have one.

    Raises NotFound, NotPermitted, PairOver, NotAgreed, or NotChecked where a check has run out.
    """
    row: Pairing = locked(
        Pairing, pairing, by, "offer__person", "offer__site", "need__person", "need__site"
    )
    if row.offer.person_id != by.person_id:
        require_arranging(by, row.ecosystem, row.need.site_id)
    if row.state in OVER:
        raise PairOver
    if row.state != Pairing.State.AGREED:
        raise NotAgreed
    required = [key for key, _title in pool.required_checks(row.ecosystem)]
    day = max(starts, day_in(row.ecosystem, at))
    valid = pool.valid_checks(row.ecosystem, [row.offer.person_id], day)
    if not cleared(required, valid.get(row.offer.person_id, ())):
        raise not_checked(row.ecosystem, row.offer.person, day)
    so = replace(by, steward=True)  # what follows from what the actor may do
    row.activity = _activity(row, starts, by=so, at=at)
    activities.enrol(row.activity, row.need.person, starts, by=so, at=at)
    row.state, row.starts = Pairing.State.LIVE, starts
    row.save(update_fields=["state", "starts", "activity"])
    tell("pair_begun", row, by, at, [row.offer.person, row.need.person])
    return row


def _activity(row: Pairing, starts: date, *, by: Actor, at: datetime) -> Activity:
    """The open activity of the offer, or a new one led by whoever offers."""
    others = Pairing.objects.filter(offer=row.offer_id, state=Pairing.State.LIVE)
    running = Activity.objects.filter(pk__in=others.values("activity"), state="open", ends=None)
    if found := running.filter(starts__lte=starts).order_by("-starts", "-pk").first():
        return found
    site = row.offer.site_id or row.need.site_id
    values = {
        **_called(row),
        "kind_id": _kind(row, by=by, at=at).pk,
        "starts": starts,
        "public": False,
        "site_id": site,
        "leader_id": row.offer.person_id,
        "delivered_by": [row.offer.site_id] if row.offer.site_id else [],
        "items": list(row.offer.items.values_list("pk", flat=True)),
    }
    return activities.offer_activity(row.ecosystem, values, by=by, at=at)


def _called(row: Pairing) -> dict[str, Any]:
    """Its title, told in each language of the pages."""
    titles = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            kind = row.offer.get_kind_display().capitalize()
            titles[code] = _("%(kind)s with %(name)s") % {
                "kind": kind,
                "name": row.offer.person.name,
            }
    main = main_language(row.ecosystem)
    own = main if main in titles else settings.LANGUAGE_CODE
    others = {code: {"title": title} for code, title in titles.items() if code != own}
    return {"title": titles[own], "told": {own: {}, **others}}


def _kind(row: Pairing, *, by: Actor, at: datetime) -> Kind:
    """The ecosystem's kind of activity for it; added where there is none yet."""
    kinds = Kind.objects.filter(ecosystem=row.ecosystem)
    if (found := kinds.filter(key=row.offer.kind).first()) is None:
        values = {"key": row.offer.kind, "name": row.offer.get_kind_display().capitalize()}
        activities.save_kinds(row.ecosystem, [values], by=by, at=at)
        found = kinds.get(key=row.offer.kind)
    return found


def place_ended(row: Pairing, ends: date, *, by: Actor, at: datetime) -> None:
    """End the learner's place in the activity of the pair, if it still runs."""
    places = Enrolment.objects.filter(activity=row.activity_id, person=row.need.person_id)
    for place in places.filter(ends__isnull=True, starts__lte=ends):
        activities.end_place(place, ends, dropped=False, by=by, at=at)
