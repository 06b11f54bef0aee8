"""Joining, taking roles, making groups, inviting and signing in."""

from .accepting import accept_invitation
from .admitting import admit
from .asking import ask_for_consent, ask_no_more, reword_consent, set_customs
from .cards import IssuedCard, issue_cards, revoke_card, sign_in_by_card, sign_in_by_code
from .closing import close_ecosystem, mean_to_close, mean_to_reopen, reopen_ecosystem
from .code_apps import begin_app, check_code, confirm_app, remove_app
from .consenting import answer_consent, record_consents
from .elsewhere import sign_out_elsewhere
from .ending import end_found
from .group_editing import edit_group, end_group, make_group, put_back
from .groups import save_groups
from .handing_over import Succession, answer_handover, hand_over, mean_to_hand_over
from .inviting import invite_people, send_again, withdraw_invitation
from .joining import join_organisations, leave_organisations
from .leaving import leave_places
from .letters import send_waiting
from .links import make_sign_in_link, sign_in_by_link
from .offers import Offer
from .own_address import ask_to_change_address, confirm_address
from .passkey_asking import ask_to_add, ask_to_use
from .passkeys import add_passkey, remove_passkey, use_passkey
from .passwords import set_password
from .places import end_places, place_many
from .proofs import prove_again
from .recovery import new_recovery_codes
from .roles import assign_many, assign_role, end_assignments
from .second import reset_second_factor
from .signing_in import ask_for_link, sign_in_by_password
from .telling import tell_families, tell_person
from .tiers import change_membership
from .tokens import make_token, revoke_token, token_actor
from .years import promote, undo_promotion

__all__ = [
    "IssuedCard",
    "Offer",
    "Succession",
    "accept_invitation",
    "add_passkey",
    "admit",
    "answer_consent",
    "answer_handover",
    "ask_for_consent",
    "ask_for_link",
    "ask_no_more",
    "ask_to_add",
    "ask_to_change_address",
    "ask_to_use",
    "assign_many",
    "assign_role",
    "begin_app",
    "change_membership",
    "check_code",
    "close_ecosystem",
    "confirm_address",
    "confirm_app",
    "edit_group",
    "end_assignments",
    "end_found",
    "end_group",
    "end_places",
    "hand_over",
    "invite_people",
    "issue_cards",
    "join_organisations",
    "leave_organisations",
    "leave_places",
    "make_group",
    "make_sign_in_link",
    "make_token",
    "mean_to_close",
    "mean_to_hand_over",
    "mean_to_reopen",
    "new_recovery_codes",
    "place_many",
    "promote",
    "prove_again",
    "put_back",
    "record_consents",
    "remove_app",
    "remove_passkey",
    "reopen_ecosystem",
    "reset_second_factor",
    "revoke_card",
    "revoke_token",
    "reword_consent",
    "save_groups",
    "send_again",
    "send_waiting",
    "set_customs",
    "set_password",
    "sign_in_by_card",
    "sign_in_by_code",
    "sign_in_by_link",
    "sign_in_by_password",
    "sign_out_elsewhere",
    "tell_families",
    "tell_person",
    "token_actor",
    "undo_promotion",
    "use_passkey",
    "withdraw_invitation",
]
