"""Acts of engagement about one child, as somebody does them who holds every role there is."""

from collections.abc import Callable, Mapping
from typing import Any

from hedgerow.features.engagement.choice import actions as choice
from hedgerow.features.engagement.choice.models import Offer as Seats
from hedgerow.features.engagement.choice.models import Outcome, Refill, Round
from hedgerow.features.engagement.mentoring import actions as mentoring
from hedgerow.features.engagement.opportunities import actions as opportunities
from hedgerow.features.engagement.placements import actions as placements

from .barred_world import World
from .cast import AT, DAY

Act = Callable[[World], Any]

CHOICE: Mapping[str, Act] = {
    "save_list": lambda w: choice.save_list(w.round, w.child, [], **w.how),
    "enrol_placed": lambda w: choice.enrol_placed(_placed(w), **w.how),
    "enrol_one": lambda w: choice.enrol_one(_placed(w), w.child, **w.how),
    "choice accept_place": lambda w: choice.accept_place(_placed(w), w.child, **w.how),
    "give_back": lambda w: choice.give_back(_placed(w), w.child, **w.how),
    "take_offered": lambda w: choice.take_offered(_placed(w), w.child, **w.how),
    "keep_place": lambda w: choice.keep_place(_placed(w), w.child, **w.how),
    "ask_again": lambda w: choice.ask_again(_given_back(w), w.child, **w.how),
    "sign_up": lambda w: opportunities.sign_up(w.fresh, w.child, **w.how),
    "give_place": lambda w: opportunities.give_place(w.fresh, w.child, **w.how),
    "give_places": lambda w: opportunities.give_places(w.fresh, [w.child], **w.how),
    "accept_place": lambda w: opportunities.accept_place(w.sign_up, **w.how),
    "decline_place": lambda w: opportunities.decline_place(w.sign_up, **w.how),
    "withdraw": lambda w: opportunities.withdraw(w.sign_up, **w.how),
    "hand_in": lambda w: opportunities.hand_in(w.judged, "T", "s", [w.child], **w.how),
}  # fmt: skip
MENTORING: Mapping[str, Act] = {
    "tell_need": lambda w: mentoring.tell_need(
        w.own, {"person_id": w.child.pk, "kind": "mentoring"}, **w.how),
    "withdraw_need": lambda w: mentoring.withdraw_need(w.wish, **w.how),
    "propose_pair": lambda w: mentoring.propose_pair(w.wish, w.help, **w.how),
    "answer_pair": lambda w: mentoring.answer_pair(w.pair, True, "learner", **w.how),
    "end_pair": lambda w: mentoring.end_pair(w.pair, DAY, "moved", **w.how),
    "begin_pair": lambda w: mentoring.begin_pair(w.pair, DAY, **w.how),
    "write_note": lambda w: mentoring.write_note(w.pair, "Shy", **w.how),
    "share_note": lambda w: mentoring.share_note(w.note, True, **w.how),
    "hold_pair": lambda w: mentoring.hold_pair(w.proposal, w.wish, w.help, True, **w.how),
    "publish_proposal": lambda w: mentoring.publish_proposal(w.proposal, **w.how),
}  # fmt: skip
PLACEMENTS: Mapping[str, Act] = {
    "request_placement": lambda w: placements.request_placement(w.placement_kind, w.child, **w.how),
    "arrange_placement": lambda w: placements.arrange_placement(w.placement, wish="x", **w.how),
    "answer_for_host": lambda w: placements.answer_for_host(
        w.placement, accepts=True, reason="x", **w.how
    ),
    "close_placement": lambda w: placements.close_placement(w.placement, reason="x", **w.how),
    "confirm_hours": lambda w: placements.confirm_hours(w.placement, [w.entry_of_hours.pk], **w.how),
    "dispute_hours": lambda w: placements.dispute_hours(w.entry_of_hours, reason="x", **w.how),
    "correct_hours": lambda w: placements.correct_hours(w.entry_of_hours, 9, reason="x", **w.how),
    "evaluate_placement": lambda w: placements.evaluate_placement(
        w.placement, "host", ratings={"care": 2}, **w.how),
    "log_hours": lambda w: placements.log_hours(w.placement, DAY, done="x", minutes=5, **w.how),
    "change_hours": lambda w: placements.change_hours(w.entry_of_hours, done="y", **w.how),
    "remove_hours": lambda w: placements.remove_hours(w.entry_of_hours, **w.how),
    "start_placement": lambda w: placements.start_placement(w.placement, **w.how),
    "end_placement": lambda w: placements.end_placement(w.placement, DAY, **w.how),
    "complete_step": lambda w: placements.complete_step(w.step, **w.how),
    "refuse_step": lambda w: placements.refuse_step(w.step, **w.how),
    "waive_step": lambda w: placements.waive_step(w.step, reason="x", **w.how),
    "reopen_step": lambda w: placements.reopen_step(w.step, reason="x", **w.how),
}  # fmt: skip
ENGAGEMENT: Mapping[str, Act] = {**CHOICE, **MENTORING, **PLACEMENTS}


def _placed(w: World) -> Round:
    """The round with a place of the child's that leads to an activity, and one offered."""
    Round.objects.filter(pk=w.round.pk).update(state="published")
    Seats.objects.filter(pk=w.offer.pk).update(activity=w.club)
    Outcome.objects.get_or_create(round=w.round, person=w.child, offer=w.offer, rank=1)
    Refill.objects.get_or_create(round=w.round, person=w.child, took=w.offer, at=AT)
    found: Round = w.round
    return found


def _given_back(w: World) -> Round:
    """The same round after that place was given back."""
    found = _placed(w)
    rows = Outcome.objects.filter(round=found, person=w.child)
    rows.update(offer=None, rank=None, answer=Outcome.Answer.GIVEN_BACK)
    return found
