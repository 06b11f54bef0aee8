"""What becomes of what membership says of a person."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import DateField, F, Q, QuerySet, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation import warehouse
from hedgerow.foundation.privacy import Rule

from .models import (
    AddressChange,
    ApiToken,
    Assignment,
    CodeApp,
    Consent,
    FormerAddress,
    GroupPlace,
    Invitation,
    OpenSession,
    Passkey,
    ProvedAddress,
    RecoveryCode,
    SignInCard,
    SignInLink,
)

CONSENT = (
    "ecosystem__name", "purpose", "version", "answer", "capacity", "text", "at", "until",
)  # fmt: skip
YEAR = timedelta(days=365)


def _export(model: Any, fields: tuple[str, ...], person: int) -> Iterable[Mapping[str, object]]:
    return list(model.objects.filter(person=person).order_by("pk").values(*fields))


def _delete(model: Any, person: int, at: datetime) -> int:
    return int(model.objects.filter(person=person).delete()[0])


def _export_invitations(person: int) -> Iterable[Mapping[str, object]]:
    rows = Invitation.objects.filter(accepted_by=person).order_by("pk")
    return list(rows.values("ecosystem__name", "email", "role", "created_at", "accepted_at"))


def _delete_invitations(person: int, at: datetime) -> int:
    """Invitations the person accepted go; those sent stay, without a sender and what was said.

    Nobody stands for those that are still open, so they are taken back.
    """
    addresses = _addresses(person)
    reaches = Q(email__in=addresses) | Q(successor=person)
    sent = Invitation.objects.filter(reaches, accepted_by=None)
    gone = Invitation.objects.filter(accepted_by=person).delete()[0] + sent.delete()[0]
    own = Invitation.objects.filter(invited_by=person)
    own.filter(accepted_at=None, withdrawn_at=None).update(withdrawn_at=at)
    return gone + own.update(invited_by=None, message="")


def _addresses(person: int) -> set[str]:
    """The addresses that reach the person, as invitations keep them: in lower case."""
    found = Person.objects.filter(pk=person).values_list("email", "account__email")
    return {address.lower() for row in found for address in row if address}


def _delete_cards(person: int, at: datetime) -> int:
    """Cards of the person go; those the person issued stay, without an issuer."""
    issued = SignInCard.objects.filter(issued_by=person).update(issued_by=None)
    return issued + SignInCard.objects.filter(person=person).delete()[0]


def _delete_consents(person: int, at: datetime) -> int:
    """Answers about the person go; those given for somebody else stay, without a giver."""
    given = Consent.objects.filter(given_by=person).update(given_by=None)
    return given + Consent.objects.filter(person=person).delete()[0]


def _keep_bare(person: int, at: datetime) -> int:
    """Roles stay, since counts rest on them; the person's own row no longer says who it was."""
    held = Assignment.objects.filter(person=person)
    for ecosystem in set(held.filter(role="learner").values_list("ecosystem", flat=True)):
        warehouse.touch("participant", ecosystem)
    running, ended = held.filter(ends__isnull=True), 0
    for place in Ecosystem.objects.filter(pk__in=running.values("ecosystem")):
        today = Value(day_in(place, at), DateField())
        ended += running.filter(ecosystem=place).update(ends=Greatest(F("starts"), today))
    return ended


def _tokens_ended(before: datetime) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(Q(revoked_at__lt=before) | Q(expires_at__lt=before))


def _invitations_ended(before: datetime) -> QuerySet[Invitation]:
    """Accepted, taken back, or lapsed before then."""
    open_ = Q(accepted_at=None, expires_at__lt=before)
    return Invitation.objects.filter(Q(accepted_at__lt=before) | Q(withdrawn_at__lt=before) | open_)


RULES = (
    Rule(
        Passkey,
        _("Signs a person in by a device of theirs."),
        partial(_export, Passkey, ("name", "created_at", "last_used_at")),
        partial(_delete, Passkey),
    ),
    Rule(
        CodeApp,
        _("Checks the codes that a person's app shows."),
        partial(_export, CodeApp, ("created_at", "confirmed_at")),
        partial(_delete, CodeApp),
    ),
    Rule(
        RecoveryCode,
        _("Stands in for a lost app, once."),
        partial(_export, RecoveryCode, ("used_at",)),
        partial(_delete, RecoveryCode),
    ),
    Rule(
        SignInLink,
        _("Signs a person in once."),
        partial(_export, SignInLink, ("created_at", "expires_at", "used_at")),
        partial(_delete, SignInLink),
        timedelta(days=1),
        ended=lambda before: SignInLink.objects.filter(expires_at__lt=before),
    ),
    Rule(
        OpenSession,
        _("Says where a person is signed in, so that it can be ended."),
        partial(_export, OpenSession, ("since",)),
        partial(_delete, OpenSession),
        timedelta(days=30),
        ended=lambda before: OpenSession.objects.filter(since__lt=before),
    ),
    Rule(
        AddressChange,
        _("Holds a new address until a link sent there is opened."),
        partial(_export, AddressChange, ("address", "created_at", "expires_at")),
        partial(_delete, AddressChange),
        timedelta(days=1),
        ended=lambda before: AddressChange.objects.filter(expires_at__lt=before),
    ),
    Rule(
        FormerAddress,
        _("Holds an old address until the letter that tells it of the new one has left."),
        partial(_export, FormerAddress, ("address", "at")),
        partial(_delete, FormerAddress),
        timedelta(days=1),
        ended=lambda before: FormerAddress.objects.filter(at__lt=before),
    ),
    Rule(
        ProvedAddress,
        _("Says at which address a person has shown to read mail: no other is written to."),
        partial(_export, ProvedAddress, ("address", "at")),
        partial(_delete, ProvedAddress),
    ),
    Rule(
        ApiToken,
        _("Lets a program act for a person."),
        partial(_export, ApiToken, ("name", "scopes", "created_at", "expires_at", "revoked_at")),
        partial(_delete, ApiToken),
        YEAR,
        ended=_tokens_ended,
    ),
    Rule(
        SignInCard,
        _("Signs in a person who has no e-mail."),
        partial(_export, SignInCard, ("ecosystem__name", "issued_at", "revoked_at")),
        _delete_cards,
        YEAR,
        ended=lambda before: SignInCard.objects.filter(revoked_at__lt=before),
    ),
    Rule(
        Consent,
        _("Shows what a person or guardian agreed to."),
        partial(_export, Consent, CONSENT),
        _delete_consents,
        left=_("Answers given for somebody else stay theirs, without who gave them."),
    ),
    Rule(
        Invitation,
        _("Brought a person in."),
        _export_invitations,
        _delete_invitations,
        YEAR,
        _("Invitations sent to others stay theirs, without who sent them."),
        _invitations_ended,
    ),
    Rule(
        GroupPlace,
        _("Says in which class or cohort a person is."),
        partial(_export, GroupPlace, ("group__name", "leads", "starts", "ends")),
        partial(_delete, GroupPlace),
    ),
    Rule(
        Assignment,
        _("Says what a person is here, and so what that person may do."),
        partial(
            _export,
            Assignment,
            ("ecosystem__name", "role", "organisation__name", "grade", "starts", "ends"),
        ),
        _keep_bare,
        left=_("Roles stay as counts, ended, and say of nobody whose they were."),
    ),
)
