"""What is offered to everybody, in the words of HSDS 3: services, organisations, taxonomies.

Source: Human Services Data Specification 3.0, Open Referral. A service is an opportunity, an
organisation who offers it, a taxonomy the kinds of one ecosystem, a term one of them. Ids are ours;
what has none of its own (a schedule, a cost) has one derived from the opportunity's.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hedgerow.commons.activities.usual import KINDS
from hedgerow.commons.ecosystems.clock import day_in, in_zone, moment_of
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told import own_language, spoken_in
from hedgerow.commons.people.models import Organisation
from hedgerow.features.engagement.discovery.queries.finds import point_of
from hedgerow.features.engagement.opportunities import rules, wording
from hedgerow.features.engagement.opportunities.giving import held
from hedgerow.features.engagement.opportunities.models import Opportunity, OpportunityKind
from hedgerow.foundation.permissions import Actor

READ: Final = ("ecosystem", "kind", "organisation", "site")
HOUR: Final = 60
Fields = dict[str, Any]


def services() -> QuerySet[Opportunity]:
    """What anybody may see, in a lasting order."""
    shown = (Opportunity.State.OPEN, Opportunity.State.CLOSED)
    rows = Opportunity.objects.visible_to(Actor.public()).filter(state__in=shown)
    return rows.prefetch_related(*READ).annotate(held=held()).order_by("pk")


def kinds() -> QuerySet[OpportunityKind]:
    """Kinds of the ecosystems that anybody may see."""
    rows = OpportunityKind.objects.visible_to(Actor.public())
    return rows.prefetch_related("ecosystem").order_by("pk")


def ecosystems() -> QuerySet[Ecosystem]:
    return Ecosystem.objects.visible_to(Actor.public()).order_by("pk")


def providers() -> QuerySet[Organisation]:
    """Organisations that offer something to everybody."""
    offering = services().exclude(organisation=None).order_by().values("organisation")
    return Organisation.objects.filter(pk__in=offering).order_by("pk")


def taxonomy_id(ecosystem: Ecosystem) -> UUID:
    return uuid5(ecosystem.uuid, "kinds")


def service(row: Opportunity, root: str, now: datetime) -> Fields:
    """What a list says of it: only what there is one of."""
    over = rules.is_over(row.starts, row.ends, day_in(row.ecosystem, now))
    is_active = row.state == Opportunity.State.OPEN and not over
    return {
        "id": row.uuid,
        "organization_id": (row.organisation or row.ecosystem).uuid,
        "name": row.said("title"),
        "alternate_name": row.title if row.said("title") != row.title else None,
        "description": row.said("summary"),
        "url": root + reverse("opportunity", args=[row.ecosystem.slug, row.uuid]),
        "status": "active" if is_active else "inactive",
        "application_process": _process(row),
        "fees_description": " ".join(filter(None, [_cost(row), row.cost_note])),
        "eligibility_description": _for_whom(row),
        "minimum_age": row.age_from,
        "maximum_age": row.age_to,
        "last_modified": row.changed_at,
        "organization": organization(row.organisation, row.ecosystem, root),
    }


def full_service(row: Opportunity, root: str, now: datetime) -> Fields:
    """All that belongs to it, nested."""
    schedules, places = _schedules(row), _locations(row)
    more: Mapping[str, list[Fields]] = {
        "schedules": schedules,
        "service_at_locations": places,
        "languages": [_language(row, code) for code in row.languages],
        "cost_options": _costs(row),
        "attributes": [_attribute(row)],
    }
    return {**service(row, root, now), **{name: rows for name, rows in more.items() if rows}}


def organization(row: Organisation | None, ecosystem: Ecosystem, root: str) -> Fields:
    """Who offers it; the ecosystem itself where no organisation does."""
    if row is None:
        page = root + reverse("ecosystem", args=[ecosystem.slug])
        about = ecosystem.said("summary") or ecosystem.said("name")
        return {
            "id": ecosystem.uuid,
            "name": ecosystem.said("name"),
            "description": about,
            "uri": page,
        }
    about = _("It takes part in %(ecosystem)s.") % {"ecosystem": ecosystem.said("name")}
    return {
        "id": row.uuid,
        "name": row.name,
        "description": about,
        "website": row.website or None,
    }


def taxonomy(ecosystem: Ecosystem, root: str) -> Fields:
    return {
        "id": taxonomy_id(ecosystem),
        "name": _("Kinds of opportunity: %(ecosystem)s") % {"ecosystem": ecosystem.said("name")},
        "description": _("What people can take part in there, by kind."),
        "uri": root + reverse("opportunities", args=[ecosystem.slug]),
    }


def term(kind: OpportunityKind, ecosystem: Ecosystem) -> Fields:
    return {
        "id": kind.uuid,
        "code": f"{ecosystem.slug}:{kind.key}",
        "name": kind.shown,
        "description": kind.shown,
        "taxonomy_id": taxonomy_id(ecosystem),
        "language": _spoken(kind, ecosystem),
    }


def _spoken(kind: OpportunityKind, ecosystem: Ecosystem) -> str:
    """A kind is named in the language that was asked for where it is told in it, else in its own."""
    if code := spoken_in(kind.told, "name"):
        return code
    own = own_language(kind.told, str((ecosystem.languages or ["en"])[0]))
    return (get_language() or own) if KINDS.is_usual(kind.key, kind.name) else own


def _process(row: Opportunity) -> str:
    if row.by_invitation:
        return _("Places are given by invitation.")
    if row.takes_signups and getattr(row, "held", False):
        return _(
            "The places are given by a round of choice: learners say there what they would like."
        )
    if row.takes_signups:
        return _("Sign up on its page.")
    return row.contact


def _cost(row: Opportunity) -> str:
    return wording.cost(row.cost_amount, row.cost_currency)


def _for_whom(row: Opportunity) -> str:
    grades = _("grades %(grades)s") % {"grades": wording.listed(row.grades)} if row.grades else ""
    said = (str(row.get_audience_display()), wording.ages(row.age_from, row.age_to), grades)
    return wording.listed([one for one in said if one])


def _schedules(row: Opportunity) -> list[Fields]:
    if row.starts is None:
        return []
    found: Fields = {
        "id": uuid5(row.uuid, "schedule"),
        "dtstart": row.starts,
        "valid_from": row.starts,
        "valid_to": row.ends or row.starts,
        "description": wording.days(row.starts, row.ends),
    }
    if row.begins is not None:
        begins = moment_of(row.ecosystem, row.starts, row.begins)
        there = in_zone(begins, row.ecosystem.time_zone)
        ends = in_zone(begins + timedelta(minutes=row.minutes or HOUR), row.ecosystem.time_zone)
        offset = there.utcoffset() or timedelta()
        found |= {"opens_at": there.time(), "closes_at": ends.time()}
        found |= {"timezone": offset / timedelta(hours=1)}
    return [found]


def _locations(row: Opportunity) -> list[Fields]:
    """Where it is: at a site or elsewhere, and online without the address, which members are told."""
    found = []
    if row.site is not None or row.place:
        found.append(_physical(row))
    if row.online_address:
        name = _("Online")
        online = {"id": uuid5(row.uuid, "online"), "location_type": "virtual", "name": name}
        found.append({"id": uuid5(row.uuid, "at online"), "location": online})
    return found


def _physical(row: Opportunity) -> Fields:
    point = point_of(row) or (None, None)
    own = row.site is None or row.latitude is not None or bool(row.place)
    location: Fields = {
        "id": uuid5(row.uuid, "location") if own or row.site is None else row.site.uuid,
        "location_type": "physical",
        "name": row.site.name if row.site else row.place,
        "description": wording.listed(
            [line for line in (row.site.address if row.site else "", row.place) if line]
        ),
        "latitude": point[0],
        "longitude": point[1],
    }
    helps = [key for key in row.access if key in wording.ACCESS]
    if helps or row.access_note:
        location["accessibility"] = [
            {"id": uuid5(row.uuid, f"access {key}"), "description": str(wording.ACCESS[key])}
            for key in helps
        ] + _noted(row)
    return {"id": uuid5(row.uuid, "at location"), "location": location}


def _noted(row: Opportunity) -> list[Fields]:
    if not row.access_note:
        return []
    return [{"id": uuid5(row.uuid, "access note"), "description": row.access_note}]


def _language(row: Opportunity, code: str) -> Fields:
    return {"id": uuid5(row.uuid, f"language {code}"), "name": wording.language(code), "code": code}


def _costs(row: Opportunity) -> list[Fields]:
    option: Fields = {"id": uuid5(row.uuid, "cost"), "service_id": row.uuid}
    option |= {"amount": float(row.cost_amount), "amount_description": row.cost_note or None}
    return [{**option, "currency": row.cost_currency or None}]


def _attribute(row: Opportunity) -> Fields:
    return {
        "id": uuid5(row.uuid, "kind"),
        "link_id": row.uuid,
        "link_entity": "service",
        "taxonomy_term_id": row.kind.uuid,
        "taxonomy_term": term(row.kind, row.ecosystem),
    }
