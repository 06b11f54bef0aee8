"""Acts that are not tried by somebody who is barred from a child, and why not."""

from collections.abc import Collection, Mapping

SEEN_ELSEWHERE: Mapping[str, str] = {
    "clear_register": "the child's mark stays and all others go (test_barred_acts)",
    "undo_marks": "the child's mark stays and all others go back (test_barred_acts)",
    "send_message": "is not sent to the child's family (families/tests/test_messages)",
    "score_entry": "family never judges what a child made, barred or not (OwnEntry)",
    "confirm": "an import is refused with its lines (edges/exchange/tests/test_apart)",
    "undo_import": "is refused whole (edges/exchange/tests/test_apart)",
}
"""Acts on a set of which a part may be about the child, and where they are tried."""
ALIKE: Collection[str] = (
    "ask_to_run", "run_round", "work_out", "finish_run", "publish_round", "finish_round", "open_round",
    "close_round", "reopen_round", "discard_preview", "remind", "make_proposal", "put_aside",
    "draw_sample", "publish_results", "confirm_sessions", "tend", "follow", "tell_new", "come_of_age",
    "tell_families",
)  # fmt: skip
"""Acts by rules drawn up before, for everybody alike: whoever presses the button chooses nobody."""
ONESELF: Collection[str] = (
    "make_feed", "withdraw_feed", "begin_app", "new_recovery_codes", "use_recovery_code", "remove_app",
    "accept_invitation", "mean_oneself",
    "answer_handover", "sign_in_by_link", "confirm_address", "add_passkey", "remove_passkey",
    "make_token", "revoke_token", "choose_paces", "choose_hours", "unsubscribe", "read_notices",
    "save_search", "change_saved_search", "delete_saved_search", "edit_own_details", "read_messages",
    "decide_sight", "erase_oneself", "offer_help", "edit_offer", "sign_out_elsewhere",
)  # fmt: skip
"""Acts on what is one's own."""
NOBODY: Collection[str] = (
    "commons/ecosystems/", "commons/frameworks/", "edges/archives/", "edges/blueprints/", "edges/exchange/",
    "features/engagement/partners/", "commons/observations/actions", "cancel_series",
    "undo_cancellations", "change_session", "change_series", "offer_activity", "edit_activity",
    "move_session", "save_kinds", "save_activities", "plan_sessions", "cancel_sessions", "add_room",
    "edit_room", "plan_by_rule", "plan_series", "plan_session", "cancel_session",
    "undo_cancellation", "undo_series", "found_body", "edit_body", "ask_for_consent",
    "reword_consent", "ask_no_more", "set_customs", "close_ecosystem", "reopen_ecosystem",
    "mean_to_close", "mean_to_reopen",
    "make_group", "edit_group", "save_groups", "hand_over", "mean_to_hand_over",
    "invite_people", "send_again", "admit",
    "admit_person", "keep_conveners",
    "withdraw_invitation", "join_organisations", "leave_organisations", "change_membership",
    "tell_many", "announce_groups", "add_organisation", "edit_organisation", "save_organisations",
    "add_person", "save_criterion", "remove_criterion", "save_offer", "remove_offer", "tie_offer",
    "take_opportunities", "plan_round", "edit_round", "drop_round", "choose_rule", "edit_template",
    "set_terms", "record_check", "withdraw_check", "set_challenge", "copy_opportunity",
    "repeat_opportunity", "add_usual_kinds", "add_usual_placement_kinds", "offer_opportunity", "edit_opportunity",
    "propose_opportunity", "withdraw_proposal", "change_proposal", "decline_proposal", "open_opportunity", "close_opportunity", "archive_opportunity", "save_placement_kind",
)  # fmt: skip
"""Acts, or folders of them, that name no learner there is."""
