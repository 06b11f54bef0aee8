"""Whom to ask at an organisation."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Organisation
from hedgerow.features.engagement.partners.models import Contact
from hedgerow.features.engagement.partners.permissions import EDIT_CONTACTS
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor, require

from . import belonging
from .belonging import tell


@transaction.atomic
def save_contact(
    ecosystem: Ecosystem,
    organisation: Organisation,
    contact: Contact | None = None,
    *,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    **values: Any,
) -> Contact:
    """Add a contact of an organisation, or change ``contact``.

    ``values`` are ``name`` (or ``person``, whose name is taken), ``task``, ``email``, ``phone`` and
    ``consented_on``, the day on which they agreed to be shown to all who work together here.

    Raises NotFound, NotPermitted, Invalid or Stale.
    """
    belonging.seen(ecosystem, by)
    belonging.organisations(ecosystem, [organisation])
    require(by, EDIT_CONTACTS, within=ecosystem.pk, at_site=organisation.pk)
    Ecosystem.objects.select_for_update(no_key=True).get(pk=ecosystem.pk)  # two who add the same
    row = _locked(contact, ecosystem, organisation, by) if contact else None
    person = values.get("person")
    belonging.person(ecosystem, person)
    if person is not None and not values.get("name"):
        values["name"] = person.name
    _check(ecosystem, organisation, row, values)
    if row is None:
        row = Contact.objects.create(
            ecosystem=ecosystem, organisation=organisation, origin=by.origin, **values
        )
        changed = ["name"]
    elif changed := row.revise(revision, **values):
        row.save()
    if changed:
        tell("contact_saved", row, by, at, {"fields": sorted(changed)}, "contact")
    return row


@transaction.atomic
def remove_contact(contact: Contact, *, by: Actor, at: datetime) -> None:
    """Take a contact away for good. Raises NotFound or NotPermitted."""
    row = _locked(contact, contact.ecosystem, contact.organisation, by)
    require(by, EDIT_CONTACTS, within=row.ecosystem_id, at_site=row.organisation_id)
    tell("contact_removed", row, by, at, {}, "contact")
    row.delete()


def _check(
    ecosystem: Ecosystem, organisation: Organisation, row: Contact | None, values: dict[str, Any]
) -> None:
    check_lengths(Contact, values)
    name, task = (values.get(key, getattr(row, key, "")) for key in ("name", "task"))
    if not name:
        raise Invalid({"name": [_("Give a name, or choose a person.")]})
    same = Contact.objects.filter(
        ecosystem=ecosystem, organisation=organisation, name=name, task=task
    )
    if same.exclude(pk=row.pk if row else 0).exists():
        raise Invalid({"name": [_("This contact already stands here for the same task.")]})


def _locked(
    contact: Contact, ecosystem: Ecosystem, organisation: Organisation, by: Actor
) -> Contact:
    rows = Contact.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.select_related("organisation").filter(
        pk=contact.pk, ecosystem=ecosystem, organisation=organisation
    )
    found = row.first()
    if found is None:
        raise NotFound
    return found
