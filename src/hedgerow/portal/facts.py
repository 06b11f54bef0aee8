"""The journal's facts as sentences; a kind without one here is not told."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import subjects
from hedgerow.foundation.journal.queries import FactRow, lately
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.subjects import Link
from hedgerow.portal.brought import imported
from hedgerow.portal.wording import Text

PUBLIC: Mapping[str, Text] = {
    "ecosystems.opened": _("The ecosystem was opened."),
    "ecosystems.ecosystem_opened": _("The ecosystem was opened."),
    "ecosystems.closed": _("The ecosystem was closed."),
    "ecosystems.reopened": _("The ecosystem was opened again."),
    "ecosystems.figures_stated": _("Figures were stated."),
    "membership.organisations_joined": _("Organisations joined."),
    "membership.organisations_left": _("Organisations left."),
    "bodies.founded": _("A body was founded."),
    "bodies.edited": _("A body was edited."),
    "bodies.seats_shared": _("Seats were shared out."),
    "bodies.people_seated": _("People took their seats."),
    "frameworks.framework_saved": _("A framework was saved."),
    "frameworks.version_adopted": _("A version of a framework was adopted."),
    "frameworks.version_ended": _("A version of a framework is used no longer."),
    "frameworks.items_tied": _("Items of frameworks were tied to one another."),
    "observations.indicators_saved": _("Indicators were entered or edited."),
    "activities.saved": _("Activities were entered or edited."),
    "activities.edited": _("Activities were entered or edited."),
    "choice.round_opened": _("A round of choice was opened."),
    "choice.round_reopened": _("A round of choice was opened again."),
    "choice.round_closed": _("A round of choice was closed."),
    "choice.round_published": _("What came of a round of choice was published."),
    "choice.round_finished": _("A round of choice came to its end."),
}
"""What anybody may know happened; what it was about is linked as far as the reader may see it."""

INNER: Mapping[str, Text] = {
    "files.attached": _("A file was attached."),
    "files.removed": _("A file was removed."),
    "partners.agreement_proposed": _("An agreement was proposed."),
    "partners.agreement_edited": _("A proposed agreement was edited."),
    "partners.agreement_agreed": _("Both sides agreed to an agreement."),
    "partners.agreement_declined": _("An agreement was declined."),
    "partners.agreement_withdrawn": _("A proposed agreement was withdrawn."),
    "partners.agreement_ended": _("An agreement was ended early."),
    "partners.contact_saved": _("A contact was entered or edited."),
    "partners.contact_removed": _("A contact was removed."),
    "partners.adviser_saved": _("What an adviser offers was entered or edited."),
    "partners.adviser_ended": _("An adviser's time ended."),
    "choice.round_planned": _("A round of choice was planned."),
    "choice.round_edited": _("A round of choice was changed."),
    "choice.round_dropped": _("A draft of a round of choice was thrown away."),
    "choice.offer_saved": _("What a round offers was changed."),
    "choice.offer_tied": _("The activity of a place that a round gave was named."),
    "choice.offer_removed": _("What a round offers was changed."),
    "choice.criterion_saved": _("It was said who goes first in a round of choice."),
    "choice.criterion_removed": _("It was said who goes first in a round of choice."),
    "choice.round_run": _("A round of choice was run."),
    "choice.preview_discarded": _("The result of a round was thrown away before it was published."),
    "choice.reminded": _("Learners were reminded to choose."),
    "choice.list_saved": _("A learner chose."),
    "choice.place_accepted": _("A place of a round of choice was accepted."),
    "choice.place_given_back": _("A place of a round of choice was given back."),
    "choice.place_lost": _(
        "Who had a place from a round was taken out of the activity: the place goes on."
    ),
    "choice.place_taken_up_again": _(
        "A learner has the place of a round again that they were taken out of."
    ),
    "choice.place_asked_again": _("A place of a round of choice was asked for again."),
    "choice.offered_place_taken": _("A seat that came free was taken."),
    "choice.place_kept": _("A seat that came free was left to others."),
    "choice.seats_offered_on": _("Seats that came free were offered on."),
    "choice.placed_enrolled": _("Learners who were placed were enrolled."),
    "observations.sample_drawn": _("Records were drawn to be checked."),
    "observations.record_checked": _("A record was held beside its source."),
    "mentoring.offer_made": _("Somebody offers to mentor or tutor."),
    "mentoring.offer_edited": _("An offer to mentor or tutor was changed."),
    "mentoring.need_told": _("A learner wishes for a mentor or tutor."),
    "mentoring.need_withdrawn": _("A wish for a mentor or tutor was taken back."),
    "mentoring.terms_set": _("The terms of pairing were set."),
    "mentoring.check_recorded": _("A check was recorded."),
    "mentoring.check_withdrawn": _("A check was withdrawn."),
    "mentoring.pair_proposed": _("A mentor or tutor was proposed."),
    "mentoring.pair_answered": _("Somebody answered to a proposed pair."),
    "mentoring.pair_begun": _("A mentor or tutor and a learner began."),
    "mentoring.pair_ended": _("A mentor or tutor and a learner ended."),
    "mentoring.proposal_made": _("Pairs for all who wait were reckoned."),
    "mentoring.proposal_edited": _("A proposal of pairs was edited by hand."),
    "mentoring.proposal_published": _("A proposal of pairs was published."),
    "mentoring.proposal_put_aside": _("A proposal of pairs was put aside."),
    "activities.hours_kept": _("Hours that a host confirmed were kept."),
    "placements.kind_saved": _("A kind of placement was entered or edited."),
    "placements.requested": _("A placement was requested."),
    "placements.arranged": _("A placement got its host and days."),
    "placements.host_accepted": _("A host accepted a placement."),
    "placements.host_declined": _("A host declined a placement."),
    "placements.closed": _("A placement was closed before it began."),
    "placements.step_done": _("A step of a placement was seen to."),
    "placements.step_refused": _("A family did not agree to a placement."),
    "placements.step_waived": _("A step of a placement was waived."),
    "placements.step_reopened": _("A step of a placement is asked for again."),
    "placements.started": _("A placement began."),
    "placements.ended": _("A placement ended."),
    "placements.hours_logged": _("Hours of a placement were entered."),
    "placements.hours_changed": _("Hours of a placement were changed."),
    "placements.hours_removed": _("Hours of a placement were removed."),
    "placements.hours_confirmed": _("Hours of a placement were confirmed by the host."),
    "placements.hours_disputed": _("Hours of a placement were disputed by the host."),
    "placements.hours_corrected": _("Confirmed hours of a placement were corrected."),
    "placements.evaluated": _("A placement was evaluated."),
    "exchange.imported": _("A spreadsheet was brought in."),
    "archives.made": _("The whole ecosystem was taken away as an archive."),
    "frameworks.version_begun": _("A new version of a framework was begun."),
    "frameworks.tie_removed": _("A tie between items was taken away."),
    "exchange.undone": _("An import was undone."),
    "ecosystems.term_added": _("The calendar was edited."),
    "membership.role_assigned": _("A role was assigned."),
    "membership.people_invited": _("People were invited."),
    "blueprints.carried": _("What comes with the blueprint was kept."),
    "membership.second_factor_reset": _("Somebody's second factor was reset."),
    "membership.handover_offered": _("Somebody was asked to take the ecosystem over."),
    "membership.handover_declined": _("Somebody declined to take the ecosystem over."),
    "membership.handed_over": _("The ecosystem was handed over."),
    "membership.invitation_accepted": _("Somebody accepted an invitation."),
    "membership.roles_assigned": _("Roles were assigned."),
    "membership.roles_ended": _("Roles ended."),
    "membership.groups_saved": _("Groups were entered or edited."),
    "membership.people_placed": _("People were placed in groups."),
    "membership.places_given": _("People were placed in groups."),
    "membership.places_ended": _("Places in groups ended."),
    "membership.promoted": _("The next school year was prepared."),
    "membership.promotion_undone": _("The next school year was taken back."),
    "membership.consents_recorded": _("Consents were recorded."),
    "membership.consent_asked": _("People are asked for a consent."),
    "membership.consent_reworded": _("What people consent to was reworded."),
    "membership.consent_asked_no_more": _("A consent is asked for no more."),
    "activities.absence_reported": _("An absence was reported."),
    "activities.absence_withdrawn": _("An absence that was reported was taken back."),
    "activities.attendance_marked": _("Attendance was marked."),
    "activities.attendance_corrected": _("Attendance was corrected."),
    "activities.sessions_planned": _("Sessions were planned."),
    "activities.sessions_confirmed": _("Sessions were confirmed by the other side."),
    "activities.sessions_cancelled": _("Sessions were cancelled."),
    "activities.cancellation_undone": _("A cancelled session takes place after all."),
    "activities.series_planned": _("Sessions were planned."),
    "activities.series_changed": _("Sessions were moved to other days or times."),
    "activities.session_changed": _("A session was moved to another day or time."),
    "activities.series_change_undone": _("What became of sessions was undone."),
    "activities.room_added": _("Rooms were entered or edited."),
    "activities.room_edited": _("Rooms were entered or edited."),
    "activities.session_moved": _("A session was moved to another day or time."),
    "activities.substituted": _("Somebody else leads a session."),
    "activities.register_cleared": _("A register was taken back."),
    "activities.marks_undone": _("Marks of attendance were taken back."),
    "activities.place_resumed": _("A place in an activity was taken up again."),
    "activities.places_corrected": _("The first days of places in an activity were corrected."),
    "activities.place_taken_back": _("An enrolment that was a mistake was taken back."),
    "activities.place_given_back": _("An enrolment that was taken back was given again."),
    "activities.enrolled": _("People were enrolled."),
    "activities.place_ended": _("A place in an activity ended."),
    "opportunities.kinds_saved": _("Kinds of opportunity were entered or edited."),
    "opportunities.offered": _("An opportunity was prepared."),
    "opportunities.proposed": _("A family or member proposed to offer something."),
    "opportunities.proposal_changed": _("What somebody proposed to offer was changed by them."),
    "opportunities.proposal_withdrawn": _("What somebody proposed to offer was taken back."),
    "opportunities.proposal_declined": _("What somebody proposed to offer was declined."),
    "opportunities.edited": _("An opportunity was edited."),
    "opportunities.opened": _("An opportunity was opened."),
    "opportunities.closed": _("An opportunity was closed."),
    "opportunities.archived": _("An opportunity was put away."),
    "opportunities.challenge_set": _("Judges and rubric of a challenge were named."),
    "opportunities.handed_in": _("Something was handed in to a challenge."),
    "opportunities.scored": _("An entry of a challenge was scored."),
    "opportunities.results_published": _("The result of a challenge was published."),
    "opportunities.copied": _("An opportunity was copied."),
    "opportunities.repeated": _("An opportunity was offered on further days."),
    "opportunities.place_taken": _("A place in an opportunity was taken."),
    "opportunities.place_asked": _("A guardian was asked about a place in an opportunity."),
    "opportunities.place_offered": _("A place in an opportunity was offered to who waits."),
    "opportunities.place_declined": _("A place in an opportunity was declined."),
    "opportunities.place_expired": _("A place in an opportunity was not answered for in time."),
    "opportunities.place_left": _("A place in an opportunity was given back."),
    "opportunities.line_joined": _("Somebody joined the waiting list of an opportunity."),
    "activities.kinds_saved": _("Kinds of activities were entered or edited."),
    "people.persons_merged": _("Two records of one person became one."),
    "people.merge_undone": _("Two records that were made one are two again."),
    "people.person_added": _("People were entered or edited."),
    "people.person_edited": _("People were entered or edited."),
    "people.guardian_barred": _("Who may see a learner was changed."),
    "people.bar_lifted": _("Who may see a learner was changed."),
    "people.people_saved": _("People were entered or edited."),
    "people.persons_saved": _("People were entered or edited."),
    "people.organisations_saved": _("Organisations were entered or edited."),
    "observations.recorded": _("Observations were recorded."),
    "care.referral_moved": _("A referral between organisations went a step further."),
    "families.rule_chosen": _("What guardians see from the age of own consent on was decided."),
    "families.sight_decided": _("A learner decided who sees their record."),
    "families.details_kept": _("A family renewed its emergency details."),
    "families.template_edited": _("A message to families was put into words."),
    "families.message_sent": _("A message was sent to families."),
    "families.message_answered": _("A family answered a message."),
    "families.contact_noted": _("A contact with a family was noted."),
    "families.contact_taken_back": _("A contact that was noted by mistake was taken back."),
    "records.progress_recorded": _("Progress was recorded."),
}
"""What members are told besides."""


@dataclass(frozen=True, slots=True)
class Told:
    """One fact: when, in a sentence, with links to what it was about."""

    at: datetime
    sentence: Text
    links: tuple[Link, ...] = ()
    more: Text = ""
    simulated: bool = False

    @property
    def said(self) -> str:
        """The sentence, or how it begins where it goes on with what it was about."""
        plain = str(self.sentence)
        return f"{plain.removesuffix('.')}:" if self.links else plain


LINKS, COUNTED = 3, 1_000
EMPTY = "empty"
"""The blueprint that brings nothing."""
HERE = "ecosystems.ecosystem"
"""Where the reader is: needs no link."""


def latest(actor: Actor, ecosystem: Ecosystem, *, member: bool, limit: int = 8) -> list[Told]:
    """What changed lately, by the day it happened; one query for each kind of row spoken of.

    The ecosystem's beginning stands among it, or last. Outsiders are not told how much more a
    fact was about: not all of it may be theirs to see.
    """
    sentences = {**PUBLIC, **INNER} if member else PUBLIC
    facts = lately(ecosystem.pk, kinds=sentences, limit=limit, first=COUNTED + LINKS)
    links = _links(actor, facts)
    told = [_told(fact, sentences[fact.kind], links, member=member) for fact in facts]
    return sorted([*told, _beginning(ecosystem)], key=lambda one: one.at, reverse=True)


def _beginning(ecosystem: Ecosystem) -> Told:
    said: Text = _("Begun here with an empty page.")
    if ecosystem.blueprint not in ("", EMPTY):
        said = _("Begun here from a blueprint.")
    return Told(ecosystem.created_at, said)


def _links(actor: Actor, facts: tuple[FactRow, ...]) -> Mapping[UUID, Link]:
    wanted = defaultdict(set)
    for fact in facts:
        for kind, uuid in fact.subjects[:LINKS]:
            if kind in subjects.KINDS and kind != HERE:
                wanted[kind].add(uuid)
    found: dict[UUID, Link] = {}
    for kind, uuids in wanted.items():
        found.update(subjects.resolve(actor, kind, uuids))
    return found


def _told(fact: FactRow, sentence: Text, links: Mapping[UUID, Link], *, member: bool) -> Told:
    if said := imported(fact):  # its only subject is the ecosystem, where the reader is
        return Told(fact.at, said, (), "", fact.origin == "simulated")
    shown = tuple(links[uuid] for _, uuid in fact.subjects[:LINKS] if uuid in links)
    more = _more(_left(fact, shown)) if member else ""
    return Told(fact.at, sentence, shown, more, fact.origin == "simulated")


def _more(left: int) -> Text:
    if left > COUNTED:
        return _("and over %(n)s more") % {"n": COUNTED}
    return ngettext_lazy("and %(n)s more", "and %(n)s more", left) % {"n": left} if left else ""


def _left(fact: FactRow, shown: Sequence[Link]) -> int:
    """How many more there are, as far as they are read, of what is named: a person beside an
    activity is no second one."""
    kinds = [kind for kind, _uuid in fact.subjects]
    named = {kind for kind in kinds[:LINKS] if kind in subjects.KINDS and kind != HERE}
    return sum(kind in named for kind in kinds) - len(shown) if shown and len(named) == 1 else 0
