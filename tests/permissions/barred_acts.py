"""Every act that writes rows about a person, as somebody does it who holds every role there is."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile

from hedgerow.commons.activities import actions as activities
from hedgerow.commons.activities.actions.keeping import keep_hours
from hedgerow.commons.bodies.actions import end_mandate
from hedgerow.commons.bodies.seating import seat_people
from hedgerow.commons.files.actions import attach_file, remove_file
from hedgerow.commons.membership import actions as membership
from hedgerow.commons.membership.actions.second import reset_second_factor
from hedgerow.commons.membership.actions.years import promote, undo_promotion
from hedgerow.commons.membership.models import Assignment, GroupPlace
from hedgerow.commons.observations.sample_actions import check_record
from hedgerow.commons.people import actions as people
from hedgerow.commons.people.actions.own_groups import declare_own_groups
from hedgerow.commons.records.actions import record_progress_many
from hedgerow.features.engagement.care import actions as care
from hedgerow.features.engagement.families import actions as families
from hedgerow.foundation.permissions import Actor
from hedgerow.portal.erasing import erase_person
from hedgerow.portal.guardians import add_guardian

from .barred_engagement import ENGAGEMENT
from .barred_world import World
from .cast import AT, DAY

LATER = DAY + timedelta(days=1)
Act = Callable[[World], Any]


def row(w: World, **more: Any) -> list[dict[str, Any]]:
    return [{"person_id": w.child.pk, **more}]


ACTIVITIES: Mapping[str, Act] = {
    "report_absence": lambda w: activities.report_absence(w.own, w.child, LATER, LATER, "ill", **w.how),
    "withdraw_absence": lambda w: activities.withdraw_absence(w.absence, **w.how),
    "correct_starts": lambda w: activities.correct_starts(w.place.activity, [w.place], DAY, **w.how),
    "enrol_many": lambda w: activities.enrol_many(w.own, row(w, activity_id=w.club.pk), **w.how),
    "enrol": lambda w: activities.enrol(w.club, w.child, DAY, **w.how),
    "enrol_group": lambda w: activities.enrol_group(w.club, w.group, DAY, **w.how),
    "keep_hours": lambda w: keep_hours(w.activity, row(w, day=DAY, minutes=5), **w.how),
    "mark_many": lambda w: activities.mark_many(
        w.own, row(w, session_id=w.session.pk, status="absent"), **w.how),
    "mark_session": lambda w: activities.mark_session(w.session, row(w, status="absent"), **w.how),
    "note_session": lambda w: activities.note_session(w.session, "Read.", **w.how),
    "remove_note": lambda w: activities.remove_note(w.session_note, **w.how),
    "walk_in": lambda w: activities.walk_in(w.session, w.child, **w.how),
    "end_place": lambda w: activities.end_place(w.enrolment, LATER, dropped=True, **w.how),
    "resume_place": lambda w: activities.resume_place(w.place, **w.how),
    "take_back_place": lambda w: activities.take_back_place(w.place, **w.how),
    "give_back_place": lambda w: activities.give_back_place(w.gone_club, w.gone.uuid, **w.how),
    "substitute": lambda w: activities.substitute(w.session, w.child, **w.how),
}  # fmt: skip
MEMBERSHIP: Mapping[str, Act] = {
    "assign_many": lambda w: membership.assign_many(w.own, row(w, role="member"), **w.how),
    "end_assignments": lambda w: membership.end_assignments(w.own, [w.learns.pk], DAY, **w.how),
    "end_found": lambda w: membership.end_found(w.own, Assignment.objects.filter(pk=w.learns.pk), DAY, **w.how),
    "place_many": lambda w: membership.place_many(
        w.own, row(w, group_id=w.group.pk, ends=LATER), **w.how),
    "end_places": lambda w: membership.end_places(w.own, row(w, group_id=w.group.pk), DAY, **w.how),
    "leave_places": lambda w: membership.leave_places(w.own, dict.fromkeys(_places(w), DAY), **w.how),
    "end_group": lambda w: membership.end_group(w.group, LATER, **w.how),
    "put_back": lambda w: membership.put_back(w.team, [w.child.pk], DAY, **w.how),
    "issue_cards": lambda w: membership.issue_cards(w.own, [w.child], **w.how),
    "revoke_card": lambda w: membership.revoke_card(w.own, w.child, **w.how),
    "answer_consent": lambda w: membership.answer_consent(w.purpose, w.child, True, **w.how),
    "record_consents": lambda w: membership.record_consents(w.purpose, [w.child], True, **w.how),
    "reset_second_factor": lambda w: reset_second_factor(w.child, **w.how),
    "undo_promotion": lambda w: _promoted(w) and undo_promotion(w.own, **w.how),
    "promote": lambda w: promote(w.own, "2027", LATER, **w.how),
}  # fmt: skip
PEOPLE: Mapping[str, Act] = {
    "save_people": lambda w: people.save_people(w.own, [{"code": "L-1", "name": "X"}], **w.how),
    "edit_person": lambda w: people.edit_person(w.child, {"name": "X"}, **w.how),
    "register_guardians": lambda w: people.register_guardians(
        w.own, [{"guardian_id": w.other.pk, "learner_id": w.child.pk}], **w.how),
    "end_guardian": lambda w: people.end_guardian(w.tie, DAY, **w.how),
    "bar_guardian": lambda w: people.bar_guardian(w.tie, "Court", DAY, None, **w.how),
    "lift_bar": lambda w: people.lift_bar(w.tie, **w.how),
    "declare_groups": lambda w: people.declare_groups(
        w.own, row(w, group_id=w.population_group.pk), **w.how),
    "declare_own_groups": lambda w: declare_own_groups(
        w.own, w.child, [w.population_group.pk], **w.how),
    "merge_persons": lambda w: people.merge_persons(w.own, w.other.uuid, w.child.uuid, {}, **w.how),
    "undo_merge": lambda w: people.undo_merge(w.child_merge.uuid, **w.how),
    "erase_person": lambda w: erase_person(w.child, **w.how),
    "add_guardian": lambda w: add_guardian(w.own, w.child, w.other, "aunt", **w.how),
}  # fmt: skip
COMMONS: Mapping[str, Act] = {
    "seat_people": lambda w: seat_people(w.own, row(w, seat_id=w.seat.pk, starts=LATER), **w.how),
    "end_mandate": lambda w: end_mandate(w.mandate, LATER, **w.how),
    "attach_file": lambda w: attach_file(
        "placements.step", w.step.uuid, ContentFile(b"%PDF-1.7 x", "a.pdf"), **w.how),
    "check_record": lambda w: check_record(w.drawn, "agrees", source="paper", right="", **w.how),
    "record_progress_many": lambda w: record_progress_many(
        w.own, row(w, item_id=w.item.pk, level=0), **w.how),
    "refer": lambda w: care.refer(w.own, w.child, w.school, w.office, "food", **w.how),
    "move_referral": lambda w: care.move_referral(w.referral, "withdraw", **w.how),
    "redirect_referral": lambda w: care.redirect_referral(w.referral, w.school, **w.how),
    "raise_concern": lambda w: care.raise_concern(w.own, "I worry", about=w.child, **w.how),
    "look_at_concern": lambda w: care.look_at_concern(w.concern, **w.how),
    "note_on_concern": lambda w: care.note_on_concern(w.concern, "note", "x", **w.how),
    "close_concern": lambda w: care.close_concern(w.concern, "x", **w.how),
    "answer_message": lambda w: families.answer_message(w.copy, "yes", **w.how),
    "remove_file": lambda w: remove_file(w.file, **w.how),
    "log_contact": lambda w: families.log_contact(
        w.own, w.child, "call", "positive", "t", on=DAY, **w.how),
    "take_back_contact": lambda w: families.take_back_contact(w.contact, **w.how),
    "keep_details": lambda w: families.keep_details(w.own, w.child, [], {}, **w.how),
}  # fmt: skip

ACTS: Mapping[str, Act] = {
    **ACTIVITIES, **MEMBERSHIP, **PEOPLE, **COMMONS, **ENGAGEMENT,
}  # fmt: skip


def _places(w: World) -> list[int]:
    held = GroupPlace.objects.filter(group=w.group, person=w.child, ends=None)
    return list(held.values_list("pk", flat=True))


def _promoted(w: World) -> bool:
    promote(w.own, "2027", LATER, by=Actor.the_steward(), at=AT)
    return True
