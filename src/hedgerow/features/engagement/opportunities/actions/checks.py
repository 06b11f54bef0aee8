"""Checks of what is said of an opportunity: that it is right, and of the ecosystem."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.frameworks.models import Item
from hedgerow.commons.membership.models import Assignment, ConsentPurpose, OrganisationMembership
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.features.engagement.opportunities import rules
from hedgerow.features.engagement.opportunities.errors import TooFewPlaces
from hedgerow.features.engagement.opportunities.models import Opportunity, OpportunityKind
from hedgerow.features.engagement.opportunities.permissions import OFFER
from hedgerow.foundation.errors import Invalid, NotFound, Stale
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor, require

Values = Mapping[str, Any]
LINKS: Final = ("items",)
READ: Final[Mapping[str, str | Promise]] = {
    "title": _("Title"), "summary": _("What happens there?"), "organisation": _("Organisation"),
    "starts": _("First day"), "place": pgettext_lazy("where it is", "Place"), "contact": _("Whom one asks"),
}  # fmt: skip
"""What is read before somebody decides on it."""
ADDRESSES: Final = ("online_address", "website")
WEB: Final = URLValidator(schemes=("http", "https"))
PLAIN: Final = (
    "title", "summary", "told", "sponsored", "starts", "begins", "minutes", "ends", "place", "latitude",
    "longitude", "online_address", "sight", "audience", "age_from", "age_to", "grades",
    "languages", "access", "access_note", "takes_signups", "by_invitation", "capacity", "signup_opens",
    "signup_closes", "offer_hours", "guardian_agrees", "consent", "minimum_minutes",
    "cost_amount", "cost_currency", "cost_note", "contact", "website", "kind_id",
    "organisation_id", "site_id",
    "leader_id",
)  # fmt: skip
"""What an act may set; the state has acts of its own."""
WORDS: Final[Mapping[str, str | Promise]] = {
    "order": _("The end comes before the beginning."),
    "needed": _("Say on which day it begins."),
    "both": _("A place on the map takes latitude and longitude."),
    "currency": _("Say in which currency, by its three letters, such as USD or KRW."),
    "language": _("Name languages by their codes, such as en or es."),
    "access": _("This help to take part is not known here."),
}


def check(row: Opportunity) -> None:
    """Raise Invalid for what cannot be right of the opportunity as a whole."""
    wrong = rules.faults(vars(row))
    if wrong:
        raise Invalid({name: [str(WORDS[word])] for name, word in wrong.items()})


def check_values(ecosystem: Ecosystem, values: Values, by: Actor) -> None:
    """Raise NotFound unless all that is named is of the ecosystem; Invalid for long texts."""
    if unknown := values.keys() - {*PLAIN, *LINKS}:
        raise ValueError(f"not to be set: {', '.join(sorted(unknown))}")
    check_lengths(Opportunity, {name: values[name] for name in PLAIN if name in values})
    check_addresses(values)
    if "kind_id" in values:
        _found(OpportunityKind.objects.filter(ecosystem=ecosystem), [values["kind_id"]])
    members = OrganisationMembership.objects.filter(ecosystem=ecosystem)
    own = Q(kept_by=ecosystem) | Q(pk__in=members.values("organisation"))
    named = [values.get("organisation_id"), values.get("site_id")]
    _found(Organisation.objects.filter(own), named)
    _found(Item.objects.filter(framework__ecosystem=ecosystem), values.get("items", ()))
    if values.get("leader_id"):
        _found(Person.objects.visible_to(by), [values["leader_id"]])
        roles = Assignment.objects.filter(ecosystem=ecosystem, person=values["leader_id"])
        if not roles.exists():
            raise NotFound
    if values.get("consent"):
        asked = ConsentPurpose.objects.filter(ecosystem=ecosystem, key=values["consent"])
        if not asked.exists():
            raise NotFound


def require_read(row: Opportunity, revision: int | None) -> None:
    """Raise Stale, with what it says now, where it was changed since it was read."""
    if revision is not None and revision != row.revision:
        now = {name: getattr(row, name) for name in READ}
        theirs = {str(title): now[name] for name, title in READ.items() if now[name]}
        raise Stale(yours=dict.fromkeys(theirs, "…"), theirs=theirs)


def check_addresses(values: Values) -> None:
    """Raise Invalid for an address that nobody can open."""
    for name in ADDRESSES:
        if values.get(name):
            try:
                WEB(values[name])
            except ValidationError as error:
                raise Invalid({name: list(error.messages)}) from error


def check_capacity(row: Opportunity) -> None:
    """Raise TooFewPlaces where more are taken already."""
    if row.capacity is not None and row.capacity < row.taken:
        raise TooFewPlaces(taken=row.taken)


def _found(rows: Any, ids: Iterable[int | None]) -> None:
    wanted = {pk for pk in ids if pk is not None}
    if wanted and rows.filter(pk__in=wanted).count() != len(wanted):
        raise NotFound


def seen(ecosystem: Ecosystem, by: Actor) -> None:
    """Raise NotFound where the actor may not even see the ecosystem."""
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound


def locked(opportunity: Opportunity, by: Actor) -> Opportunity:
    """The opportunity as it stands, locked; raises NotFound where it is not the actor's to see."""
    rows = Opportunity.objects.visible_to(by).filter(pk=opportunity.pk)
    row = rows.select_for_update(of=("self",)).select_related("ecosystem", "kind").first()
    if row is None:
        raise NotFound
    return row


def managed(opportunity: Opportunity, by: Actor) -> Opportunity:
    """The same, for whoever may change it; raises NotFound or NotPermitted."""
    row = locked(opportunity, by)
    require(by, OFFER, within=row.ecosystem_id, at_site=row.organisation_id)
    return row
