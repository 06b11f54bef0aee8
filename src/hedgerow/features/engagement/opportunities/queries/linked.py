"""What a public opportunity is, as schema.org has it, for programs that read pages."""

import json
from datetime import timedelta
from typing import Any, Final

from django.utils.safestring import SafeString, mark_safe

from hedgerow.commons.ecosystems.clock import in_zone, moment_of
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp

from .places import places_left
from .tagged import tagged

CONTEXT: Final = "https://schema.org"
COURSES: Final = ("course", "class", "club", "tutor", "lab", "development", "programme", "program")
TAUGHT: Final = ("talk", "trip", "briefing", "workshop", "shadow", "seminar", "lecture")
ESCAPED: Final = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
Said = dict[str, Any]


def kind_of(key: str, *, dated: bool, online: bool) -> str:
    """Which type of schema.org it is, told by the key of its kind and whether it has a day."""
    if any(part in key for part in COURSES):
        return "Course"
    if not dated and online:
        return "LearningResource"
    if not dated:
        return "Course"
    return "EducationEvent" if any(part in key for part in TAUGHT) else "Event"


def is_told(row: Opportunity) -> bool:
    """Whether programs of everybody are told of it: what everybody may see."""
    shown = row.state in (Opportunity.State.OPEN, Opportunity.State.CLOSED)
    return shown and row.sight == Opportunity.Sight.PUBLIC and row.ecosystem.public


def linked(row: Opportunity, url: str, organiser_url: str) -> Said:
    """The opportunity as JSON-LD; ``url`` is its page, ``organiser_url`` that of the ecosystem."""
    kind = kind_of(row.kind.key, dated=row.starts is not None, online=bool(row.online_address))
    organiser = {"@type": "Organization", "name": (row.organisation or row.ecosystem).name}
    if row.organisation is None:
        organiser["url"] = organiser_url
    said: Said = {
        "@context": CONTEXT, "@type": kind, "@id": url, "url": url,
        "identifier": f"urn:uuid:{row.uuid}", "name": tagged(row, "title"),
        "description": tagged(row, "summary"),
        "inLanguage": row.languages, "isAccessibleForFree": not row.cost_amount,
        "dateModified": row.changed_at.isoformat(), "typicalAgeRange": _ages(row),
        "audience": {"@type": "Audience", "audienceType": row.audience},
        "teaches": [item.title for item in row.items.order_by("code", "pk")],
    }  # fmt: skip
    if kind == "Course":
        said |= {
            "provider": organiser,
            "offers": _offer(row, url),
            "hasCourseInstance": _instance(row),
        }
    elif kind == "LearningResource":
        said |= {"provider": organiser, "learningResourceType": row.kind.shown}
    else:
        said |= {"organizer": organiser, "offers": _offer(row, url), **_when_and_where(row)}
        said |= {
            "eventStatus": f"{CONTEXT}/EventScheduled",
            "maximumAttendeeCapacity": row.capacity,
        }
    return {name: value for name, value in said.items() if value not in (None, "", [], {})}


def data_block(said: Said) -> SafeString:
    """The text of a data block: it is data and no script, and nothing in it ends it."""
    return mark_safe(json.dumps(said, ensure_ascii=False).translate(ESCAPED))  # noqa: S308 - escaped


def _ages(row: Opportunity) -> str:
    if row.age_from is None and row.age_to is None:
        return ""
    return f"{row.age_from or 0}-{'' if row.age_to is None else row.age_to}"


def _offer(row: Opportunity, url: str) -> Said:
    offer: Said = {
        "@type": "Offer", "url": url, "price": f"{row.cost_amount:.2f}",
        "category": "Paid" if row.cost_amount else "Free",
        "availability": f"{CONTEXT}/{'InStock' if _has_place(row) else 'SoldOut'}",
    }  # fmt: skip
    return {**offer, **({"priceCurrency": row.cost_currency} if row.cost_currency else {})}


def _has_place(row: Opportunity) -> bool:
    """Whether who comes now finds a place, rather than a line of who waits."""
    if row.state != Opportunity.State.OPEN or not row.takes_signups:
        return row.state == Opportunity.State.OPEN
    waits = row.sign_ups.filter(state=SignUp.State.WAITING).exists()
    return not waits and places_left(row) != 0


def _instance(row: Opportunity) -> Said:
    mode = "Blended" if row.online_address and (row.site or row.place) else ""
    mode = mode or ("Online" if row.online_address else "Onsite")
    found = {"@type": "CourseInstance", "courseMode": mode, **_when_and_where(row)}
    found.pop("eventAttendanceMode", None)
    if row.minimum_minutes:
        found["courseWorkload"] = f"PT{row.minimum_minutes}M"
    return found


def _when_and_where(row: Opportunity) -> Said:
    found: Said = {}
    if row.starts is not None:
        found |= _days(row)
    places = _places(row)
    if places:
        found["location"] = places[0] if len(places) == 1 else places
    online, there = bool(row.online_address), bool(row.site or row.place)
    mode = "Mixed" if online and there else "Online" if online else "Offline"
    return {**found, "eventAttendanceMode": f"{CONTEXT}/{mode}EventAttendanceMode"}


def _days(row: Opportunity) -> Said:
    assert row.starts is not None  # noqa: S101 - asked by who calls
    if row.begins is None:
        return {
            "startDate": row.starts.isoformat(),
            "endDate": (row.ends or row.starts).isoformat(),
        }
    zone = row.ecosystem.time_zone
    begins = moment_of(row.ecosystem, row.starts, row.begins)
    last = moment_of(row.ecosystem, row.ends or row.starts, row.begins)
    found = {"startDate": in_zone(begins, zone).isoformat()}
    if row.minutes:
        found["endDate"] = in_zone(last + timedelta(minutes=row.minutes), zone).isoformat()
    return found


def _places(row: Opportunity) -> list[Said]:
    """Where it is; of where one joins online only that, as members alone are told the address."""
    found: list[Said] = []
    if row.site is not None or row.place:
        place: Said = {"@type": "Place", "name": row.site.name if row.site else row.place}
        address = ", ".join(
            line for line in (row.site.address if row.site else "", row.place) if line
        )
        place |= {"address": address} if address else {}
        of = row if row.latitude is not None else row.site
        if of is not None and of.latitude is not None:
            point = {"latitude": of.latitude, "longitude": of.longitude}
            place["geo"] = {"@type": "GeoCoordinates", **point}
        found.append(place)
    if row.online_address:
        found.append({"@type": "VirtualLocation"})
    return found
