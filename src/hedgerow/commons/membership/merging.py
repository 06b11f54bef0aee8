"""What becomes of roles, groups, consents and ways to sign in when two records become one."""

from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.joining import ended, moved, once, stretches
from hedgerow.foundation.merging import Rule, Two

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

SIGNS_IN = _("What the record that goes was signed in by ends for good, also where this is undone.")


INVITING = ("invited_by", "accepted_by", "successor")


def _leads(stays: Any, goes: Any) -> None:
    stays.leads = stays.leads or goes.leads


def _grade(stays: Any, goes: Any) -> None:
    stays.grade = stays.grade or goes.grade


def _end_cards(two: Two) -> None:
    """Cards stay for the record, and open nothing."""
    cards = SignInCard.objects.filter(person=two.gone)
    cards.filter(revoked_at__isnull=True).update(revoked_at=two.at)
    cards.update(person=two.kept)
    SignInCard.objects.filter(issued_by=two.gone).update(issued_by=two.kept)


def _end_sessions(two: Two) -> None:
    found = OpenSession.objects.filter(person=two.gone)
    Session.objects.filter(pk__in=list(found.values_list("session_key", flat=True))).delete()
    found.delete()


def _offers_too_many(two: Two) -> QuerySet[Invitation]:
    """Open offers to hand an ecosystem over which one person cannot have made, or not beside another."""
    both = (two.kept, two.gone)
    offers = Invitation.objects.filter(hands_over=True, accepted_at=None, withdrawn_at=None)
    own = offers.filter(invited_by=two.kept)
    doubled = Q(invited_by=two.gone, ecosystem__in=own.values("ecosystem"))
    return offers.filter(doubled | Q(invited_by__in=both, successor__in=both))


def _join_invitations(two: Two) -> None:
    """Withdraw what cannot stand beside another first: an ecosystem is handed over once."""
    ends = list(_offers_too_many(two).values_list("pk", flat=True))
    Invitation.objects.filter(pk__in=ends).update(withdrawn_at=two.at)
    for field in INVITING:
        rows = Invitation.objects.filter(**{field: two.gone})
        rows.update(**{field: two.kept})


RULES = (
    stretches(
        Assignment,
        ("ecosystem_id", "role", "organisation_id"),
        named=_("roles"),
        told=_("The same role at the same place becomes one, from its first day to its last."),
        settle=_grade,
    ),
    stretches(
        GroupPlace,
        ("group_id",),
        named=_("places in groups"),
        told=_("Two places in one group become one; whoever led it in one of them leads it."),
        settle=_leads,
    ),
    moved(Consent, "person", "given_by", named=_("consents")),
    Rule(
        Invitation,
        INVITING,
        _("invitations"),
        _join_invitations,
        _(
            "Of two open offers to hand one ecosystem over only that of the record that stays goes on; "
            "an offer of one to the other is withdrawn."
        ),
        lambda two: _offers_too_many(two).count(),
    ),
    Rule(
        SignInCard, ("person", "issued_by"), _("cards to sign in"), _end_cards, SIGNS_IN, final=True
    ),
    ended(SignInLink, named=_("links to sign in"), told=SIGNS_IN),
    ended(AddressChange, named=_("new addresses not proved yet"), told=SIGNS_IN),
    ended(FormerAddress, named=_("old addresses still to be told of the new one"), told=SIGNS_IN),
    once(
        ProvedAddress,
        ("address",),
        named=_("addresses that are proved"),
        told=_("An address that both have proved stays proved."),
    ),
    ended(Passkey, named=_("passkeys"), told=SIGNS_IN),
    ended(CodeApp, named=_("apps that show codes"), told=SIGNS_IN),
    ended(RecoveryCode, named=_("recovery codes"), told=SIGNS_IN),
    ended(ApiToken, named=_("tokens for programs"), told=SIGNS_IN),
    Rule(OpenSession, ("person",), _("devices signed in"), _end_sessions, SIGNS_IN, final=True),
)
