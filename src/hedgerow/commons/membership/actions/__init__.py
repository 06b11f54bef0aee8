"""Joining, taking roles, making groups and signing in."""

from .cards import IssuedCard, issue_cards, revoke_card, sign_in_by_card, sign_in_by_code
from .groups import save_groups
from .joining import join_organisations
from .links import make_sign_in_link, sign_in_by_link
from .passwords import set_password
from .places import end_places, place_many
from .roles import assign_many, assign_role, end_assignments
from .signing_in import ask_for_link, sign_in_by_password
from .tokens import make_token, revoke_token, token_actor

__all__ = [
    "IssuedCard",
    "ask_for_link",
    "assign_many",
    "assign_role",
    "end_assignments",
    "end_places",
    "issue_cards",
    "join_organisations",
    "make_sign_in_link",
    "make_token",
    "place_many",
    "revoke_card",
    "revoke_token",
    "save_groups",
    "set_password",
    "sign_in_by_card",
    "sign_in_by_code",
    "sign_in_by_link",
    "sign_in_by_password",
    "token_actor",
]
