"""Memberships, roles, groups, invitations, consents, cards, tokens."""

from .belonging import Assignment, OrganisationMembership, Promotion
from .consents import Consent, ConsentPurpose, Customs
from .groups import Group, GroupPlace, led_by
from .inviting import Invitation
from .signing_in import (
    AddressChange,
    ApiToken,
    OpenSession,
    SignInAttempt,
    SignInCard,
    SignInLink,
)

__all__ = [
    "AddressChange",
    "ApiToken",
    "Assignment",
    "Consent",
    "ConsentPurpose",
    "Customs",
    "Group",
    "GroupPlace",
    "Invitation",
    "OpenSession",
    "OrganisationMembership",
    "Promotion",
    "SignInAttempt",
    "SignInCard",
    "SignInLink",
    "led_by",
]
