"""Memberships, roles, groups, invitations, consents, cards, tokens."""

from .belonging import Assignment, OrganisationMembership, Promotion
from .consents import Consent, ConsentPurpose, Customs
from .groups import Group, GroupPlace, led_by
from .inviting import Invitation
from .second import CodeApp, Passkey, RecoveryCode
from .signing_in import (
    AddressChange,
    ApiToken,
    FormerAddress,
    OpenSession,
    ProvedAddress,
    SignInAttempt,
    SignInCard,
    SignInLink,
)

__all__ = [
    "AddressChange",
    "ApiToken",
    "Assignment",
    "CodeApp",
    "Consent",
    "ConsentPurpose",
    "Customs",
    "FormerAddress",
    "Group",
    "GroupPlace",
    "Invitation",
    "OpenSession",
    "OrganisationMembership",
    "Passkey",
    "Promotion",
    "ProvedAddress",
    "RecoveryCode",
    "SignInAttempt",
    "SignInCard",
    "SignInLink",
    "led_by",
]
